//! A picture that a person chooses: a photo or a file. It is read on this device, and not kept.

use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageData, window};

use super::canvas::Canvas;
use super::object::call;

/// The largest file that is opened, in bytes: no telephone's photo is larger.
const LARGEST: f64 = 40_000_000.0;

/// Why a file gives no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum PictureError {
    /// The browser cannot show it: a PDF, HEIC from some telephones, a broken file.
    #[error("this browser cannot open this file as a picture: take a photo as JPEG, or a picture of the screen")]
    NotAPicture,
    /// More bytes than any photo has.
    #[error("this file is too large for a photo")]
    TooLarge,
    /// The browser has no memory for it, or does not let its pixels be read.
    #[error("this browser does not let the picture be read")]
    Unreadable,
}

/// The pixels of a file, upright as its camera was held.
///
/// # Errors
/// [`PictureError`].
pub(crate) async fn open(file: &Blob) -> Result<ImageData, PictureError> {
    if file.size() > LARGEST {
        return Err(PictureError::TooLarge);
    }
    let window = window().ok_or(PictureError::Unreadable)?;
    let promise = call(&window, "createImageBitmap", &Array::of1(file)).map_err(|_| PictureError::Unreadable)?;
    let bitmap = JsFuture::from(Promise::from(promise)).await.map_err(|_| PictureError::NotAPicture)?;
    let bitmap: ImageBitmap = bitmap.dyn_into().map_err(|_| PictureError::Unreadable)?;
    let pixels = Canvas::default().draw(&bitmap, bitmap.width(), bitmap.height());
    // What a photo takes in memory is given back at once.
    bitmap.close();
    pixels.ok_or(PictureError::Unreadable)
}
