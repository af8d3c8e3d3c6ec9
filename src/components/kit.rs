//! What every screen is made of.
//!
//! Each part of a page is a [`View`]: one type for everything, built once with the browser's own calls, and followed
//! by effects of Leptos' reactive graph where it changes. A `view!` macro makes a type of its own out of every tuple
//! and every handler, and with it code of its own to build, mount and rebuild it: 80 % of what a phone had to load.

mod controls;
mod live;
mod view;

pub(crate) use controls::{actions, actions_stacked, button, choices, details, heading, heading_of, list, notice, say};
pub(crate) use live::{each, follow_words, live, part, part_then, when};
pub(crate) use view::{View, el, group, nothing, plain, svg};
