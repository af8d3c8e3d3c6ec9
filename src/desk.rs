//! The help desk: the page of an organisation's staff. It has many cases, of which one is open at a time.

mod export_file;
mod frame;
mod keeper;
mod screens;
mod start;

pub(crate) use start::start;
