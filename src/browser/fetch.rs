//! Loading the content. Nothing is requested after the start.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file did not arrive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotLoaded;

/// A file as bytes.
pub(crate) async fn bytes(name: &str) -> Result<Vec<u8>, NotLoaded> {
    let response = response(name).await?;
    let buffer = JsFuture::from(response.array_buffer().map_err(|_| NotLoaded)?).await.map_err(|_| NotLoaded)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A file as text.
pub(crate) async fn text(name: &str) -> Result<String, NotLoaded> {
    let response = response(name).await?;
    let text = JsFuture::from(response.text().map_err(|_| NotLoaded)?).await.map_err(|_| NotLoaded)?;
    text.as_string().ok_or(NotLoaded)
}

async fn response(name: &str) -> Result<Response, NotLoaded> {
    let window = web_sys::window().ok_or(NotLoaded)?;
    let answer = JsFuture::from(window.fetch_with_str(name)).await.map_err(|_| NotLoaded)?;
    let response: Response = answer.dyn_into().map_err(|_| NotLoaded)?;
    if response.ok() { Ok(response) } else { Err(NotLoaded) }
}
