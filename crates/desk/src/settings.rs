//! What a desk is set up with.

use core::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 120;
/// The shortest and longest time, in seconds, that a desk may stand open while nobody touches it.
pub const IDLE_SECONDS: RangeInclusive<u16> = 30..=3_600;
/// The shortest and longest time, in seconds, that it may stand open while nobody sees it.
pub const HIDDEN_SECONDS: RangeInclusive<u16> = 5..=600;

/// What a desk is set up with. Every value is one that the desk can work with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Given", into = "Given")]
pub struct Settings(Given);

/// Settings as somebody gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The organisation's name.
    pub organisation: String,
    /// The office, or what tells this desk from others.
    pub office: String,
    /// The staff's language.
    pub language: String,
    /// After how many seconds without a touch the desk locks itself.
    pub idle_seconds: u16,
    /// After how many seconds out of sight.
    pub hidden_seconds: u16,
    /// Whether the list of cases shows names.
    pub names_in_list: bool,
}

impl Default for Given {
    /// Three minutes without a touch, half a minute out of sight, and no names.
    fn default() -> Self {
        Self {
            organisation: String::new(),
            office: String::new(),
            language: String::new(),
            idle_seconds: 180,
            hidden_seconds: 30,
            names_in_list: false,
        }
    }
}

impl Settings {
    /// Settings as they are given: names without blanks around them and not too long, times within their bounds.
    #[must_use]
    pub fn new(given: &Given) -> Self {
        let name = |text: &str| text.trim().chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned();
        let within = |seconds: u16, bounds: &RangeInclusive<u16>| seconds.clamp(*bounds.start(), *bounds.end());
        Self(Given {
            organisation: name(&given.organisation),
            office: name(&given.office),
            language: name(&given.language),
            idle_seconds: within(given.idle_seconds, &IDLE_SECONDS),
            hidden_seconds: within(given.hidden_seconds, &HIDDEN_SECONDS),
            names_in_list: given.names_in_list,
        })
    }

    /// What is set.
    #[must_use]
    pub fn get(&self) -> &Given {
        &self.0
    }
}

/// Settings that are not within their bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these settings were not written by a desk")]
pub struct SettingsError;

impl TryFrom<Given> for Settings {
    type Error = SettingsError;

    fn try_from(given: Given) -> Result<Self, SettingsError> {
        let settings = Self::new(&given);
        if settings.0 == given { Ok(settings) } else { Err(SettingsError) }
    }
}

impl From<Settings> for Given {
    fn from(settings: Settings) -> Self {
        settings.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_never_stands_open_for_ever_and_never_locks_at_once() {
        let set =
            |idle_seconds, hidden_seconds| Settings::new(&Given { idle_seconds, hidden_seconds, ..Given::default() });
        assert_eq!((set(0, 0).get().idle_seconds, set(0, 0).get().hidden_seconds), (30, 5));
        assert_eq!(
            (set(u16::MAX, u16::MAX).get().idle_seconds, set(u16::MAX, 9_999).get().hidden_seconds),
            (3_600, 600)
        );
        assert_eq!((set(180, 30).get().idle_seconds, set(180, 30).get().hidden_seconds), (180, 30));
    }

    #[test]
    fn names_are_trimmed_and_cut() {
        let organisation = format!("  {}  ", "é".repeat(LONGEST_NAME + 5));
        let settings = Settings::new(&Given { organisation, ..Given::default() });
        assert_eq!(settings.get().organisation, "é".repeat(LONGEST_NAME));
    }
}
