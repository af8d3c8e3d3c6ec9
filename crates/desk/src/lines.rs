//! Which lines the follow-up of a case has: those that were written of, and those that could be.

use casework::entry::{About, Line};
use casework::follow_up::LineState;
use casework::history::History;
use casework::words::Code;
use engine::card::Outcome;
use engine::id::CardId;
use engine::interview::Interview;

/// One line, as the follow-up shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line; of those that are the same but for the round, the last.
    pub line: Line,
    /// How it stands; `None`: nothing was written of it yet.
    pub state: Option<LineState>,
}

/// The lines of a case: the services that the person agreed to share with; other services that were written of; the cards
/// that say something for the person and that none of these services stands for, and those that were written of. A case
/// that was told less about later keeps every line of its history.
#[must_use]
pub fn rows(interview: &Interview, history: &History) -> Vec<Row> {
    let states = history.lines();
    let written: Vec<&About> = states.iter().map(|state| &state.line.about).collect();
    let directory = interview.pack().directory();
    let shared = interview.shared_to().into_iter().filter_map(|id| directory.services.get(id));
    let mut all: Vec<About> = shared.filter_map(|service| Code::new(&service.name).ok()).map(About::Service).collect();
    let add = |all: &mut Vec<About>, about: About| {
        if !all.contains(&about) {
            all.push(about);
        }
    };
    for about in written.iter().filter(|about| about.service().is_some()) {
        add(&mut all, (*about).clone());
    }
    let covered = |all: &[About], card: CardId, name: &Code| {
        all.iter().any(|about| match (about.card(), about.service()) {
            (Some(known), _) => known == name,
            (None, Some(service)) => {
                let found = directory.services.find(|known| known.name == service.as_str());
                found.is_some_and(|(_, service)| service.cards.contains(&card))
            }
            (None, None) => false,
        })
    };
    for card in interview.pack().content().cards.ids() {
        let name = interview.pack().card(card).and_then(|card| Code::new(&card.name).ok());
        let says = matches!(interview.outcome(card), Outcome::Likely | Outcome::Possible | Outcome::Hold);
        if let Some(name) = name
            && (written.contains(&&About::Card(name.clone())) || (says && !covered(&all, card, &name)))
        {
            add(&mut all, About::Card(name));
        }
    }
    for about in written {
        add(&mut all, about.clone());
    }
    let last = |about: &About| {
        let rounds = states.iter().filter(|state| state.line.about == *about);
        rounds.max_by_key(|state| state.line.round).cloned()
    };
    let row = |about: About| {
        let state = last(&about);
        Row { line: state.as_ref().map_or_else(|| Line::first(about), |state| state.line.clone()), state }
    };
    all.into_iter().map(row).collect()
}

/// Whether a plan for after coming home makes sense: the person came home, or thinks of going.
#[must_use]
pub fn speaks_of_home(interview: &Interview) -> bool {
    let came_home = interview.said_option("back_when").is_some_and(|when| when != "never_left");
    came_home || matches!(interview.said_option("want_return"), Some("yes" | "thinking"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::{Arc, OnceLock};

    use casework::Casework;
    use casework::entry::{Event, Happening};
    use casework::status::Status;
    use casework::words::Who;
    use dalil_tool::compile::compile_dir;
    use engine::answer::Plain;
    use engine::pack::Pack;

    use super::*;
    use crate::testing::day;

    fn pack() -> Arc<Pack> {
        static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
        Arc::clone(PACK.get_or_init(|| Arc::new(compile_dir(&folder).unwrap().pack)))
    }

    /// Somebody from another country in Egypt who needs things, and what else they say.
    fn somebody(more: &[(&str, &str)]) -> Interview {
        let pack = pack();
        let mut interview = Interview::new(&pack, day(25));
        let said = [("help_today", "things"), ("host_country", "EG"), ("nationality", "NG"), ("food", "some_days")];
        for (question, option) in said.iter().chain(more) {
            let id = pack.question_named(question).unwrap();
            let asked = pack.question(id).unwrap();
            let one = asked.accept(&Plain::Word((*option).to_owned()));
            let answer = one.or_else(|_| asked.accept(&Plain::Words(vec![(*option).to_owned()]))).unwrap();
            interview.answer(id, answer);
        }
        interview
    }

    fn service(name: &str) -> About {
        About::Service(Code::new(name).unwrap())
    }

    fn card(name: &str) -> About {
        About::Card(Code::new(name).unwrap())
    }

    fn written(all: &[(Line, Status)]) -> Casework {
        let mut work = Casework::default();
        for (line, status) in all {
            let happening = Happening { on: day(5), event: Event::Status(line.clone(), *status) };
            work.write(day(5), Who::new("Amal").unwrap(), happening, None).unwrap();
        }
        work
    }

    fn abouts(rows: &[Row]) -> Vec<About> {
        rows.iter().map(|row| row.line.about.clone()).collect()
    }

    #[test]
    fn a_card_that_says_something_has_a_line_and_one_that_does_not_has_none() {
        let interview = somebody(&[]);
        let shown = rows(&interview, Casework::default().history());
        let pack = pack();
        for id in pack.content().cards.ids() {
            let says = matches!(interview.outcome(id), Outcome::Likely | Outcome::Possible | Outcome::Hold);
            let about = card(&pack.card(id).unwrap().name);
            assert_eq!(abouts(&shown).contains(&about), says, "{about:?}");
        }
        assert!(!shown.is_empty() && shown.iter().all(|row| row.state.is_none() && row.line.round == 1));
    }

    #[test]
    fn a_card_that_a_service_stands_for_has_no_line_of_its_own() {
        let interview = somebody(&[]);
        assert!(abouts(&rows(&interview, Casework::default().history())).contains(&card("DIRECT")));
        let work = written(&[(Line::first(service("eg_iom")), Status::Referred)]);
        let shown = abouts(&rows(&interview, work.history()));
        assert!(shown.contains(&service("eg_iom")) && !shown.contains(&card("DIRECT")));
    }

    #[test]
    fn every_line_of_the_history_is_shown_in_its_last_round_also_when_the_content_does_not_know_it() {
        let first = Line::first(service("gone_by_now"));
        let work = written(&[
            (first.clone(), Status::Given),
            (first.clone(), Status::Closed),
            (first.again(), Status::Referred),
            (Line::first(card("OLD")), Status::Referred),
        ]);
        let nobody = Interview::new(&pack(), day(25));
        let shown = rows(&nobody, work.history());
        let row = shown.iter().find(|row| row.line.about == first.about).unwrap();
        assert_eq!((row.line.round, row.state.as_ref().unwrap().status), (2, Some(Status::Referred)));
        assert_eq!(abouts(&shown).iter().filter(|about| **about == first.about).count(), 1);
        assert!(abouts(&shown).contains(&card("OLD")));
    }

    #[test]
    fn a_plan_makes_sense_for_who_came_home_or_thinks_of_going() {
        let home = [("help_today", "cameback"), ("nationality", "EG")];
        let says = |more: &[(&str, &str)]| speaks_of_home(&somebody(&[&home, more].concat()));
        assert!(says(&[("back_when", "lt3m")]) && says(&[("back_when", "gt2y")]));
        assert!(!says(&[]) && !says(&[("back_when", "never_left")]));
        let wants = |answer| speaks_of_home(&somebody(&[("help_today", "home"), ("want_return", answer)]));
        assert!(wants("yes") && wants("thinking") && !wants("no"));
    }
}
