//! Tables of counts as they may be shown: codes down and across, and what stands in each cell.

/// A count that may be shown, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// So many people: [`crate::LEAST`] or more.
    Shown(u32),
    /// Not shown: one to four people, or any number from which such a count would follow.
    Hidden,
    /// Nobody.
    Empty,
}

/// A table as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub heading: Heading,
    /// What the codes of its rows are ids of.
    pub rows_are: Names,
    /// What the codes of its columns are ids of.
    pub columns_are: Names,
    /// The kinds down; [`Kind::Sum`] is a row that adds up the others.
    pub rows: Vec<Kind>,
    /// The kinds across; [`Kind::Sum`] is a column that adds up the others.
    pub columns: Vec<Kind>,
    /// A row for each of `rows`, in it a cell for each of `columns`.
    pub cells: Vec<Vec<Cell>>,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// How old people are, by sex.
    Age,
    /// Whose citizens they are, by sex.
    Nationality,
    /// Where they are, by sex.
    Place,
    /// What they need, by sex. People need several things, so each row stands for itself.
    Needs,
    /// What each card says: a row a card, its outcomes across.
    Outcomes,
    /// What came of referrals, closed or not: a row a service, statuses across.
    Services,
    /// Who was given a kit by the desk: a row a kind of kit, places across. People get several, so each row stands for itself.
    Kits,
    /// How people came home, by sex.
    CameHome,
    /// Who was given help to return or to begin anew at home, by sex: a row a card. Each row stands for itself.
    Returns,
}

/// What codes are ids of: where their words are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Names {
    /// Options of the question with this id.
    Options(&'static str),
    /// Cards of the pack.
    Cards,
    /// Outcomes of a card.
    Outcomes,
    /// Services of the directory.
    Services,
    /// Statuses of a line of a referral.
    Statuses,
}

/// What a row or a column counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// People of one code, or of any of several that are counted together because some of them are too few.
    Of(Vec<Code>),
    /// Everybody of the row or column.
    Sum,
}

/// What somebody is counted as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The id of an option, a card, an outcome, a service, a status.
    Id(String),
    /// They were asked, and it is not known: they do not know, would not say, or have not answered yet.
    NotKnown,
    /// They were not asked.
    NotAsked,
    /// They answered, whatever it was.
    Answered,
    /// They were not referred there.
    NotReferred,
}

impl Cell {
    /// A count that may be shown.
    pub(crate) fn of(count: u32) -> Self {
        if count == 0 { Self::Empty } else { Self::Shown(count) }
    }
}

impl Heading {
    /// All headings, in the order of a report.
    pub const ALL: [Self; 9] = [
        Self::Age,
        Self::Nationality,
        Self::Place,
        Self::Needs,
        Self::Outcomes,
        Self::Services,
        Self::Kits,
        Self::CameHome,
        Self::Returns,
    ];

    /// Its id. It is the end of a text key, and stands in exports: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Nationality => "nationality",
            Self::Place => "place",
            Self::Needs => "needs",
            Self::Outcomes => "outcomes",
            Self::Services => "services",
            Self::Kits => "kits",
            Self::CameHome => "came_home",
            Self::Returns => "returns",
        }
    }

    /// The heading with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|heading| heading.name() == name)
    }
}

impl Code {
    /// An id.
    #[must_use]
    pub fn id(id: &str) -> Self {
        Self::Id(id.to_owned())
    }

    /// The id, or what this crate calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::NotKnown => "not_known",
            Self::NotAsked => "not_asked",
            Self::Answered => "answered",
            Self::NotReferred => "not_referred",
        }
    }
}

impl Kind {
    /// People of one code.
    #[must_use]
    pub fn one(code: Code) -> Self {
        Self::Of(vec![code])
    }

    /// The codes; none for a sum.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        match self {
            Self::Of(codes) => codes,
            Self::Sum => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Heading;

    #[test]
    fn names_lead_back_to_their_headings() {
        assert!(Heading::ALL.iter().all(|heading| Heading::from_name(heading.name()) == Some(*heading)));
        assert_eq!(Heading::from_name("sex"), None);
    }
}
