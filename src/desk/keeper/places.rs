//! Where a desk's records are on this device: places of their own, beside those of a person's drafts.

use ::desk::case::Case;
use ::desk::desk::Desk;
use vault::device::Device;

use crate::browser::crypto::WebCrypto;
use crate::browser::file_copies::FileCopies;
use crate::browser::indexed_db::Database;
use crate::browser::opfs::KeyFiles;

/// The place of one kind of record.
pub(super) struct Place {
    copies: FileCopies,
    database: Database,
    keys: KeyFiles,
}

/// Where the desk's own record is.
pub(super) struct Front(Place);
/// Where its cases are.
pub(super) struct Room(Place);

/// Both.
pub(super) struct Places {
    pub(super) front: Front,
    pub(super) room: Room,
}

impl Default for Places {
    fn default() -> Self {
        let keys = KeyFiles::in_folder("desk-keys");
        let case_keys = keys.beside("case-keys");
        let front = Place { copies: FileCopies::beside(&keys, "desk"), database: Database::named("desk"), keys };
        let copies = FileCopies::beside(&case_keys, "cases");
        let room = Place { copies, database: Database::named("cases"), keys: case_keys };
        Self { front: Front(front), room: Room(room) }
    }
}

impl Places {
    /// Removes the databases themselves, once nothing is in them.
    pub(super) async fn remove_databases(&self) {
        self.front.0.database.remove_itself().await;
        self.room.0.database.remove_itself().await;
    }
}

macro_rules! device {
    ($place:ty, $record:ty) => {
        impl Device for $place {
            type Record = $record;
            type First = FileCopies;
            type Judge = Database;
            type Keys = KeyFiles;
            type Cipher = WebCrypto;

            fn first(&self) -> &FileCopies {
                &self.0.copies
            }

            fn judge(&self) -> &Database {
                &self.0.database
            }

            fn keys(&self) -> &KeyFiles {
                &self.0.keys
            }

            fn cipher(&self) -> &WebCrypto {
                &WebCrypto
            }
        }
    };
}

device!(Front, Desk);
device!(Room, Case);
