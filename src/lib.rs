//! Dalil in the browser. It has two pages, each a program of its own made of the same parts: one for a person, and one
//! for a help desk.

mod app;
mod browser;
mod components;
mod desk;
mod later;
mod passphrase;
mod screens;
mod session;
mod signals;
mod start;
mod text;

/// Starts the page of a help desk.
pub fn help_desk() {
    browser::page::show_trouble_on_panic();
    wasm_bindgen_futures::spawn_local(desk::start());
}

/// Starts a person's page.
pub fn person() {
    browser::page::show_trouble_on_panic();
    wasm_bindgen_futures::spawn_local(start::start());
}
