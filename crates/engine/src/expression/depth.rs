//! How deep conditions may be nested: a file whose conditions go deeper is refused while it is read, before the stack
//! ends.

use core::cell::Cell;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// The deepest condition that is read, and that authors may write.
pub(crate) const DEEPEST: u32 = 160;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// One level deeper, for as long as it lives.
struct Level;

impl Level {
    fn enter() -> Option<Self> {
        DEPTH.with(|depth| {
            let now = depth.get();
            (now < DEEPEST).then(|| {
                depth.set(now + 1);
                Self
            })
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get().saturating_sub(1)));
    }
}

/// Reads the parts of a condition or an amount.
pub(super) fn parts<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    let _level = Level::enter().ok_or_else(|| D::Error::custom("nested too deeply"))?;
    T::deserialize(deserializer)
}

/// How many levels of parts a condition has: what is written deeper than [`DEEPEST`] could not be read again.
#[cfg(feature = "authoring")]
pub(super) fn levels(condition: &super::Condition) -> u32 {
    use super::Condition;
    match condition {
        Condition::All(parts) | Condition::Any(parts) => deeper(parts.iter().map(levels)),
        Condition::Not(inner) => deeper([levels(inner)]),
        Condition::If(parts) => deeper([levels(&parts.0), levels(&parts.1), levels(&parts.2)]),
        Condition::Compare(_, sides) => deeper([levels_of_amount(&sides.0), levels_of_amount(&sides.1)]),
        _ => 0,
    }
}

#[cfg(feature = "authoring")]
fn levels_of_amount(amount: &super::Amount) -> u32 {
    use super::Amount;
    match amount {
        Amount::Sum(sides) | Amount::Difference(sides) | Amount::Coalesce(sides) => {
            deeper([levels_of_amount(&sides.0), levels_of_amount(&sides.1)])
        }
        Amount::If(parts) => deeper([levels(&parts.0), levels_of_amount(&parts.1), levels_of_amount(&parts.2)]),
        Amount::Constant(_) | Amount::Of(_) | Amount::CountSelected(_) | Amount::Today => 0,
    }
}

#[cfg(feature = "authoring")]
fn deeper(parts: impl IntoIterator<Item = u32>) -> u32 {
    parts.into_iter().max().unwrap_or(0).saturating_add(1)
}
