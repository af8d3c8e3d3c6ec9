//! Starts the app, nothing else.

mod app;
mod browser;
mod components;
mod later;
mod passphrase;
mod screens;
mod session;
mod signals;
mod start;
mod text;

fn main() {
    browser::page::show_trouble_on_panic();
    wasm_bindgen_futures::spawn_local(start::start());
}
