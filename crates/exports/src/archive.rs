//! Several files in one: a ZIP archive (PKWARE APPNOTE), for instances of a form, of which each is a file.
//!
//! The same files give the same bytes: the archive carries no time.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::ExportError;

/// The archive of files: names and what stands in them, in this order.
///
/// # Errors
/// [`ExportError::Archive`] when two have the same name; [`ExportError::Xml`] when a file cannot be written.
pub fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ExportError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files {
        archive.start_file(name.as_str(), how)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn files() -> Vec<(String, Vec<u8>)> {
        vec![("a.xml".to_owned(), b"<data/>".to_vec()), ("b.xml".to_owned(), "دليل".repeat(1000).into_bytes())]
    }

    #[test]
    fn what_is_put_in_comes_out() {
        let bytes = archive(&files()).unwrap();
        assert_eq!(bytes, archive(&files()).unwrap());
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let found: Vec<(String, Vec<u8>)> = (0..read.len())
            .map(|at| {
                let mut file = read.by_index(at).unwrap();
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                (file.name().unwrap().into_owned(), bytes)
            })
            .collect();
        assert_eq!(found, files());
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let mut twice = files();
        twice[1].0 = "a.xml".to_owned();
        assert!(matches!(archive(&twice), Err(ExportError::Archive(_))));
    }
}
