//! Looking for codes: in what the camera sees, and in a picture.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlVideoElement;

use super::barcode::{ReadError, Reader};
use super::camera::{Camera, CameraError};
use super::file::Chosen;
use super::picture::{self, PictureError};
use super::promise::sleep;
use super::view::{View, keep};

/// How long it waits between two looks, in milliseconds.
const BETWEEN: i32 = 120;

/// Why nothing is looked at (any more).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// There is no camera, or it may not be used.
    Camera(CameraError),
    /// The picture cannot be opened.
    Picture(PictureError),
    /// What reads codes does not work here.
    Reader,
    /// There is no code in the picture.
    NoCode,
    /// The camera was switched off.
    Off,
}

/// The camera's light, where it has one.
#[derive(Clone, Default)]
pub(crate) struct Light(Rc<RefCell<Option<Rc<Camera>>>>);

impl Light {
    /// Switches it on or off.
    pub(crate) fn switch(&self, on: bool) {
        let camera = self.0.borrow().clone();
        spawn_local(async move {
            if let Some(camera) = camera {
                camera.set_torch(on).await;
            }
        });
    }
}

/// Switches the camera on, shows what it sees, and looks for codes as long as this part of the page stands, until `found`
/// says that it has what it wants. `ended` hears why nothing more will be found, `lit` that the camera has a light.
pub(crate) fn look(
    video: &View,
    found: impl Fn(&str) -> bool + 'static,
    ended: impl Fn(Ended) + 'static,
    lit: impl Fn() + 'static,
) -> Light {
    let light = Light::default();
    let with_light = light.clone();
    let stands = Rc::new(Cell::new(true));
    keep(Box::new(Standing(Rc::clone(&stands))));
    let video: HtmlVideoElement = video.node().clone().unchecked_into();
    spawn_local(async move {
        let camera = match Camera::start(&video).await {
            Ok(camera) => Rc::new(camera),
            Err(error) => return ended(Ended::Camera(error)),
        };
        if camera.has_torch() {
            with_light.0.replace(Some(Rc::clone(&camera)));
            lit();
        }
        let reader = Reader::new().await;
        while stands.get() {
            if !camera.is_on() {
                return ended(Ended::Off);
            }
            if let Some(frame) = camera.frame() {
                match reader.read(&frame).await {
                    Ok(texts) if stands.get() && texts.iter().any(|text| found(text)) => break,
                    Ok(_) => {}
                    Err(ReadError::Unavailable | ReadError::GivenUp) => return ended(Ended::Reader),
                }
            }
            sleep(BETWEEN).await;
        }
        camera.stop();
    });
    light
}

/// Looks for codes in a picture.
pub(crate) async fn read_picture(file: &Chosen) -> Result<Vec<String>, Ended> {
    let pixels = picture::open(file.blob()).await.map_err(Ended::Picture)?;
    let texts = Reader::new().await.read(&pixels).await.map_err(|_| Ended::Reader)?;
    if texts.is_empty() { Err(Ended::NoCode) } else { Ok(texts) }
}

/// Ends the looking with the part of the page that it belongs to.
struct Standing(Rc<Cell<bool>>);

impl Drop for Standing {
    fn drop(&mut self) {
        self.0.set(false);
    }
}
