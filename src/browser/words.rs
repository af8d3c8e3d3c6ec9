//! What the browser knows of writing, so that no table and no search machine for it is in the wasm.

use js_sys::JsString;

/// Words in small letters, to search for.
pub(crate) fn lower(words: &str) -> String {
    JsString::from(words).to_lower_case().into()
}

/// Whether words hold others, which are in small letters.
pub(crate) fn hold(words: &str, wanted: &str) -> bool {
    JsString::from(words).to_lower_case().includes(wanted, 0)
}
