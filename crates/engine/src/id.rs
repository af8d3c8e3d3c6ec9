//! Identities inside one pack: positions in its tables, one type for each table.
//!
//! A pack is checked once when it is linked (`Pack::link`), so that an id that comes from it always has
//! its row. Looking up an id of another pack gives `None`, never a panic.

use core::fmt;
use core::marker::PhantomData;

use serde::{Deserialize, Serialize};

/// A position in one of the pack's tables.
pub trait Id: Copy + Ord {
    /// The id of the row at `index`. A pack has fewer than 65,536 rows in any table.
    fn from_index(index: usize) -> Self;
    /// Where the row stands.
    fn index(self) -> usize;
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u16);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u16::try_from(index).unwrap_or(u16::MAX))
            }
            fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

id! {
    /// A section of the interview.
    SectionId
}
id! {
    /// A question of the pack.
    QuestionId
}
id! {
    /// An option of one question: its position in that question's list.
    OptionId
}
id! {
    /// A named fact.
    FactId
}
id! {
    /// A card: one programme or service as the person sees it.
    CardId
}
id! {
    /// An organisation or line that helps.
    ServiceId
}

/// A table whose rows are found by their id.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table<I, T> {
    rows: Vec<T>,
    #[serde(skip)]
    id: PhantomData<I>,
}

impl<I: Id, T> Table<I, T> {
    /// A table of these rows, in their order.
    #[must_use]
    pub fn new(rows: Vec<T>) -> Self {
        Self { rows, id: PhantomData }
    }

    /// A table with one row for every row of `other`, each made by `make`.
    pub fn like<U>(other: &Table<I, U>, mut make: impl FnMut(I) -> T) -> Self {
        Self::new((0..other.len()).map(|index| make(I::from_index(index))).collect())
    }

    /// The row of `id`; `None` for an id of another pack.
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// The row of `id`, to change it.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(id.index())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// All rows with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// The first row that `wanted` accepts.
    pub fn find(&self, mut wanted: impl FnMut(&T) -> bool) -> Option<(I, &T)> {
        self.iter().find(|(_, row)| wanted(row))
    }
}

/// Some of a table's ids, in the table's order.
#[derive(Clone, Debug)]
pub(crate) struct IdSet<I> {
    present: Vec<bool>,
    id: PhantomData<I>,
}

impl<I: Id> IdSet<I> {
    /// The empty set.
    pub(crate) fn new() -> Self {
        Self { present: Vec::new(), id: PhantomData }
    }

    /// Adds an id.
    pub(crate) fn insert(&mut self, id: I) {
        if self.present.len() <= id.index() {
            self.present.resize(id.index() + 1, false);
        }
        if let Some(place) = self.present.get_mut(id.index()) {
            *place = true;
        }
    }

    /// The ids that are in it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = I> {
        self.present.iter().enumerate().filter(|(_, present)| **present).map(|(index, _)| I::from_index(index))
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}
