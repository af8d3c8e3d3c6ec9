//! The browser: the only place with web interfaces. Every call that can fail returns a `Result` or an `Option`.

pub(crate) mod activity;
pub(crate) mod clock;
pub(crate) mod copies;
pub(crate) mod crypto;
pub(crate) mod events;
pub(crate) mod fetch;
pub(crate) mod file;
pub(crate) mod file_copies;
pub(crate) mod history;
pub(crate) mod indexed_db;
pub(crate) mod leave;
pub(crate) mod lifecycle;
pub(crate) mod live;
pub(crate) mod local_storage;
mod object;
pub(crate) mod opfs;
pub(crate) mod page;
pub(crate) mod print;
pub(crate) mod promise;
pub(crate) mod random;
pub(crate) mod service_worker;
pub(crate) mod tabs;
pub(crate) mod view;
pub(crate) mod words;
