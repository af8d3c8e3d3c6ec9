//! What the browser knows of writing, so that no table of it is in the wasm.

use js_sys::JsString;

/// Words in small letters, to compare.
pub(crate) fn lower(words: &str) -> String {
    JsString::from(words).to_lower_case().into()
}
