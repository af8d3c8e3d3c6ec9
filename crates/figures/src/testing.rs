//! What the tests of this crate share: a desk with a small pack, and people who come to it.

use std::sync::Arc;

use casework::Casework;
use casework::entry::{About, Event, Happening, Line};
use casework::status::Status;
use casework::words::{Code, Who};
use engine::answer::Plain;
use engine::card::{Card, CardKind};
use engine::date::Date;
use engine::id::{Id, SectionId, Table};
use engine::interview::Interview;
use engine::pack::{Pack, Structure};
use engine::question::{Choice, Kind, Meaning, OptionSource, Question, Sensitivity};

use crate::survey::{Period, Person, Report, survey};
use crate::table::{Cell, Heading};

pub(crate) fn day(day: u8) -> Date {
    Date::new(2026, 11, day).unwrap()
}

fn question(name: &str, kind: Kind, options: &str) -> Question {
    let choice = |name: &str| {
        let meaning = match name {
            "unknown" => Meaning::DontKnow,
            "skip" => Meaning::WontSay,
            _ => Meaning::Value,
        };
        Choice { name: name.to_owned(), meaning, alone: meaning != Meaning::Value, shown_when: None }
    };
    Question {
        name: name.to_owned(),
        section: SectionId::from_index(0),
        kind,
        options: Table::new(options.split(' ').map(choice).collect()),
        options_from: OptionSource::Listed,
        shown_when: None,
        sensitivity: Sensitivity::Low,
        part: None,
        after_results: false,
        ticked_at_start: Vec::new(),
    }
}

/// What a desk may be asked about: a question for every figure, and a card.
fn questions() -> Vec<Question> {
    vec![
        question("sex", Kind::One, "f m other skip"),
        question("age_band", Kind::One, "u15 15_17 18_24 25_59 60p skip"),
        question("nationality", Kind::One, "SD ET NG unknown skip"),
        question("host_city", Kind::One, "cairo giza aswan skip"),
        question("needs", Kind::Many { max_choices: None }, "food hygiene rent skip"),
        question("back_how", Kind::One, "iom self skip"),
    ]
}

/// A desk, and who came to it.
pub(crate) struct Desk {
    pack: Arc<Pack>,
    people: Vec<(Interview, Option<Casework>, Date)>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::that_asks(|_| true)
    }

    /// A desk whose pack has some of the questions only.
    pub(crate) fn that_asks(asks: impl Fn(&str) -> bool) -> Self {
        let questions = questions().into_iter().filter(|question| asks(&question.name)).collect();
        let card = Card { name: "RETURN".to_owned(), kind: CardKind::Programme, hide_when: None, rules: Vec::new() };
        let structure = Structure {
            id: "sample".to_owned(),
            version: "1.0.0".to_owned(),
            date: day(1),
            languages: Vec::new(),
            draft_days: 30,
            contacts_warn_after_days: 180,
            sections: Table::new(vec!["only".to_owned()]),
            questions: Table::new(questions),
            facts: Table::new(Vec::new()),
            cards: Table::new(vec![card]),
            priorities: Vec::new(),
        };
        Self { pack: Arc::new(Pack::link(structure, "00".repeat(32)).unwrap()), people: Vec::new() }
    }

    pub(crate) fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// So many people come who all say the same: `sex f, needs food hygiene`.
    pub(crate) fn come(self, count: usize, answers: &str) -> Self {
        self.come_on(10, count, answers, |_| {})
    }

    /// They come, and something is done for each of them.
    pub(crate) fn come_and(self, count: usize, answers: &str, done: impl Fn(&mut Work)) -> Self {
        self.come_on(10, count, answers, done)
    }

    pub(crate) fn come_on(mut self, on: u8, count: usize, answers: &str, done: impl Fn(&mut Work)) -> Self {
        let mut interview = Interview::new(&self.pack, day(1));
        for answer in answers.split(", ").filter(|answer| !answer.is_empty()) {
            let (name, words) = answer.split_once(' ').unwrap();
            let id = self.pack.question_named(name).unwrap();
            let question = self.pack.question(id).unwrap();
            let plain = match question.kind {
                Kind::Many { .. } => Plain::Words(words.split(' ').map(str::to_owned).collect()),
                _ => Plain::Word(words.to_owned()),
            };
            interview.answer(id, question.accept(&plain).unwrap());
        }
        let mut work = Work(Casework::default());
        done(&mut work);
        let casework = (!work.0.history().is_empty()).then_some(work.0);
        for _ in 0..count {
            self.people.push((interview.clone(), casework.clone(), day(on)));
        }
        self
    }

    pub(crate) fn report(&self) -> Report {
        let people = self.people.iter().map(|(interview, casework, begun)| Person {
            interview,
            casework: casework.as_ref(),
            begun: *begun,
        });
        survey(people, Period::new(day(1), day(30)).unwrap())
    }

    /// A table as it is shown: a line a row; `·` is hidden, `0` nobody.
    pub(crate) fn shows(&self, heading: Heading) -> Vec<String> {
        let report = self.report();
        let Some(table) = report.table(heading) else { return Vec::new() };
        let kind = |kind: &crate::table::Kind| match kind.codes() {
            [] => "sum".to_owned(),
            codes => codes.iter().map(crate::table::Code::name).collect::<Vec<_>>().join("+"),
        };
        let cell = |cell: &Cell| match cell {
            Cell::Shown(count) => count.to_string(),
            Cell::Hidden => "·".to_owned(),
            Cell::Empty => "0".to_owned(),
        };
        let head = table.columns.iter().map(kind).collect::<Vec<_>>().join(" ");
        let rows = table.rows.iter().zip(&table.cells);
        let rows =
            rows.map(|(row, cells)| format!("{}: {}", kind(row), cells.iter().map(cell).collect::<Vec<_>>().join(" ")));
        std::iter::once(head).chain(rows).collect()
    }
}

/// What a desk does for a person.
pub(crate) struct Work(Casework);

impl Work {
    fn happens(&mut self, event: Event) {
        let happening = Happening { on: day(12), event };
        self.0.write(day(12), Who::new("Amal").unwrap(), happening, None).unwrap();
    }

    pub(crate) fn kit(&mut self, kit: &str) {
        self.happens(Event::Kit { kit: Code::new(kit).unwrap(), number: 1 });
    }

    pub(crate) fn service(&mut self, service: &str, status: Status) {
        self.happens(Event::Status(Line::first(About::Service(Code::new(service).unwrap())), status));
    }

    pub(crate) fn card(&mut self, card: &str, status: Status) {
        self.happens(Event::Status(Line::first(About::Card(Code::new(card).unwrap())), status));
    }
}
