//! What is kept on a device: a person's draft on a phone, a case or the desk's own record at a help desk.

use thiserror::Error;

/// Something that is sealed and kept. It has one spelling in bytes, so that what was read back can be compared.
pub trait Record: Sized {
    /// The number of the format that is written.
    const FORMAT: u8;

    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`] when the bytes are not a whole record.
    fn from_bytes(bytes: &[u8]) -> Result<Self, RecordError>;

    /// Writes the record.
    ///
    /// # Errors
    /// [`RecordError::TooLong`] when it would not be read again.
    fn to_bytes(&self) -> Result<Vec<u8>, RecordError>;

    /// The SHA-256 of the pack it was last saved with, in hexadecimal digits; nothing where it holds no answers.
    fn pack_sha256(&self) -> &str;
}

/// Why bytes are not a record. They are kept in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    /// They are too many to be one.
    #[error("longer than any record")]
    TooLong,
    /// They are not what this app writes, or not all of it is there.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version (format {0})")]
    Newer(u8),
}
