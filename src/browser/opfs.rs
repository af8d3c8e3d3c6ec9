//! The origin's private file system. Only a worker may overwrite a file there (`public/files.js`); this is the way to
//! it.

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, Worker};

use super::object::{get, object};
use super::page;
use super::promise::{settled, within};
use vault::keys::Keys;
use vault::store::{DraftId, StoreError};

/// How long a file may take, in milliseconds.
const PATIENCE: i32 = 5_000;

/// Files that can be overwritten, in one folder of this origin.
#[derive(Clone)]
pub(super) struct Folder {
    name: &'static str,
    worker: Rc<RefCell<Option<Worker>>>,
}

impl Folder {
    /// Another folder beside this one.
    fn beside(&self, name: &'static str) -> Self {
        Self { name, worker: Rc::clone(&self.worker) }
    }

    fn worker(&self) -> Result<Worker, StoreError> {
        if !page::is_secure() {
            return Err(StoreError::Insecure);
        }
        let mut worker = self.worker.borrow_mut();
        if worker.is_none() {
            let script = page::built_in("files").ok_or(StoreError::Blocked)?;
            *worker = Some(Worker::new(&script).map_err(|_| StoreError::Blocked)?);
        }
        worker.clone().ok_or(StoreError::Blocked)
    }

    /// Has the worker do something; gives its answer.
    async fn ask(&self, what: &str, name: &str, bytes: Option<&[u8]>) -> Result<JsValue, StoreError> {
        let worker = self.worker()?;
        let channel = MessageChannel::new().map_err(|_| StoreError::Blocked)?;
        let bytes = bytes.map_or(JsValue::UNDEFINED, |bytes| Uint8Array::from(bytes).into());
        let wanted =
            object(&[("what", what.into()), ("folder", self.name.into()), ("name", name.into()), ("bytes", bytes)]);
        let answer = settled(|resolve, reject| {
            channel.port1().set_onmessage(Some(resolve));
            let sent = worker.post_message_with_transfer(&wanted, &Array::of1(&channel.port2()));
            if sent.is_err() {
                let _ = reject.call0(&JsValue::NULL);
            }
        });
        let event = within(PATIENCE, answer).await.ok_or(StoreError::TimedOut)?.map_err(|_| StoreError::Blocked)?;
        channel.port1().close();
        let data = event.unchecked_ref::<MessageEvent>().data();
        match get(&data, "error").as_string().as_deref() {
            None => Ok(get(&data, "done")),
            Some("blocked") => Err(StoreError::Blocked),
            Some("full") => Err(StoreError::Full),
            Some(_) => Err(StoreError::NotKept),
        }
    }

    /// The names of all files.
    pub(super) async fn names(&self) -> Result<Vec<String>, StoreError> {
        let names = Array::from(&self.ask("names", "", None).await?);
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    /// What stands in a file; nothing when it is not there.
    pub(super) async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = self.ask("read", name, None).await?;
        Ok(bytes.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    /// Writes a file, in place of what stood there, and is done when it stands on the disk.
    pub(super) async fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.ask("write", name, Some(bytes)).await.map(drop)
    }

    /// Removes a file. It is no error when it is not there.
    pub(super) async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.ask("remove", name, None).await.map(drop)
    }
}

/// The files of keys: two for each draft.
#[derive(Clone)]
pub(crate) struct KeyFiles(Folder);

impl KeyFiles {
    /// The keys in a folder.
    pub(crate) fn in_folder(name: &'static str) -> Self {
        Self(Folder { name, worker: Rc::default() })
    }

    /// The keys in another folder beside this one.
    pub(crate) fn beside(&self, name: &'static str) -> Self {
        Self(self.0.beside(name))
    }

    /// A folder beside that of the keys.
    pub(super) fn folder(&self, name: &'static str) -> Folder {
        self.0.beside(name)
    }
}

/// The names of the two files of a draft's key.
fn names(id: DraftId) -> [String; 2] {
    ["0", "1"].map(|file| format!("{}.{file}", id.digits()))
}

impl Keys for KeyFiles {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        Ok(super::local_storage::ids(self.0.names().await?.into_iter()))
    }

    async fn read(&self, id: DraftId) -> Result<[Option<Vec<u8>>; 2], StoreError> {
        let [first, second] = names(id);
        Ok([self.0.read(&first).await?, self.0.read(&second).await?])
    }

    async fn write(&self, id: DraftId, file: &[u8]) -> Result<(), StoreError> {
        for name in names(id) {
            self.0.write(&name, file).await?;
        }
        Ok(())
    }

    async fn shred(&self, id: DraftId) -> Result<(), StoreError> {
        let [first, second] = names(id);
        let (first, second) = (self.0.ask("shred", &first, None).await, self.0.ask("shred", &second, None).await);
        first.and(second).map(drop)
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        for name in names(id) {
            self.0.remove(&name).await?;
        }
        Ok(())
    }
}
