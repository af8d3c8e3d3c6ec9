//! The screens that nobody needs before the first question, and the directory that they show. They are files of their
//! own, which are loaded right after the first screen stands, so that a slow connection brings the first question
//! sooner.

use std::sync::Arc;

use engine::directory::Directory;
use engine::pack::Pack;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::{fetch, page};
use crate::components::kit::{View, el, live};
use crate::screens::{check, emergency, glossary, help_now, results, sheet};
use crate::session::{Screen, session};
use crate::signals::prelude::*;
use crate::text::t;

/// What the second file can do.
#[derive(Clone, Copy)]
struct Code {
    /// Makes the view of a later screen; nothing for a screen that is there from the start.
    show: fn(Screen) -> Option<View>,
    /// Reads the directory's file.
    read_directory: fn(&[u8]) -> Option<Directory>,
}

/// The later screens, once they are there.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    code: RwSignal<Option<Code>>,
    failed: RwSignal<bool>,
}

impl Later {
    /// Makes the later screens known below here.
    pub(crate) fn provide() -> Self {
        let later = Self { code: RwSignal::new(None), failed: RwSignal::new(false) };
        provide_context(later);
        later
    }

    /// Loads the later screens and what they tell of the world; says whether they are there. After a failure it can
    /// be tried again.
    pub(crate) async fn load(self, pack: Arc<Pack>) -> bool {
        let coming = page::built_in("directory").and_then(|name| fetch::begin(&name).ok());
        let styles = page::built_in("styles").and_then(|name| page::add_stylesheet(&name));
        let code = later_code().await.ok();
        let bytes = match coming {
            Some(coming) => coming.bytes().await.ok(),
            None => None,
        };
        let directory = code.zip(bytes).and_then(|(code, bytes)| (code.read_directory)(&bytes));
        // A sheet that did not arrive leaves plain pages, which can be read and printed all the same.
        if let Some(styles) = styles {
            let _ = styles.await;
        }
        match directory {
            Some(directory) => {
                pack.set_directory(directory);
                self.code.set(code);
            }
            None => self.failed.set(true),
        }
        self.code.with_untracked(Option::is_some)
    }

    /// The view of a later screen, or that it is still on its way.
    pub(crate) fn show(self, screen: Screen) -> View {
        let view = self.code.get().and_then(|code| untrack(|| (code.show)(screen)));
        view.unwrap_or_else(|| {
            self.failed.set(false);
            let pack = session().pack();
            wasm_bindgen_futures::spawn_local(async move {
                self.load(pack).await;
            });
            let words = move || t(if self.failed.get() { "ui.opening_failed" } else { "ui.opening" });
            el("p").set("role", "status").add(live(words))
        })
    }
}

/// Where the second file begins.
#[wasm_split(later, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the error is that of the loading, which the macro adds")]
fn later_code() -> Result<Code, SplitLoaderError> {
    Ok(Code { show, read_directory })
}

fn read_directory(bytes: &[u8]) -> Option<Directory> {
    postcard::from_bytes(bytes).ok()
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
