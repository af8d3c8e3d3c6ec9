//! What is on every screen: the language, help, and the way out.

use super::kit::{View, button, choices, el, nothing, say};
use crate::browser::leave::leave;
use crate::session::{Screen, session};
use crate::text::tables;

/// The bar at the top.
pub(crate) fn top_bar() -> View {
    bar(nothing())
}

/// The bar at the top, with one more thing in it.
pub(crate) fn bar(more: View) -> View {
    let session = session();
    let help = button("link-button", "help-now", "ui.help_now", move || {
        if session.screen() != Screen::HelpNow {
            session.open(Screen::HelpNow);
        }
    });
    el("header.top-bar")
        .add(say("span.top-bar__name", "app.name"))
        .add(el("div.top-bar__tools").add(language_select()).add(help).add(more))
        .add(button("exit-button", "exit", "ui.exit", leave))
}

/// The language can be changed on any screen; answers, screen and focus stay.
fn language_select() -> View {
    let pack = session().pack();
    let options = pack.content().languages.iter().map(|language| {
        let (chosen, loaded) = (language.tag.clone(), language.tag.clone());
        el("option")
            .set("value", &language.tag)
            .set("lang", &language.tag)
            .text(autonym(&language.tag))
            .flag("selected", move || tables().language() == chosen)
            .flag("disabled", move || !tables().has(&loaded))
    });
    let select = choices("language", options, |tag| {
        tables().show(&tag);
    });
    el("label").add(say("span.visually-hidden", "ui.language")).add(select)
}

/// What a language calls itself.
pub(crate) fn autonym(tag: &str) -> &str {
    match tag {
        "ar" => "العربية",
        "en" => "English",
        "fr" => "Français",
        other => other,
    }
}
