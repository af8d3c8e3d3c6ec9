//! A piece of the page.

use crate::signals::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlDialogElement, Node};

/// What lives as long as the part of the page that it belongs to: an effect, a listener.
type Kept = Box<dyn core::any::Any>;

/// Keeps something until the owner that is current now is cleaned up.
pub(crate) fn keep(kept: Kept) {
    let _ = StoredValue::new_local(kept);
}

/// An element, a text, or several of them in a row (a fragment, until it stands in its parent).
#[derive(Clone)]
pub(crate) struct View(Node);

thread_local! {
    static DOCUMENT: Option<Document> = web_sys::window().and_then(|window| window.document());
}

/// Makes a node of the page. Every tag is ours, so the browser never refuses; and without a page there is no app.
fn made(make: impl FnOnce(&Document) -> Option<Node>) -> View {
    View(DOCUMENT.with(|document| document.as_ref().and_then(make)).unwrap_or_else(|| JsValue::NULL.unchecked_into()))
}

/// An element, written as its tag and classes: `p.notice.notice--warning`.
pub(crate) fn el(spec: &str) -> View {
    let (tag, classes) = spec.split_once('.').unwrap_or((spec, ""));
    let made = made(|document| document.create_element(tag).ok().map(Into::into));
    if classes.is_empty() { made } else { made.set("class", &classes.replace('.', " ")) }
}

/// An element of a drawing.
pub(crate) fn svg(tag: &str) -> View {
    made(|document| document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok().map(Into::into))
}

/// Words that stay as they are.
pub(crate) fn plain(words: &str) -> View {
    made(|document| Some(document.create_text_node(words).into()))
}

/// Nothing: what stands where something might.
pub(crate) fn nothing() -> View {
    made(|document| Some(document.create_document_fragment().into()))
}

/// Several views in a row.
pub(crate) fn group(views: impl IntoIterator<Item = View>) -> View {
    nothing().all(views)
}

impl View {
    /// The node itself.
    pub(crate) fn node(&self) -> &Node {
        &self.0
    }

    /// The element, for what only an element can do.
    pub(crate) fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// Puts a view behind the last child.
    #[expect(clippy::needless_pass_by_value, reason = "a view stands in one place only: it is handed over")]
    pub(crate) fn add(self, child: View) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts several views behind the last child.
    pub(crate) fn all(self, children: impl IntoIterator<Item = View>) -> Self {
        children.into_iter().fold(self, View::add)
    }

    /// Puts words that stay as they are behind the last child.
    pub(crate) fn text(self, words: &str) -> Self {
        self.add(plain(words))
    }

    /// Sets an attribute.
    pub(crate) fn set(self, name: &str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// Sets the name by which tests find the element.
    pub(crate) fn id(self, test_id: &str) -> Self {
        self.set("data-testid", test_id)
    }

    /// The element is in the language of a tag, in its direction.
    pub(crate) fn lang(self, tag: &str) -> Self {
        self.set("lang", tag).set("dir", engine::text::Direction::of(tag).name())
    }

    /// Sets a property, which unlike an attribute is what the person sees now.
    pub(crate) fn put(&self, name: &str, value: &JsValue) {
        let _ = js_sys::Reflect::set(&self.0, &name.into(), value);
    }

    /// Opens a dialog over the page. A browser without dialogs shows nothing.
    pub(crate) fn open_dialog(&self) {
        if let Some(dialog) = self.0.dyn_ref::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
        }
    }

    /// Closes a dialog; the browser gives the focus back to where it was.
    pub(crate) fn close_dialog(&self) {
        if let Some(dialog) = self.0.dyn_ref::<HtmlDialogElement>() {
            dialog.close();
        }
    }

    /// Whether an event came from this very element, and not from one inside it.
    pub(crate) fn is_target(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target == *self.0.unchecked_ref::<web_sys::EventTarget>())
    }

    /// Calls `act` on an event, for as long as this part of the page stands.
    pub(crate) fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.listen(event, Box::new(act))
    }

    fn listen(self, event: &'static str, act: Box<dyn Fn(Event)>) -> Self {
        // What is called finds the session, as what is built does.
        let owner = Owner::current();
        let call = Closure::<dyn Fn(Event)>::new(move |event| match &owner {
            Some(owner) => owner.with(|| act(event)),
            None => act(event),
        });
        let _ = self.0.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        keep(Box::new(Listener { node: self.0.clone(), event, call }));
        self
    }
}

/// A handler that is taken off before it is freed, so that a late event finds nobody instead of freed memory.
struct Listener {
    node: Node,
    event: &'static str,
    call: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.node.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}
