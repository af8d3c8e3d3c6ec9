//! The origin's private file system, where the keys of drafts are. Only a worker may overwrite a file there
//! (`public/keys.js`); this is the way to it.

use core::cell::RefCell;

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

/// The folder of keys.
#[derive(Default)]
pub(crate) struct Folder(RefCell<Option<Worker>>);

impl Folder {
    fn worker(&self) -> Result<Worker, StoreError> {
        if !page::is_secure() {
            return Err(StoreError::Insecure);
        }
        let mut worker = self.0.borrow_mut();
        if worker.is_none() {
            let script = page::built_in("keys").ok_or(StoreError::Blocked)?;
            *worker = Some(Worker::new(&script).map_err(|_| StoreError::Blocked)?);
        }
        worker.clone().ok_or(StoreError::Blocked)
    }

    /// Has the worker do something; gives its answer.
    async fn ask(&self, what: &str, id: Option<DraftId>, file: Option<&[u8]>) -> Result<JsValue, StoreError> {
        let worker = self.worker()?;
        let channel = MessageChannel::new().map_err(|_| StoreError::Blocked)?;
        let id = id.map_or(JsValue::UNDEFINED, |id| id.digits().into());
        let file = file.map_or(JsValue::UNDEFINED, |file| Uint8Array::from(file).into());
        let wanted = object(&[("what", what.into()), ("id", id), ("file", file)]);
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
}

impl Keys for Folder {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        let ids = Array::from(&self.ask("ids", None, None).await?);
        Ok(ids.iter().filter_map(|id| DraftId::from_digits(&id.as_string()?)).collect())
    }

    async fn read(&self, id: DraftId) -> Result<[Option<Vec<u8>>; 2], StoreError> {
        let files = Array::from(&self.ask("read", Some(id), None).await?);
        let file = |at: u32| files.get(at).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
        Ok([file(0), file(1)])
    }

    async fn write(&self, id: DraftId, file: &[u8]) -> Result<(), StoreError> {
        self.ask("write", Some(id), Some(file)).await.map(drop)
    }

    async fn shred(&self, id: DraftId) -> Result<(), StoreError> {
        self.ask("shred", Some(id), None).await.map(drop)
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        self.ask("remove", Some(id), None).await.map(drop)
    }
}
