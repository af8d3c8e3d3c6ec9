//! What a help desk does with a camera and with pictures, for tests.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Blob, HtmlVideoElement};

use crate::{barcode, camera, picture};

/// An error by its name, as tests compare it.
fn named(error: impl core::fmt::Debug) -> JsValue {
    format!("{error:?}").into()
}

/// What reads codes.
#[wasm_bindgen]
pub struct Reader(barcode::Reader);

/// What reads codes; tries the browser's own detector first.
#[wasm_bindgen]
pub async fn reader() -> Reader {
    Reader(barcode::Reader::new().await)
}

#[wasm_bindgen]
impl Reader {
    /// Whether the browser's own detector is used.
    #[wasm_bindgen(js_name = isNative)]
    pub fn is_native(&self) -> bool {
        self.0.is_native()
    }

    /// The texts of all codes in a photo or a file.
    ///
    /// # Errors
    /// The name of what the desk would be told.
    #[wasm_bindgen(js_name = readFile)]
    pub async fn read_file(&self, file: Blob) -> Result<Vec<String>, JsValue> {
        let pixels = picture::open(&file).await.map_err(named)?;
        self.0.read(&pixels).await.map_err(named)
    }

    /// The texts of all codes that the camera sees now; nothing before its first picture.
    ///
    /// # Errors
    /// The name of what the desk would be told.
    #[wasm_bindgen(js_name = readFrame)]
    pub async fn read_frame(&self, camera: &Camera) -> Result<Option<Vec<String>>, JsValue> {
        let Some(frame) = camera.0.frame() else { return Ok(None) };
        self.0.read(&frame).await.map(Some).map_err(named)
    }
}

/// A camera that is on.
#[wasm_bindgen]
pub struct Camera(camera::Camera);

/// Switches the camera on.
///
/// # Errors
/// The name of what the desk would be told.
#[wasm_bindgen]
pub async fn camera(video: HtmlVideoElement) -> Result<Camera, JsValue> {
    camera::Camera::start(&video).await.map(Camera).map_err(named)
}

#[wasm_bindgen]
impl Camera {
    /// Whether it still films.
    #[wasm_bindgen(js_name = isOn)]
    pub fn is_on(&self) -> bool {
        self.0.is_on()
    }

    /// Whether it has a light.
    #[wasm_bindgen(js_name = hasTorch)]
    pub fn has_torch(&self) -> bool {
        self.0.has_torch()
    }

    /// Switches its light.
    #[wasm_bindgen(js_name = setTorch)]
    pub async fn set_torch(&self, on: bool) -> bool {
        self.0.set_torch(on).await
    }

    /// Switches it off.
    pub fn stop(&self) {
        self.0.stop();
    }
}
