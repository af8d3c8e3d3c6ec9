//! Loading the content. Nothing is requested after the start.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, window};

/// Why a file did not arrive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotLoaded;

/// A file that is on its way.
pub(crate) struct Coming(Promise);

/// Asks for a file at once, so that several are on their way together.
pub(crate) fn begin(name: &str) -> Result<Coming, NotLoaded> {
    Ok(Coming(window().ok_or(NotLoaded)?.fetch_with_str(name)))
}

impl Coming {
    /// The file as bytes.
    pub(crate) async fn bytes(self) -> Result<Vec<u8>, NotLoaded> {
        let buffer = self.response().await?.array_buffer().map_err(|_| NotLoaded)?;
        let buffer = JsFuture::from(buffer).await.map_err(|_| NotLoaded)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// The file as text.
    pub(crate) async fn text(self) -> Result<String, NotLoaded> {
        let text = self.response().await?.text().map_err(|_| NotLoaded)?;
        JsFuture::from(text).await.ok().and_then(|text| text.as_string()).ok_or(NotLoaded)
    }

    async fn response(self) -> Result<Response, NotLoaded> {
        let response = JsFuture::from(self.0).await.map_err(|_| NotLoaded)?;
        let response: Response = response.dyn_into().map_err(|_| NotLoaded)?;
        if response.ok() { Ok(response) } else { Err(NotLoaded) }
    }
}
