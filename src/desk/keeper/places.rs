//! Where a desk's records are on this device: places of their own, beside those of a person's drafts.

use core::marker::PhantomData;

use ::desk::case::Case;
use ::desk::desk::Desk;
use vault::device::Device;
use vault::record::Record;

use crate::browser::crypto::WebCrypto;
use crate::browser::file_copies::FileCopies;
use crate::browser::indexed_db::Database;
use crate::browser::opfs::KeyFiles;

/// The place of one kind of record.
pub(super) struct Place<R> {
    copies: FileCopies,
    database: Database,
    keys: KeyFiles,
    record: PhantomData<R>,
}

/// The places of the desk's own record and of its cases.
pub(super) struct Places {
    pub(super) front: Place<Desk>,
    pub(super) room: Place<Case>,
}

impl<R> Place<R> {
    /// A folder and a database of one name, with the keys that are given.
    fn new(name: &'static str, keys: KeyFiles) -> Self {
        let copies = FileCopies::beside(&keys, name);
        Self { copies, database: Database::named(name), keys, record: PhantomData }
    }
}

impl Default for Places {
    fn default() -> Self {
        let keys = KeyFiles::in_folder("desk-keys");
        let case_keys = keys.beside("case-keys");
        Self { front: Place::new("desk", keys), room: Place::new("cases", case_keys) }
    }
}

impl Places {
    /// Removes the databases themselves, once nothing is in them.
    pub(super) async fn remove_databases(&self) {
        self.front.database.remove_itself().await;
        self.room.database.remove_itself().await;
    }
}

impl<R: Record> Device for Place<R> {
    type Record = R;
    type First = FileCopies;
    type Judge = Database;
    type Keys = KeyFiles;
    type Cipher = WebCrypto;

    fn first(&self) -> &FileCopies {
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
