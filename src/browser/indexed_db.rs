//! The device's database, `IndexedDB`: the store that answers when bytes are on the disk.
//!
//! The connection is kept: opening it anew on a full disk can lose what was in it. It is opened again when the browser
//! has closed it, as some do while the page is in the background, or when it is broken, as in others after a full disk;
//! and it is closed when another page wants to remove the database.

use core::cell::RefCell;
use core::future::Future;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, window};

use super::local_storage::{self, ids, place};
use super::object::{call, object};
use super::page;
use super::promise::{settled, within};
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

/// The database of a person's drafts.
pub(crate) const DRAFTS: &str = "avr";
/// The one table in each database.
const TABLE: &str = "drafts";
/// How long the database may take to answer, in milliseconds.
const PATIENCE: i32 = 3_000;

/// A database of this browser, and the connection to it, while it is open.
#[derive(Clone)]
pub(crate) struct Database {
    name: &'static str,
    open: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Store for Database {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        in_time(async {
            let work = Work::begin(self, "readonly").await?;
            let keys = work.answer(work.drafts.get_all_keys()).await?;
            Ok(ids(Array::from(&keys).iter().filter_map(|key| key.as_string())))
        })
        .await
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        in_time(async { Work::begin(self, "readonly").await?.read(id, slot).await }).await
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        in_time(async {
            let work = Work::begin(self, "readwrite").await?;
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
            let work = Work::begin(self, "readwrite").await?;
            for slot in [Slot::A, Slot::B] {
                work.answer(work.drafts.delete(&place(id, slot).into())).await?;
            }
            work.end(work.drafts.delete(&place(id, Slot::Aside).into())).await
        })
        .await
    }
}

impl Database {
    /// The database of this name. It is made when something is kept in it.
    pub(crate) fn named(name: &'static str) -> Self {
        Self { name, open: Rc::default() }
    }

    /// Removes the database itself. What else keeps it open keeps it there: nothing of a draft is in it by then.
    pub(crate) async fn remove_itself(&self) {
        self.close();
        if let Some(Ok(Some(factory))) = window().map(|window| window.indexed_db())
            && let Ok(request) = factory.delete_database(self.name)
        {
            let _ = within(PATIENCE, answer(&request)).await;
        }
    }

    /// The connection; a new one where there is none.
    async fn connection(&self) -> Result<IdbDatabase, StoreError> {
        let open = self.open.borrow().clone();
        if let Some(open) = open {
            return Ok(open);
        }
        let new = open_new(self.name).await?;
        let this = self.clone();
        let let_go = Closure::<dyn Fn()>::new(move || this.close()).into_js_value();
        new.set_onclose(Some(let_go.unchecked_ref()));
        new.set_onversionchange(Some(let_go.unchecked_ref()));
        self.open.replace(Some(new.clone()));
        Ok(new)
    }

    fn close(&self) {
        if let Some(open) = self.open.take() {
            open.close();
        }
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    within(PATIENCE, work).await.unwrap_or(Err(StoreError::TimedOut))
}

/// One transaction on the drafts.
struct Work {
    transaction: IdbTransaction,
    drafts: IdbObjectStore,
}

impl Work {
    async fn begin(database: &Database, mode: &str) -> Result<Self, StoreError> {
        let connection = database.connection().await?;
        if let Ok(work) = Self::on(&connection, mode) {
            return Ok(work);
        }
        database.close();
        Self::on(&database.connection().await?, mode).map_err(|error| why(&error))
    }

    fn on(connection: &IdbDatabase, mode: &str) -> Result<Self, JsValue> {
        let strictly = object(&[("durability", "strict".into())]);
        let begun = call(connection, "transaction", &Array::of3(&TABLE.into(), &mode.into(), &strictly))?;
        let transaction: IdbTransaction = begun.unchecked_into();
        Ok(Self { drafts: transaction.object_store(TABLE)?, transaction })
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

async fn open_new(name: &str) -> Result<IdbDatabase, StoreError> {
    if !page::is_secure() {
        return Err(StoreError::Insecure);
    }
    let factory = window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(StoreError::Blocked)?;
    let request = factory.open_with_u32(name, 1).map_err(|error| why(&error))?;
    let made = request.clone();
    let make = Closure::once_into_js(move || {
        if let Ok(database) = made.result() {
            // A database without its store is refused by the transaction that follows.
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TABLE);
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
