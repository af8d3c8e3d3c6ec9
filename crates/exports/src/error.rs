//! Why an export cannot be made. Nothing is cut or left out to make one that can.

use thiserror::Error;

/// Why an export cannot be made.
#[derive(Debug, Error)]
pub enum ExportError {
    /// A case was asked with other questions.
    #[error("the case `{case}` was asked with another version of the questions: export it with those")]
    OtherPack {
        /// The case.
        case: String,
    },
    /// Two cases cannot be told apart.
    #[error("two cases are called `{case}`: export one of them, or give one another name")]
    SameCode {
        /// What both are called.
        case: String,
    },
    /// A text does not fit into a cell of a workbook.
    #[error("`{column}` of the case `{case}` is too long for a cell of a workbook: export it as JSON or CSV")]
    TooLong {
        /// The case.
        case: String,
        /// The column.
        column: String,
    },
    /// The table cannot be written.
    #[error("the table cannot be written: {0}")]
    Table(#[from] csv::Error),
    /// The workbook cannot be written: too many rows or columns, above all.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Several files cannot be put into one.
    #[error("the archive cannot be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The JSON cannot be written.
    #[error("the JSON cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The XML cannot be written.
    #[error("the XML cannot be written: {0}")]
    Xml(#[from] std::io::Error),
}
