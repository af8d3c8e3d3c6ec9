//! Strong Kleene logic: true, false, and not known yet.

use serde::{Deserialize, Serialize};

/// What is known of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Truth {
    /// Known not to hold.
    False,
    /// Not known: the answers that decide it are missing.
    Unknown,
    /// Known to hold.
    True,
}

impl Truth {
    /// Both hold. The lesser of the two: one *false* decides.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds. The greater of the two: one *true* decides.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Known to hold.
    #[must_use]
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// Known not to hold.
    #[must_use]
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    /// Not known.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }
}

impl core::ops::Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn the_tables_are_strong_kleenes() {
        let values = [False, Unknown, True];
        let and = values.map(|a| values.map(|b| a.and(b)));
        let or = values.map(|a| values.map(|b| a.or(b)));
        assert_eq!(and, [[False, False, False], [False, Unknown, Unknown], [False, Unknown, True]]);
        assert_eq!(or, [[False, Unknown, True], [Unknown, Unknown, True], [True, True, True]]);
        assert_eq!(values.map(|value| !value), [True, Unknown, False]);
        assert_eq!(Truth::from(true), True);
    }
}
