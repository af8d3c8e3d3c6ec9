//! The browser: the only place with web interfaces. Every call that can fail returns a `Result` or an `Option`.

pub(crate) mod clock;
pub(crate) mod events;
pub(crate) mod fetch;
pub(crate) mod history;
pub(crate) mod leave;
pub(crate) mod live;
pub(crate) mod local_storage;
pub(crate) mod page;
pub(crate) mod print;
pub(crate) mod random;
pub(crate) mod view;
pub(crate) mod words;
