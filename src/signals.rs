//! Leptos' signals.

/// What this app uses of Leptos' reactive graph.
pub(crate) mod prelude {
    pub(crate) use reactive_graph::computed::Memo;
    pub(crate) use reactive_graph::effect::RenderEffect;
    pub(crate) use reactive_graph::graph::untrack;
    pub(crate) use reactive_graph::owner::{Owner, StoredValue, expect_context, provide_context};
    pub(crate) use reactive_graph::signal::RwSignal;
    pub(crate) use reactive_graph::traits::{Get, GetUntracked, Set, SetValue, Update, With, WithUntracked, WithValue};
}

/// Lets effects run. To be called once, before the first of them.
pub(crate) fn start() {
    // An error would say that they run already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
}
