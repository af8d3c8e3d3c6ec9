//! Reads QR codes in pixels: by the browser's own `BarcodeDetector` where it exists and works, else by our worker
//! (`public/scan.js`), which is loaded only then.
//!
//! A browser can have a detector that finds nothing: on Android it is a part of Google Play services, which may be
//! missing or not loaded yet. So it is believed only after it has read a code that we know.

use core::cell::RefCell;

use js_sys::{Array, Promise, Reflect};
use qrcodegen::{QrCode, QrCodeEcc};
use thiserror::Error;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ImageData, MessageChannel, MessageEvent, Worker, window};

use super::object::{call, get, object};
use super::page;
use super::promise::{settled, within};

/// How long the worker may take for one picture, in milliseconds: loading it over a slow connection is in it.
const PATIENCE: i32 = 20_000;
/// How long the browser's detector may take, likewise; some wait for a download that never comes.
const PATIENCE_WITH_DETECTOR: i32 = 2_000;
/// A code that the detector must read before it is believed.
const KNOWN: &str = "DALIL 7";
/// How it is drawn, in pixels a module and modules of quiet zone.
const PER_MODULE: i32 = 6;
const QUIET: i32 = 4;

/// Why no picture can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum ReadError {
    /// The reader is not on this device, and did not arrive.
    #[error("what reads codes did not load: connect once, or type the code")]
    Unavailable,
    /// This one picture took too long, or broke the reader. The next one gets a new reader.
    #[error("this picture could not be read: take another one")]
    GivenUp,
}

/// What reads codes. One is enough for a page.
pub(crate) struct Reader {
    /// The browser's, when it is to be believed.
    detector: Option<JsValue>,
    worker: RefCell<Option<Worker>>,
}

impl Reader {
    /// A reader; tries what the browser has.
    pub(crate) async fn new() -> Self {
        Self { detector: trusted_detector().await, worker: RefCell::default() }
    }

    /// Whether the browser's own detector is used.
    #[allow(dead_code, reason = "tests ask; the desk need not know")]
    pub(crate) fn is_native(&self) -> bool {
        self.detector.is_some()
    }

    /// The texts of all codes in a picture. The worker looks too where the browser's detector finds nothing.
    ///
    /// # Errors
    /// [`ReadError`]. The pixels are given to the worker and are not there any more afterwards.
    pub(crate) async fn read(&self, picture: &ImageData) -> Result<Vec<String>, ReadError> {
        if let Some(detector) = &self.detector {
            let found = detected(detector, picture).await;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let texts = self.ask(picture).await;
        if texts == Err(ReadError::GivenUp) {
            // It hangs, or its memory is in an unknown state.
            if let Some(worker) = self.worker.take() {
                worker.terminate();
            }
        }
        texts
    }

    fn worker(&self) -> Result<Worker, ReadError> {
        let mut worker = self.worker.borrow_mut();
        if worker.is_none() {
            let script = page::built_in("scan").ok_or(ReadError::Unavailable)?;
            *worker = Some(Worker::new(&script).map_err(|_| ReadError::Unavailable)?);
        }
        worker.clone().ok_or(ReadError::Unavailable)
    }

    async fn ask(&self, picture: &ImageData) -> Result<Vec<String>, ReadError> {
        let worker = self.worker()?;
        let channel = MessageChannel::new().map_err(|_| ReadError::Unavailable)?;
        let pixels = get(&get(picture, "data"), "buffer");
        let wanted = object(&[
            ("width", picture.width().into()),
            ("height", picture.height().into()),
            ("pixels", pixels.clone()),
        ]);
        let answer = settled(|resolve, reject| {
            channel.port1().set_onmessage(Some(resolve));
            // A script that does not arrive says so to the worker, not to the port.
            worker.set_onerror(Some(reject));
            let given = Array::of2(&channel.port2(), &pixels);
            if worker.post_message_with_transfer(&wanted, &given).is_err() {
                let _ = reject.call0(&JsValue::NULL);
            }
        });
        let answer = within(PATIENCE, answer).await;
        channel.port1().close();
        let Some(answer) = answer else { return Err(ReadError::GivenUp) };
        let Ok(event) = answer else {
            self.worker.take();
            return Err(ReadError::Unavailable);
        };
        let data = event.unchecked_ref::<MessageEvent>().data();
        match get(&data, "error").as_string().as_deref() {
            None => Ok(texts(&get(&data, "texts"))),
            Some("unavailable") => Err(ReadError::Unavailable),
            Some(_) => Err(ReadError::GivenUp),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
    }
}

fn texts(list: &JsValue) -> Vec<String> {
    Array::from(list).iter().filter_map(|text| text.as_string()).collect()
}

/// The browser's detector, when it reads a code that we know.
async fn trusted_detector() -> Option<JsValue> {
    let class = get(&window()?.into(), "BarcodeDetector");
    let formats = object(&[("formats", Array::of1(&"qr_code".into()).into())]);
    let detector = Reflect::construct(class.dyn_ref::<js_sys::Function>()?, &Array::of1(&formats)).ok()?;
    let found = detected(&detector, &known_code()?).await;
    (found == [KNOWN]).then_some(detector)
}

/// What the browser's detector finds; nothing when it fails or takes too long.
async fn detected(detector: &JsValue, picture: &ImageData) -> Vec<String> {
    let Ok(promise) = call(detector, "detect", &Array::of1(picture)) else { return Vec::new() };
    let found = within(PATIENCE_WITH_DETECTOR, JsFuture::from(Promise::from(promise))).await;
    let Some(Ok(found)) = found else { return Vec::new() };
    Array::from(&found).iter().filter_map(|code| get(&code, "rawValue").as_string()).collect()
}

/// A small code, drawn here: it is on no screen.
fn known_code() -> Option<ImageData> {
    let code = QrCode::encode_text(KNOWN, QrCodeEcc::Medium).ok()?;
    let side = (code.size() + 2 * QUIET) * PER_MODULE;
    let shade = |x: i32, y: i32| {
        let dark = code.get_module(x / PER_MODULE - QUIET, y / PER_MODULE - QUIET);
        if dark { [0, 0, 0, 255] } else { [255; 4] }
    };
    let pixels: Vec<u8> =
        (0..side).flat_map(|y| (0..side).flat_map(move |x| [(x, y)])).flat_map(|(x, y)| shade(x, y)).collect();
    ImageData::new_with_u8_clamped_array(Clamped(&pixels), side.unsigned_abs()).ok()
}
