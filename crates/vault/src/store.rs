//! Where texts are kept on the device.

use thiserror::Error;

/// A place that keeps texts by name. Each call is done when it returns, or says why not.
pub trait Store {
    /// The text under a name; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the place cannot be read.
    fn read(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Keeps a text under a name, in place of what was there.
    ///
    /// # Errors
    /// [`StoreError`] when the text was not kept; what was there before is still there.
    fn write(&self, name: &str, text: &str) -> Result<(), StoreError>;

    /// Removes what is under a name. It is no error when nothing is.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be removed.
    fn remove(&self, name: &str) -> Result<(), StoreError>;

    /// The names of everything that is kept and begins with `prefix`.
    ///
    /// # Errors
    /// [`StoreError`] when the place cannot be read.
    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// Why a place does not keep or give a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser does not let this page keep anything.
    #[error("storage is blocked")]
    Blocked,
    /// There is no room left.
    #[error("storage is full")]
    Full,
    /// The text that was read back is not the one that was written.
    #[error("what was written did not arrive")]
    NotKept,
}
