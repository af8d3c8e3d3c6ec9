//! The camera: its picture in a `<video>`, and single frames of it. Nothing is recorded; whoever is filmed sees it.

use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlVideoElement, ImageData, MediaStream, MediaStreamTrack, window};

use super::canvas::Canvas;
use super::object::{call, get, object};
use super::page;

/// The width and height that are asked for, in pixels: a code that fills most of the height then has six pixels a module.
const WANTED: (u32, u32) = (1280, 720);

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum CameraError {
    /// The browser has no way to a camera.
    #[error("this browser cannot use a camera")]
    NotSupported,
    /// The page's address does not begin with https:, so browsers give no camera to it.
    #[error("this address is not secure: there the camera is off")]
    Insecure,
    /// The person, the browser's settings or the page's policy said no.
    #[error("the camera was refused")]
    Refused,
    /// There is none.
    #[error("there is no camera")]
    NoCamera,
    /// Another program has it, or it does not answer.
    #[error("the camera is in use by another program, or does not answer")]
    InUse,
    /// The page was hidden before the camera was there.
    #[error("the page was hidden")]
    Hidden,
}

impl CameraError {
    /// What a browser's error means (<https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia>).
    fn of(error: &JsValue) -> Self {
        match get(error, "name").as_string().as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "OverconstrainedError" | "DevicesNotFoundError") => Self::NoCamera,
            Some("TypeError") => Self::NotSupported,
            _ => Self::InUse,
        }
    }
}

/// A camera that is on. It goes off when this is dropped, and when the page is hidden.
pub(crate) struct Camera {
    running: Rc<Running>,
    canvas: RefCell<Canvas>,
    when_hidden: Closure<dyn Fn()>,
}

/// What has to be ended.
struct Running {
    stream: MediaStream,
    video: HtmlVideoElement,
}

impl Running {
    fn tracks(&self) -> impl Iterator<Item = MediaStreamTrack> {
        self.stream.get_video_tracks().iter().filter_map(|track| track.dyn_into().ok()).collect::<Vec<_>>().into_iter()
    }

    fn stop(&self) {
        self.tracks().for_each(|track| track.stop());
        self.video.set_src_object(None);
    }
}

impl Camera {
    /// Asks for the camera that looks away from the person, or any, and shows it in a `<video>`.
    ///
    /// # Errors
    /// [`CameraError`]; the browser has asked the person by then.
    pub(crate) async fn start(video: &HtmlVideoElement) -> Result<Self, CameraError> {
        let stream = stream().await?;
        let running = Rc::new(Running { stream, video: video.clone() });
        let ended = Rc::clone(&running);
        let when_hidden = Closure::<dyn Fn()>::new(move || {
            if document().is_none_or(|document| document.hidden()) {
                ended.stop();
            }
        });
        let camera = Self { running, canvas: RefCell::default(), when_hidden };
        let document = document().ok_or(CameraError::NotSupported)?;
        let listener = camera.when_hidden.as_ref().unchecked_ref();
        let _ = document.add_event_listener_with_callback("visibilitychange", listener);
        if document.hidden() {
            return Err(CameraError::Hidden);
        }
        // Without these, telephones show it in a player of its own, or not at all.
        video.set_muted(true);
        let _ = video.set_attribute("playsinline", "");
        video.set_src_object(Some(&camera.running.stream));
        if let Ok(playing) = video.play() {
            JsFuture::from(playing).await.map_err(|_| CameraError::InUse)?;
        }
        Ok(camera)
    }

    /// Whether it still films: nobody has pulled it out or taken the leave back, and the page was not hidden.
    pub(crate) fn is_on(&self) -> bool {
        self.running.tracks().any(|track| get(&track, "readyState").as_string().as_deref() == Some("live"))
    }

    /// The frame that is shown now; nothing until the first has come, and when the camera is off.
    pub(crate) fn frame(&self) -> Option<ImageData> {
        let video = &self.running.video;
        let (width, height) = (video.video_width(), video.video_height());
        (self.is_on() && width > 0 && height > 0).then_some(())?;
        self.canvas.borrow_mut().draw(video.as_ref(), width, height)
    }

    /// Whether it has a light that can be switched.
    pub(crate) fn has_torch(&self) -> bool {
        self.running.tracks().any(|track| {
            let able = call(&track, "getCapabilities", &Array::new());
            able.is_ok_and(|able| get(&able, "torch").is_truthy())
        })
    }

    /// Switches its light; says whether that was done.
    pub(crate) async fn set_torch(&self, on: bool) -> bool {
        let wanted = object(&[("advanced", Array::of1(&object(&[("torch", on.into())])).into())]);
        let Some(track) = self.running.tracks().next() else { return false };
        match call(&track, "applyConstraints", &Array::of1(&wanted)) {
            Ok(promise) => JsFuture::from(Promise::from(promise)).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Switches it off.
    pub(crate) fn stop(&self) {
        self.running.stop();
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.stop();
        if let Some(document) = document() {
            let listener = self.when_hidden.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback("visibilitychange", listener);
        }
    }
}

fn document() -> Option<Document> {
    window()?.document()
}

async fn stream() -> Result<MediaStream, CameraError> {
    let navigator = window().ok_or(CameraError::NotSupported)?.navigator();
    let devices = get(&navigator, "mediaDevices");
    if devices.is_undefined() {
        return Err(if page::is_secure() { CameraError::NotSupported } else { CameraError::Insecure });
    }
    let ideal = |value: JsValue| object(&[("ideal", value)]).into();
    let (width, height) = WANTED;
    let video = object(&[
        ("facingMode", ideal("environment".into())),
        ("width", ideal(width.into())),
        ("height", ideal(height.into())),
    ]);
    let wanted = object(&[("video", video.into()), ("audio", false.into())]);
    let promise = call(&devices, "getUserMedia", &Array::of1(&wanted))
        .map_err(|error| if error.is_undefined() { CameraError::NotSupported } else { CameraError::of(&error) })?;
    let stream = JsFuture::from(Promise::from(promise)).await.map_err(|error| CameraError::of(&error))?;
    stream.dyn_into().map_err(|_| CameraError::NotSupported)
}
