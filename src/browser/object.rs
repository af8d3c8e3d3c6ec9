//! Objects of the browser that the bindings do not know, or know only by much code.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property; undefined where there is none.
pub(super) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method.
pub(super) fn call(of: &JsValue, method: &str, with: &Array) -> Result<JsValue, JsValue> {
    Reflect::apply(get(of, method).dyn_ref::<js_sys::Function>().ok_or(JsValue::UNDEFINED)?, of, with)
}

/// An object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
