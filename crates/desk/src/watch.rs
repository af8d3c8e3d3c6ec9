//! When a desk locks itself: nobody has touched it for a while, or nobody has seen it.
//!
//! Times are milliseconds of a clock that only goes forward. A device that slept has not counted them: its page must
//! look again when it wakes, and finds that the time is over.

use crate::settings::Settings;

/// How long the desk has stood as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    idle: f64,
    hidden: f64,
    touched: f64,
    hidden_since: Option<f64>,
}

impl Watch {
    /// Begins to watch a desk that was just unlocked.
    #[must_use]
    pub fn begin(settings: &Settings, now: f64) -> Self {
        let milliseconds = |seconds: u16| f64::from(seconds) * 1_000.0;
        let set = settings.get();
        Self {
            idle: milliseconds(set.idle_seconds),
            hidden: milliseconds(set.hidden_seconds),
            touched: now,
            hidden_since: None,
        }
    }

    /// Somebody has touched the page. Where the time is over already, that comes too late: whether the desk must lock
    /// is to be asked before.
    pub fn touch(&mut self, now: f64) {
        if !self.is_over(now) {
            self.touched = now;
        }
    }

    /// The page can be seen, or not any more.
    pub fn is_seen(&mut self, seen: bool, now: f64) {
        if !seen {
            self.hidden_since = self.hidden_since.or(Some(now));
        } else if !self.is_over(now) {
            self.hidden_since = None;
        }
    }

    /// Whether the desk must be locked now.
    #[must_use]
    pub fn is_over(&self, now: f64) -> bool {
        self.left(now) <= 0.0
    }

    /// How many milliseconds it may stand open if nothing happens; 0 or less when the time is over.
    #[must_use]
    pub fn left(&self, now: f64) -> f64 {
        let idle = self.touched + self.idle - now;
        let hidden = self.hidden_since.map_or(f64::INFINITY, |since| since + self.hidden - now);
        idle.min(hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Given;

    const SECOND: f64 = 1_000.0;
    const START: f64 = 5_000_000.0;

    fn watch() -> Watch {
        Watch::begin(&Settings::new(&Given::default()), START)
    }

    #[test]
    fn a_desk_that_nobody_touches_locks_after_three_minutes() {
        let watch = watch();
        assert!(!watch.is_over(START + 179.0 * SECOND));
        assert!(watch.is_over(START + 180.0 * SECOND));
    }

    #[test]
    fn a_touch_gives_three_more_minutes() {
        let mut watch = watch();
        watch.touch(START + 179.0 * SECOND);
        assert!(!watch.is_over(START + 358.0 * SECOND));
        assert!(watch.is_over(START + 359.0 * SECOND));
    }

    #[test]
    fn a_desk_out_of_sight_locks_after_half_a_minute_even_if_it_is_touched() {
        let mut watch = watch();
        watch.is_seen(false, START);
        watch.touch(START + 20.0 * SECOND);
        assert!(!watch.is_over(START + 29.0 * SECOND));
        assert!(watch.is_over(START + 30.0 * SECOND));
    }

    #[test]
    fn a_desk_that_is_seen_again_in_time_stays_open() {
        let mut watch = watch();
        watch.is_seen(false, START);
        watch.is_seen(false, START + 10.0 * SECOND);
        watch.is_seen(true, START + 29.0 * SECOND);
        assert!(!watch.is_over(START + 100.0 * SECOND));
    }

    #[test]
    fn what_comes_after_the_time_does_not_open_it_again() {
        let mut idle = watch();
        idle.touch(START + 181.0 * SECOND);
        assert!(idle.is_over(START + 181.0 * SECOND));
        let mut hidden = watch();
        hidden.is_seen(false, START);
        hidden.is_seen(true, START + 31.0 * SECOND);
        assert!(hidden.is_over(START + 31.0 * SECOND));
    }

    #[test]
    fn a_device_that_slept_finds_the_time_over() {
        assert!(watch().is_over(START + 8.0 * 3_600.0 * SECOND));
    }
}
