//! Words for what is counted: the content's own, and those of the desk.

use std::sync::Arc;

use engine::pack::Pack;
use engine::text::{Texts, plain};
use engine::wording;
use figures::words::Words;
use figures::{Code, Heading, Names};

use crate::session::session;
use crate::text::{t, tables};

/// Words in the language that is shown.
pub(super) struct InWords {
    texts: Arc<Texts>,
    pack: Arc<Pack>,
}

impl InWords {
    /// In the language that is shown now.
    pub(super) fn shown() -> Self {
        Self { texts: tables().shown(), pack: session().pack() }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.texts.get(key).map(plain)
    }

    fn option(&self, question: &str, option: &str) -> Option<String> {
        let question = self.pack.question(self.pack.question_named(question)?)?;
        Some(wording::option(&self.texts, question, question.option(option)?))
    }
}

impl Words for InWords {
    fn heading(&self, heading: Heading) -> String {
        t(&format!("ui.desk.figures.h.{}", heading.name()))
    }

    fn code(&self, names: Names, code: &Code) -> String {
        let Code::Id(id) = code else { return t(&format!("ui.desk.figures.c.{}", code.name())) };
        let words = match names {
            Names::Options(question) => self.option(question, id),
            Names::Cards => self.text(&format!("card.{id}.name")),
            Names::Outcomes => self.text(&format!("ui.desk.figures.o.{id}")),
            Names::Services => self.text(&format!("service.{id}.name")),
            Names::Statuses => self.text(&format!("ui.desk.status.{id}")),
        };
        // What the content does not name any more is named by its code.
        words.unwrap_or_else(|| id.clone())
    }

    fn sum(&self) -> String {
        t("ui.desk.figures.sum")
    }

    fn hidden(&self) -> String {
        t("ui.desk.figures.not_shown")
    }
}
