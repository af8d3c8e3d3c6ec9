//! What the worker in JavaScript calls (`public/scan.js`).

use wasm_bindgen::prelude::wasm_bindgen;

/// The texts of all codes in a picture: [`crate::read`].
#[wasm_bindgen]
pub fn read(luma: &[u8], width: u32, height: u32) -> Vec<String> {
    crate::read(luma, width, height)
}
