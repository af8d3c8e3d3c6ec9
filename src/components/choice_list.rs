//! Options to choose from: one, or several.

use std::rc::Rc;

use crate::signals::prelude::*;
use engine::answer::{Answer, chosen};
use engine::id::{Id as _, OptionId, QuestionId};
use engine::interview::Interview;
use engine::question::{Kind, Meaning, OptionSource, Question};
use engine::text::Texts;
use engine::wording;

use super::kit::{View, each, el, group, nothing, part, say, typed, when};
use super::words::linked;
use crate::browser::events;
use crate::browser::words::{hold, lower};
use crate::session::session;
use crate::text::tables;

/// How many languages stand there before anything is searched.
const LANGUAGES_FIRST: usize = 26;

/// The options of a question, with what was chosen.
pub(crate) fn choice_list(question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let Some(asked) = pack.question(question) else { return nothing() };
    let asked = Rc::new(asked.clone());
    // Countries and languages are searched, not scrolled.
    let first = match asked.options_from {
        OptionSource::Countries { first } => usize::from(first),
        OptionSource::Languages => LANGUAGES_FIRST,
        OptionSource::Listed | OptionSource::Services => usize::MAX,
    };
    let searched = first < usize::MAX;
    let search = RwSignal::new(String::new());
    let list = Rc::new(List { question, asked, first });
    let (of_list, of_none) = (Rc::clone(&list), Rc::clone(&list));
    let field = || {
        let input = typed("input").set("type", "search").id("search");
        let input = input.on("input", move |event| search.set(events::value(&event)));
        el("label.field").add(say("span", "ui.search")).add(input)
    };
    group([
        if searched { field() } else { nothing() },
        el("div.options").add(each(
            move || of_list.shown(&search.get()),
            move |key| choice_option(&list, OptionId::from_index(key)),
        )),
        if searched {
            when(move || of_none.shown(&search.get()).is_empty(), || say("p", "ui.search_none").set("role", "status"))
        } else {
            nothing()
        },
    ])
}

/// The options that a question has.
struct List {
    question: QuestionId,
    asked: Rc<Question>,
    /// How many stand there before anything is searched.
    first: usize,
}

impl List {
    /// The positions of the options that are offered and found, and of those that are ticked.
    fn shown(&self, search: &str) -> Vec<usize> {
        let wanted = lower(search.trim());
        let texts = tables().shown();
        let english = tables().of("en").unwrap_or_default();
        session().interview().with(|interview| {
            let said = interview.said(self.question);
            let offered = self.asked.options.ids().filter(|id| self.is_offered(interview, *id)).enumerate();
            let fits = |(position, id): (usize, OptionId)| {
                let found = if wanted.is_empty() {
                    self.stands_first(position, id)
                } else {
                    self.is_called(&texts, id, &wanted) || self.is_called(&english, id, &wanted)
                };
                (found || said.is_some_and(|said| chosen(said).contains(&id))).then(|| id.index())
            };
            offered.filter_map(fits).collect()
        })
    }

    fn stands_first(&self, position: usize, id: OptionId) -> bool {
        let choice = self.asked.options.get(id);
        position < self.first || choice.is_some_and(|choice| choice.meaning != Meaning::Value || choice.name.len() > 3)
    }

    fn is_called(&self, texts: &Texts, id: OptionId, wanted: &str) -> bool {
        hold(&wording::option(texts, &self.asked, id), wanted)
    }

    /// Whether an option is offered; a service only in the person's country and on a card that is shown.
    fn is_offered(&self, interview: &Interview, id: OptionId) -> bool {
        interview.is_offered(self.question, id)
            && (self.asked.options_from != OptionSource::Services
                || self.asked.options.get(id).is_some_and(|choice| interview.suggests(&choice.name)))
    }

    /// Whether an option is ticked.
    fn is_ticked(&self, answer: Option<&Answer>, id: OptionId) -> bool {
        let meaning = self.asked.options.get(id).map(|choice| choice.meaning);
        match (answer, meaning) {
            (Some(Answer::DontKnow), Some(Meaning::DontKnow)) | (Some(Answer::WontSay), Some(Meaning::WontSay)) => true,
            (answer, _) => answer.is_some_and(|answer| chosen(answer).contains(&id)),
        }
    }
}

/// One option.
fn choice_option(list: &Rc<List>, id: OptionId) -> View {
    let session = session();
    let Some(choice) = list.asked.options.get(id).cloned() else { return nothing() };
    let (of_tick, of_tap, of_words) = (Rc::clone(list), Rc::clone(list), Rc::clone(list));
    let ticked = move || session.interview().with(|i| of_tick.is_ticked(i.remembered(of_tick.question), id));
    let input = el("input")
        .set("type", if matches!(list.asked.kind, Kind::Many { .. }) { "checkbox" } else { "radio" })
        .set("name", "answer")
        .set("autocomplete", "off")
        .set("value", &choice.name)
        .flag("checked", ticked)
        .on("change", move |event| {
            let before = session.interview().with_untracked(|i| i.remembered(of_tap.question).cloned());
            session.answer(of_tap.question, of_tap.asked.tap(before.as_ref(), id));
            // A tap that was not taken (too many ticked) must not look as if it were.
            let taken = session.interview().with_untracked(|i| of_tap.is_ticked(i.remembered(of_tap.question), id));
            events::set_checked(&event, taken);
        });
    let quiet = choice.meaning != Meaning::Value;
    let words = move || linked(wording::choice_text(&tables().shown(), &of_words.asked, &choice));
    el(if quiet { "label.option.option--quiet" } else { "label.option" }).add(input).add(el("span").add(part(words)))
}
