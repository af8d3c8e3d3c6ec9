//! Days as they are written: how many lie between 1970-01-01 and them. So each day has one spelling, and a thirtieth of
//! February cannot be read.

#![allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde passes what it writes by reference")]

use engine::date::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub(crate) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    date.days().serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    Date::from_days(i32::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("no day of any calendar"))
}

/// A day that may not be known.
pub(crate) mod or_none {
    use engine::date::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Date::days).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let Some(days) = Option::<i32>::deserialize(deserializer)? else { return Ok(None) };
        Date::from_days(days).map(Some).ok_or_else(|| de::Error::custom("no day of any calendar"))
    }
}
