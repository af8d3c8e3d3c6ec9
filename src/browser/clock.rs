//! What day it is.

use engine::date::Date;

/// Today, by the device's clock and time zone.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    let month = u8::try_from(now.get_month() + 1).ok()?;
    Date::new(year, month, u8::try_from(now.get_date()).ok()?)
}
