//! Dates of the civil (Gregorian) calendar, and dates of which only the year or the month is known.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A date as exactly as it is known: never a 1 January that nobody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// The year and the month (1 to 12) are known.
    Month(i16, u8),
    /// The day is known.
    Day(Date),
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a date: write 2026, 2026-11 or 2026-11-24")]
pub struct DateError(String);

impl Date {
    /// The day with this year, month (1 to 12) and day of the month; `None` when there is no such day.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in_month(year, month)?).then_some(Self { year, month, day })
    }

    /// The day that lies `days` after 1970-01-01. Days beyond the years ±32,000 give `None`.
    ///
    /// The method is Howard Hinnant's `civil_from_days`: the year begins in March, so that the leap day is
    /// its last day.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let shifted = i64::from(days) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// How many days lie between 1970-01-01 and this day.
    #[must_use]
    pub fn days(self) -> i32 {
        let month = i32::from(self.month);
        let year = i32::from(self.year) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let march_month = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * march_month + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

impl PartialDate {
    /// The first day that this can be.
    #[must_use]
    pub fn earliest(self) -> Date {
        match self {
            Self::Year(year) => Date { year, month: 1, day: 1 },
            Self::Month(year, month) => Date { year, month, day: 1 },
            Self::Day(date) => date,
        }
    }
}

fn days_in_month(year: i16, month: u8) -> Option<u8> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let refused = || DateError(text.to_owned());
        let digits = |part: &str, count: usize| {
            (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
        };
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(refused());
        }
        let read = || -> Option<Self> {
            let year_text = year?;
            digits(year_text, 4)?;
            let year = year_text.parse().ok()?;
            let Some(month_text) = month else { return Some(Self::Year(year)) };
            digits(month_text, 2)?;
            let month = month_text.parse().ok()?;
            days_in_month(year, month)?;
            let Some(day_text) = day else { return Some(Self::Month(year, month)) };
            digits(day_text, 2)?;
            Date::new(year, month, day_text.parse().ok()?).map(Self::Day)
        };
        read().ok_or_else(refused)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.parse()? {
            PartialDate::Day(date) => Ok(date),
            _ => Err(DateError(text.to_owned())),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_survives_the_round_trip() {
        for days in -25_567..47_482 {
            let date = Date::from_days(days).unwrap();
            assert_eq!(date.days(), days);
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2026, 11, 24).unwrap().days(), 20_781);
    }

    #[test]
    fn a_date_keeps_the_precision_it_was_given_with() {
        for text in ["2016", "2026-11", "2026-06-01", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "26", "2026-13", "2026-02-29", "2026-1-1", "2026-11-24-1", "+026", "2026-00"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
    #[test]
    fn known_days_have_their_numbers() {
        for (date, days) in [
            ("1969-12-31", -1),
            ("1600-01-01", -135_140),
            ("1900-03-01", -25_508),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2038-01-19", 24_855),
            ("9999-12-31", 2_932_896),
            ("0001-01-01", -719_162),
        ] {
            let date: Date = date.parse().unwrap();
            assert_eq!(date.days(), days, "{date}");
            assert_eq!(Date::from_days(days), Some(date));
        }
    }

    #[test]
    fn february_has_29_days_in_leap_years_only() {
        for (year, leap) in [(1900, false), (2000, true), (2023, false), (2024, true), (2100, false), (2400, true)] {
            assert_eq!(Date::new(year, 2, 29).is_some(), leap, "{year}");
            assert!(Date::new(year, 2, 28).is_some() && Date::new(year, 2, 30).is_none());
        }
        for (month, last) in [(1, 31), (3, 31), (4, 30), (6, 30), (9, 30), (11, 30), (12, 31)] {
            assert!(Date::new(2026, month, last).is_some(), "{month}");
            assert!(Date::new(2026, month, last + 1).is_none(), "{month}");
        }
        assert_eq!([Date::new(2026, 0, 1), Date::new(2026, 13, 1), Date::new(2026, 1, 0)], [None; 3]);
    }

    #[test]
    fn days_far_from_any_calendar_are_no_dates() {
        assert_eq!((Date::from_days(i32::MIN), Date::from_days(i32::MAX)), (None, None));
    }

    #[test]
    fn dates_are_ordered_as_they_follow_each_other() {
        let dates = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01", "2027-01-01"];
        let dates = dates.map(|date| date.parse::<Date>().unwrap());
        assert!(dates.is_sorted());
        assert!(dates.map(Date::days).is_sorted());
    }

    #[test]
    fn a_date_that_is_half_known_can_be_its_first_day_at_the_earliest() {
        for (date, earliest) in [("2024", "2024-01-01"), ("2024-02", "2024-02-01"), ("2024-02-29", "2024-02-29")] {
            let date: PartialDate = date.parse().unwrap();
            assert_eq!(date.earliest().to_string(), earliest);
        }
        assert!("2024".parse::<Date>().is_err() && "2024-02".parse::<Date>().is_err(), "a day is wanted");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_that_is_written_back_or_none(text in "[0-9-]{0,12}|\\PC{0,12}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                proptest::prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
