//! What nobody needs before the first question: the later screens, the fields to write in, and the directory. They are files of their
//! own, which are loaded right after the first screen stands, so that a slow connection brings the first question
//! sooner.

use core::pin::Pin;
use std::sync::Arc;

use engine::directory::Directory;
use engine::id::QuestionId;
use engine::pack::Pack;
use engine::question::Kind;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::{fetch, page};
use crate::components::back_button::back_button;
use crate::components::date_field::date_field;
use crate::components::kit::{View, button, group, nothing, notice, part, say};
use crate::components::number_field::number_field;
use crate::components::offline_line::offline_line;
use crate::components::saving_actions::saving_actions;
use crate::components::text_field::text_field;
use crate::passphrase;
use crate::screens::{
    carried_over, check, elsewhere, emergency, glossary, help_now, protect, ready, remove, results, resume, sheet,
};
use crate::session::{Screen, Session, keeper, session};
use crate::signals::prelude::*;

/// What the second file can do.
#[derive(Clone, Copy)]
struct Code {
    /// Makes the view of a later screen; nothing for a screen that is there from the start.
    show: fn(Screen) -> Option<View>,
    /// Makes the field for an answer that is not chosen but written.
    field: fn(QuestionId, &Kind) -> View,
    /// Reads the directory's file.
    read_directory: fn(&[u8]) -> Option<Directory>,
    /// Begins to keep the draft.
    begin_to_keep: fn(Session) -> Pin<Box<dyn Future<Output = ()>>>,
    /// Makes what can be done about the draft.
    saving_actions: fn() -> View,
    /// Loads the words that passphrases are made of.
    load_words: fn() -> Pin<Box<dyn Future<Output = ()>>>,
    /// Makes the line about this version of the app and the next, and keeps the app on this device.
    offline_line: fn() -> View,
}

/// How far the later screens are.
#[derive(Clone, Copy)]
enum State {
    Coming,
    There(Code),
    Failed,
}

/// The later screens, once they are there.
#[derive(Clone, Copy)]
pub(crate) struct Later(RwSignal<State>);

impl Later {
    /// Makes the later screens known below here.
    pub(crate) fn provide() -> Self {
        let later = Self(RwSignal::new(State::Coming));
        provide_context(later);
        later
    }

    /// Loads the later screens and what they tell of the world; says whether they are there. After a failure it can
    /// be tried again.
    pub(crate) async fn load(self, pack: Arc<Pack>) -> bool {
        let coming = page::built_in("directory").and_then(|name| fetch::begin(&name).ok());
        if let Some(name) = page::built_in("styles") {
            page::add_stylesheet(&name);
        }
        let code = later_code().await.ok();
        let bytes = match coming {
            Some(coming) => coming.bytes().await.ok(),
            None => None,
        };
        let found = code.zip(bytes).and_then(|(code, bytes)| Some((code, (code.read_directory)(&bytes)?)));
        let Some((code, directory)) = found else {
            self.0.set(State::Failed);
            return false;
        };
        pack.set_directory(directory);
        (code.load_words)().await;
        self.0.set(State::There(code));
        true
    }

    /// Begins to keep the draft. To be called once the later screens are there.
    pub(crate) async fn begin_to_keep(self, session: Session) {
        if let State::There(code) = self.0.get_untracked() {
            (code.begin_to_keep)(session).await;
        }
    }

    /// The view of a later screen; that it is still on its way, or that it did not arrive.
    pub(crate) fn show(self, screen: Screen) -> View {
        match self.0.get() {
            State::There(code) => untrack(|| (code.show)(screen)).unwrap_or_else(nothing),
            State::Coming => say("p", "ui.opening").set("role", "status"),
            State::Failed => group([self.failed(), back_button()]),
        }
    }

    /// The field of a question whose answer is written; the same while it is on its way.
    pub(crate) fn field(self, question: QuestionId, kind: Kind) -> View {
        part(move || match self.0.get() {
            State::There(code) => untrack(|| (code.field)(question, &kind)),
            State::Coming => say("p", "ui.opening").set("role", "status"),
            State::Failed => self.failed(),
        })
    }

    /// What can be done about the draft; nothing while it is on its way.
    pub(crate) fn saving_actions(self) -> View {
        part(move || match self.0.get() {
            State::There(code) => untrack(|| (code.saving_actions)()),
            State::Coming | State::Failed => nothing(),
        })
    }

    /// The line about this version of the app and the next, once it is there.
    pub(crate) fn offline_line(self) -> View {
        part(move || match self.0.get() {
            State::There(code) => untrack(|| (code.offline_line)()),
            State::Coming | State::Failed => nothing(),
        })
    }

    fn failed(self) -> View {
        group([
            notice("warning", "ui.opening_failed").set("role", "alert"),
            button("button.button--primary", "try-again", "ui.try_again", move || self.try_again()),
        ])
    }

    fn try_again(self) {
        self.0.set(State::Coming);
        let session = session();
        wasm_bindgen_futures::spawn_local(async move {
            if self.load(session.pack()).await {
                self.begin_to_keep(session).await;
            }
        });
    }
}

/// Where the second file begins.
#[wasm_split(later, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the error is that of the loading, which the macro adds")]
fn later_code() -> Result<Code, SplitLoaderError> {
    Ok(Code {
        show,
        field,
        read_directory,
        begin_to_keep: |session| Box::pin(keeper::begin(session)),
        saving_actions,
        offline_line,
        load_words: || Box::pin(passphrase::load()),
    })
}

fn field(question: QuestionId, kind: &Kind) -> View {
    match kind {
        Kind::Number { min, max } => number_field(question, *min, *max),
        Kind::Text { max_chars } => text_field(question, *max_chars),
        Kind::Date => date_field(question),
        Kind::One | Kind::Many { .. } => nothing(),
    }
}

fn read_directory(bytes: &[u8]) -> Option<Directory> {
    postcard::from_bytes(bytes).ok()
}

fn show(screen: Screen) -> Option<View> {
    match screen {
        Screen::Resume => Some(resume::view()),
        Screen::Elsewhere => Some(elsewhere::view()),
        Screen::CarriedOver => Some(carried_over::view()),
        Screen::Protect => Some(protect::view()),
        Screen::Remove => Some(remove::view()),
        Screen::Emergency => Some(emergency::view()),
        Screen::Results => Some(results::view()),
        Screen::Check => Some(check::view()),
        Screen::Sheet => Some(sheet::view()),
        Screen::HelpNow => Some(help_now::view()),
        Screen::Glossary => Some(glossary::view()),
        Screen::Ready => Some(ready::view()),
        Screen::Language | Screen::Welcome | Screen::Leaving | Screen::Question(_) | Screen::Desk(_) => None,
    }
}
