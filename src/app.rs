//! Which screen is shown: the one place that knows them all.

use core::cell::Cell;

use crate::signals::prelude::*;

use crate::browser::page;
use crate::components::glossary_pop::{Explained, glossary_pop};
use crate::components::kit::{View, el, follow_words, group, nothing, part_then, say};
use crate::components::{saving_line::saving_line, top_bar::top_bar};
use crate::later::Later;
use crate::screens::{interview, language, leaving, welcome};
use crate::session::{Screen, session};
use crate::text::t;

/// The whole app.
pub(crate) fn app(later: Later) -> View {
    let show = move |screen| screen_of_questions(screen, later);
    frame(top_bar(), nothing(), show, [later.offline_line(), saving_line()])
}

/// What is on every page: the way past the bar, the bar, and the screen that is shown, with what stands above and below it.
pub(crate) fn frame(bar: View, above: View, show: impl Fn(Screen) -> View + 'static, below: [View; 2]) -> View {
    let session = session();
    let screen = Memo::new(move |_| session.screen());
    Explained::provide();
    // The first screen leaves the focus where the browser put it; every other one takes it to its heading.
    let before = Cell::new(None);
    let opened = move || {
        let now = screen.get_untracked();
        if page::has_heading() && before.replace(Some(now)).is_some_and(|before| before != now) {
            page::focus_heading();
        }
    };
    follow_words(Box::new(|| t("app.name")), Box::new(page::set_title));
    group([
        skip_link(),
        bar,
        el("main.page")
            .set("id", "main")
            .set("tabindex", "-1")
            .add(above)
            .add(part_then(move || show(screen.get()), opened))
            .all(below),
        glossary_pop(),
    ])
}

/// The way past the bar, for those who go by keyboard.
fn skip_link() -> View {
    say("a.skip-link", "ui.skip_to_content").set("href", "#main").on("click", |event| {
        // The address never changes, not even by a `#main`.
        event.prevent_default();
        page::focus("#main");
    })
}

/// A screen of the interview, or what comes after it.
pub(crate) fn screen_of_questions(screen: Screen, later: Later) -> View {
    match screen {
        Screen::Language => untrack(language::view),
        Screen::Welcome => untrack(welcome::view),
        Screen::Question(question) => untrack(|| interview::view(question)),
        Screen::Leaving => untrack(leaving::view),
        other => later.show(other),
    }
}
