//! The device as the vault sees it.

use vault::device::Device;

use crate::browser::crypto::WebCrypto;
use crate::browser::indexed_db::Database;
use crate::browser::local_storage::Local;
use crate::browser::opfs::Folder;

/// This device.
#[derive(Default)]
pub(super) struct Phone {
    /// The database.
    pub(super) database: Database,
    keys: Folder,
}

impl Device for Phone {
    type First = Local;
    type Judge = Database;
    type Keys = Folder;
    type Cipher = WebCrypto;

    fn first(&self) -> &Local {
        &Local
    }

    fn judge(&self) -> &Database {
        &self.database
    }

    fn keys(&self) -> &Folder {
        &self.keys
    }

    fn cipher(&self) -> &WebCrypto {
        &WebCrypto
    }
}
