//! The screens, one a file. They show and ask; they hold no rules.

pub(crate) mod carried_over;
pub(crate) mod check;
pub(crate) mod elsewhere;
pub(crate) mod emergency;
pub(crate) mod glossary;
pub(crate) mod help_now;
pub(crate) mod interview;
pub(crate) mod language;
pub(crate) mod leaving;
pub(crate) mod protect;
pub(crate) mod ready;
pub(crate) mod remove;
pub(crate) mod results;
pub(crate) mod resume;
pub(crate) mod sheet;
pub(crate) mod welcome;
