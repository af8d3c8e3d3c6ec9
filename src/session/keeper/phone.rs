//! The device as the vault sees it.

use vault::device::Device;
use vault::draft::Draft;

use crate::browser::copies::Copies;
use crate::browser::crypto::WebCrypto;
use crate::browser::indexed_db::{DRAFTS, Database};
use crate::browser::opfs::KeyFiles;

/// This device.
pub(super) struct Phone {
    copies: Copies,
    /// The database.
    pub(super) database: Database,
    keys: KeyFiles,
}

impl Default for Phone {
    fn default() -> Self {
        let keys = KeyFiles::in_folder("keys");
        Self { copies: Copies::beside(&keys, "drafts"), database: Database::named(DRAFTS), keys }
    }
}

impl Device for Phone {
    type Record = Draft;
    type First = Copies;
    type Judge = Database;
    type Keys = KeyFiles;
    type Cipher = WebCrypto;

    fn first(&self) -> &Copies {
        &self.copies
    }

    fn judge(&self) -> &Database {
        &self.database
    }

    fn keys(&self) -> &KeyFiles {
        &self.keys
    }

    fn cipher(&self) -> &WebCrypto {
        &WebCrypto
    }
}
