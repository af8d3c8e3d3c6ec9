//! The screens that nobody needs before the first question. They are a file of their own, which is loaded right after
//! the first screen stands, so that a slow connection brings the first question sooner.

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::components::kit::{View, el, live};
use crate::screens::{check, emergency, glossary, help_now, results, sheet};
use crate::session::Screen;
use crate::signals::prelude::*;
use crate::text::t;

/// Makes the view of a later screen; nothing for a screen that is there from the start.
type Show = fn(Screen) -> Option<View>;

/// The later screens, once they are there.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    screens: RwSignal<Option<Show>>,
    failed: RwSignal<bool>,
}

impl Later {
    /// Makes the later screens known below here.
    pub(crate) fn provide() -> Self {
        let later = Self { screens: RwSignal::new(None), failed: RwSignal::new(false) };
        provide_context(later);
        later
    }

    /// Loads the later screens; says whether they are there. After a failure it can be tried again.
    pub(crate) async fn load(self) -> bool {
        match later_screens().await {
            Ok(show) => self.screens.set(Some(show)),
            Err(_) => self.failed.set(true),
        }
        self.screens.with_untracked(Option::is_some)
    }

    /// The view of a later screen, or that it is still on its way.
    pub(crate) fn show(self, screen: Screen) -> View {
        let view = self.screens.get().and_then(|show| untrack(|| show(screen)));
        view.unwrap_or_else(|| {
            self.failed.set(false);
            wasm_bindgen_futures::spawn_local(async move {
                self.load().await;
            });
            let words = move || t(if self.failed.get() { "ui.opening_failed" } else { "ui.opening" });
            el("p").set("role", "status").add(live(words))
        })
    }
}

/// Where the second file begins.
#[wasm_split(later, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the error is that of the loading, which the macro adds")]
fn later_screens() -> Result<Show, SplitLoaderError> {
    Ok(show)
}

fn show(screen: Screen) -> Option<View> {
    match screen {
        Screen::Emergency => Some(emergency::view()),
        Screen::Results => Some(results::view()),
        Screen::Check => Some(check::view()),
        Screen::Sheet => Some(sheet::view()),
        Screen::HelpNow => Some(help_now::view()),
        Screen::Glossary => Some(glossary::view()),
        Screen::Language | Screen::Welcome | Screen::Resume | Screen::Question(_) | Screen::Remove => None,
    }
}
