//! What follows signals: words, attributes, properties, parts of the page, lists.

use core::cell::RefCell;

use crate::signals::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Node, Text};

use super::view::{View, group, keep, plain};

/// Runs now, and again when a signal that it read has changed, for as long as this part of the page stands.
fn follow(run: Box<dyn Fn()>) {
    keep(Box::new(RenderEffect::new(move |_: Option<()>| run())));
}

/// Gives each new value once: what is the same as before is not written again, or it would be read out again.
pub(crate) fn follow_words(words: Box<dyn Fn() -> String>, write: Box<dyn Fn(&str)>) {
    let before = RefCell::new(None);
    follow(Box::new(move || {
        let now = Some(words());
        if *before.borrow() != now {
            write(now.as_deref().unwrap_or_default());
            before.replace(now);
        }
    }));
}

/// Words that follow signals.
pub(crate) fn live(words: impl Fn() -> String + 'static) -> View {
    let view = plain("");
    let node: Text = view.node().clone().unchecked_into();
    follow_words(Box::new(words), Box::new(move |now| node.set_data(now)));
    view
}

impl View {
    /// An attribute that follows signals.
    pub(crate) fn set_live(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let view = self.clone();
        follow_words(Box::new(value), Box::new(move |now| drop(view.clone().set(name, now))));
        self
    }

    /// A property of words that follows signals.
    pub(crate) fn put_live(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let view = self.clone();
        follow_words(Box::new(value), Box::new(move |now| view.put(name, &now.into())));
        self
    }

    /// A property that is true or not: `checked`, `selected`, `disabled`, `hidden`.
    pub(crate) fn flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.flag_boxed(name, Box::new(value))
    }

    fn flag_boxed(self, name: &'static str, value: Box<dyn Fn() -> bool>) -> Self {
        let view = self.clone();
        follow(Box::new(move || view.put(name, &value().into())));
        self
    }
}

/// Two marks in the page, and what stands between them.
struct Place {
    start: Node,
    end: Node,
}

impl Place {
    fn new() -> (Self, View) {
        // Empty words: unlike comments they need nothing more of the browser, and no selector sees them.
        let (start, end) = (plain(""), plain(""));
        let place = Self { start: start.node().clone(), end: end.node().clone() };
        (place, group([start, end]))
    }

    fn next(&self, node: &Node) -> Option<Node> {
        node.next_sibling().filter(|next| *next != self.end)
    }

    fn put(&self, view: &View, before: Option<&Node>) {
        if let Some(parent) = self.end.parent_node() {
            let _ = parent.insert_before(view.node(), Some(before.unwrap_or(&self.end)));
        }
    }

    fn take(node: &Node) {
        if let Some(parent) = node.parent_node() {
            let _ = parent.remove_child(node);
        }
    }

    fn clear(&self) {
        while let Some(node) = self.next(&self.start) {
            Self::take(&node);
        }
    }
}

/// A part of the page that is made anew when a signal that `make` read has changed. What the old part held, its
/// effects and listeners, ends before the new one is made.
pub(crate) fn part(make: impl Fn() -> View + 'static) -> View {
    part_boxed(Box::new(make), Box::new(|| ()))
}

/// A part of the page, and what is done each time it stands there.
pub(crate) fn part_then(make: impl Fn() -> View + 'static, then: impl Fn() + 'static) -> View {
    part_boxed(Box::new(make), Box::new(then))
}

fn part_boxed(make: Box<dyn Fn() -> View>, then: Box<dyn Fn()>) -> View {
    let (place, view) = Place::new();
    follow(Box::new(move || {
        let new = make();
        place.clear();
        place.put(&new, None);
        then();
    }));
    view
}

/// A part of the page that stands there while a condition holds.
pub(crate) fn when(condition: impl Fn() -> bool + 'static, make: impl Fn() -> View + 'static) -> View {
    when_boxed(Box::new(condition), Box::new(make))
}

fn when_boxed(condition: Box<dyn Fn() -> bool>, make: Box<dyn Fn() -> View>) -> View {
    // Only whether it holds counts: what stands there is not made anew under a finger.
    // What this part stands in does not follow the condition: it would be made anew with it.
    let holds = RwSignal::new(untrack(&condition));
    follow(Box::new(move || {
        let now = condition();
        if holds.get_untracked() != now {
            holds.set(now);
        }
    }));
    part(move || if holds.get() { make() } else { group([]) })
}

/// Elements, one for each key. An element whose key stays is not touched: what has the focus keeps it.
pub(crate) fn each(keys: impl Fn() -> Vec<usize> + 'static, make: impl Fn(usize) -> View + 'static) -> View {
    each_boxed(Box::new(keys), Box::new(make))
}

/// One element of a list, and who owns its effects.
struct Item {
    key: usize,
    owner: Owner,
    view: View,
}

fn each_boxed(keys: Box<dyn Fn() -> Vec<usize>>, make: Box<dyn Fn(usize) -> View>) -> View {
    let (place, view) = Place::new();
    let parent = Owner::current().unwrap_or_default();
    let standing = RefCell::new(Vec::<Item>::new());
    follow(Box::new(move || {
        let keys = keys();
        let mut standing = standing.borrow_mut();
        standing.retain(|item| {
            let stays = keys.contains(&item.key);
            if !stays {
                item.owner.cleanup();
                Place::take(item.view.node());
            }
            stays
        });
        let mut here = place.next(&place.start);
        for key in keys {
            if let Some(item) = standing.iter().find(|item| item.key == key) {
                if here.as_ref() == Some(item.view.node()) {
                    here = place.next(item.view.node());
                } else {
                    place.put(&item.view, here.as_ref());
                }
            } else {
                let owner = parent.with(Owner::new);
                let view = untrack(|| owner.with(|| make(key)));
                place.put(&view, here.as_ref());
                standing.push(Item { key, owner, view });
            }
        }
    }));
    view
}
