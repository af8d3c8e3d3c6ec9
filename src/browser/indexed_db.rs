//! The device's database, `IndexedDB`: the store that answers when bytes are on the disk.
//!
//! Each call opens the database and closes it again. A connection that is kept is closed by some browsers while the
//! page is in the background, stays broken after a full disk in others, and holds up whoever wants to remove the
//! database.

use core::future::Future;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, window};

use super::local_storage::{self, ids, place};
use super::object::{call, object};
use super::page;
use super::promise::{settled, within};
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

const DATABASE: &str = "avr";
const DRAFTS: &str = "drafts";
/// How long the database may take to answer, in milliseconds.
const PATIENCE: i32 = 3_000;

/// The database of this browser.
pub(crate) struct Database;

impl Store for Database {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        in_time(async {
            let work = Work::begin("readonly").await?;
            let keys = work.answer(work.drafts.get_all_keys()).await?;
            Ok(ids(Array::from(&keys).iter().filter_map(|key| key.as_string())))
        })
        .await
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        in_time(async { Work::begin("readonly").await?.read(id, slot).await }).await
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        in_time(async {
            let work = Work::begin("readwrite").await?;
            if let Some(guard) = guard {
                // In the same transaction as the writing: nobody else writes between the two.
                guard.allows(&[work.read(id, Slot::A).await?, work.read(id, Slot::B).await?])?;
            }
            let value = Uint8Array::from(bytes);
            work.end(work.drafts.put_with_key(&value, &place(id, slot).into())).await
        })
        .await
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        in_time(async {
            let work = Work::begin("readwrite").await?;
            for slot in [Slot::A, Slot::B] {
                work.answer(work.drafts.delete(&place(id, slot).into())).await?;
            }
            work.end(work.drafts.delete(&place(id, Slot::Aside).into())).await
        })
        .await
    }
}

/// Removes the database itself. What keeps it open keeps it there: nothing of a draft is in it by then.
pub(crate) async fn remove_database() {
    if let Some(Ok(Some(factory))) = window().map(|window| window.indexed_db())
        && let Ok(request) = factory.delete_database(DATABASE)
    {
        let _ = within(PATIENCE, answer(&request)).await;
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    within(PATIENCE, work).await.unwrap_or(Err(StoreError::TimedOut))
}

/// One transaction on the drafts, in a connection of its own, which is closed with it.
struct Work {
    database: IdbDatabase,
    transaction: IdbTransaction,
    drafts: IdbObjectStore,
}

impl Work {
    async fn begin(mode: &str) -> Result<Self, StoreError> {
        let database = open().await?;
        let strictly = object(&[("durability", "strict".into())]);
        let begun = call(&database, "transaction", &Array::of3(&DRAFTS.into(), &mode.into(), &strictly))
            .map(JsCast::unchecked_into::<IdbTransaction>)
            .and_then(|transaction| Ok((transaction.object_store(DRAFTS)?, transaction)));
        match begun {
            Ok((drafts, transaction)) => Ok(Self { database, transaction, drafts }),
            Err(error) => {
                database.close();
                Err(why(&error))
            }
        }
    }

    async fn answer(&self, request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
        let request = request.map_err(|error| why(&error))?;
        answer(&request).await.map_err(|error| why(&error))
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        let value = self.answer(self.drafts.get(&place(id, slot).into())).await?;
        if value.is_undefined() {
            return Ok(None);
        }
        // What is no bytes is damaged, not nothing.
        Ok(Some(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()))
    }

    /// Waits until the transaction is on the disk.
    async fn end(&self, last: Result<IdbRequest, JsValue>) -> Result<(), StoreError> {
        last.map_err(|error| why(&error))?;
        let ended = settled(|resolve, reject| {
            self.transaction.set_oncomplete(Some(resolve));
            self.transaction.set_onabort(Some(reject));
        });
        ended.await.map(drop).map_err(|_| self.transaction.error().map_or(StoreError::NotKept, |error| named(&error)))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.database.close();
    }
}

async fn open() -> Result<IdbDatabase, StoreError> {
    if !page::is_secure() {
        return Err(StoreError::Insecure);
    }
    let factory = window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(StoreError::Blocked)?;
    let request = factory.open_with_u32(DATABASE, 1).map_err(|error| why(&error))?;
    let made = request.clone();
    let make = wasm_bindgen::closure::Closure::once_into_js(move || {
        if let Ok(database) = made.result() {
            // A database without its store is refused by the transaction that follows.
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(DRAFTS);
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    match answer(&request).await {
        Ok(database) => Ok(database.unchecked_into()),
        // Browsers that keep nothing for anybody give all kinds of errors here.
        Err(_) if local_storage::is_blocked() => Err(StoreError::Blocked),
        Err(error) => Err(why(&error)),
    }
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let settled = settled(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    });
    match settled.await {
        Ok(_) => request.result(),
        Err(event) => {
            // Said here, and not a second time by the page.
            event.unchecked_ref::<Event>().prevent_default();
            event.unchecked_ref::<Event>().stop_propagation();
            Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from))
        }
    }
}

fn why(error: &JsValue) -> StoreError {
    error.dyn_ref::<DomException>().map_or(StoreError::NotKept, named)
}

fn named(error: &DomException) -> StoreError {
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" => StoreError::Blocked,
        _ => StoreError::NotKept,
    }
}
