//! What `dalil` and the build share: reading a pack's files, checking them, and writing what the browser loads.

pub mod answers;
mod check;
pub mod code;
pub mod compile;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod finding;
pub mod review;
pub mod source;
pub mod texts;
pub mod xlsform;

pub use finding::Finding;
