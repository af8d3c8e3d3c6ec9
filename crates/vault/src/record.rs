//! What is kept on a device: a person's draft on a phone, a case or the desk's own record at a help desk.
//!
//! A record's bytes are the number of its format (one byte), then what [`Record::written`] gives in postcard's encoding.

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Something that is sealed and kept. It has one spelling in bytes, so that what was read back can be compared.
pub trait Record: Sized {
    /// The number of the format that is written.
    const FORMAT: u8;
    /// The most bytes of one that is read.
    const LONGEST: usize;
    /// The record as it is written.
    type Written: Serialize + DeserializeOwned;

    /// The record as it is written.
    ///
    /// # Errors
    /// [`RecordError::TooLong`] when a part of it would not be read again.
    fn written(&self) -> Result<Self::Written, RecordError>;

    /// The record that was written.
    ///
    /// # Errors
    /// [`RecordError`] when a part of it is not whole.
    fn of_written(written: Self::Written) -> Result<Self, RecordError>;

    /// The SHA-256 of the pack it was last saved with, in hexadecimal digits; nothing where it holds no answers.
    fn pack_sha256(&self) -> &str;

    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`] when the bytes are not a whole record.
    fn from_bytes(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > Self::LONGEST {
            return Err(RecordError::TooLong);
        }
        let (format, body) = bytes.split_first().ok_or(RecordError::Damaged)?;
        if *format > Self::FORMAT {
            return Err(RecordError::Newer(*format));
        }
        let (written, after) = postcard::take_from_bytes(body).map_err(|_| RecordError::Damaged)?;
        let record = Self::of_written(written)?;
        if *format != Self::FORMAT || !after.is_empty() || record.to_bytes().as_deref() != Ok(bytes) {
            return Err(RecordError::Damaged);
        }
        Ok(record)
    }

    /// Writes the record.
    ///
    /// # Errors
    /// [`RecordError::TooLong`] when it would not be read again.
    fn to_bytes(&self) -> Result<Vec<u8>, RecordError> {
        let written = self.written()?;
        let bytes = postcard::to_extend(&written, vec![Self::FORMAT]).map_err(|_| RecordError::TooLong)?;
        if bytes.len() > Self::LONGEST { Err(RecordError::TooLong) } else { Ok(bytes) }
    }
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
