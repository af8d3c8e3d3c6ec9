//! The one place that holds state: the interview, which screen is shown, and whether the draft is saved.

mod at_desk;
pub(crate) mod keeper;
mod keeping;
mod screen;
mod turn;
mod way;

use std::sync::Arc;

use crate::signals::prelude::*;
use engine::answer::{Answer, Plain};
use engine::card::Priority;
use engine::date::Date;
use engine::flow::Half;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::pack::Pack;
use vault::draft::{Draft, LeftOut};

use crate::browser::{clock, history, random};
use crate::text::Tables;

pub(crate) use at_desk::InHandsOf;
pub(crate) use keeping::Keeping;
use keeping::OnChange;
pub(crate) use screen::{AtDesk, Screen};
pub(crate) use turn::Turns;

/// A way round: one question is changed, what depends on it is asked, then the person is back where they were.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Detour {
    back_to: Screen,
    still_to_ask: Vec<QuestionId>,
}

/// The state of the app.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    interview: RwSignal<Interview>,
    /// The screens that were opened, the one that is shown last: what Back goes through.
    opened: RwSignal<Vec<Screen>>,
    detour: RwSignal<Option<Detour>>,
    /// What can be said of the draft.
    kept: RwSignal<Keeping>,
    /// Whom to tell of changes, once it is there.
    keeper: RwSignal<Option<OnChange>>,
    reference: RwSignal<String>,
    emergency_said: RwSignal<bool>,
    tables: Tables,
}

/// The session of this page.
pub(crate) fn session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// A session without answers, at the first screen.
    pub(crate) fn new(pack: &Arc<Pack>, tables: Tables) -> Self {
        // Without a clock the rules are read on the day the pack was made.
        let today = clock::today().unwrap_or(pack.content().date);
        let session = Self {
            interview: RwSignal::new(Interview::new(pack, today)),
            opened: RwSignal::new(vec![Self::first_screen()]),
            detour: RwSignal::new(None),
            kept: RwSignal::new(Keeping::NotAsked),
            keeper: RwSignal::new(None),
            reference: RwSignal::new(random::reference().unwrap_or_default()),
            emergency_said: RwSignal::new(false),
            tables,
        };
        history::mark(0);
        history::on_move(move |depth| session.went_to(depth));
        session
    }

    /// The interview, for those who show it.
    pub(crate) fn interview(self) -> RwSignal<Interview> {
        self.interview
    }

    /// The texts that are loaded.
    pub(crate) fn tables(self) -> Tables {
        self.tables
    }

    /// The pack that is asked from.
    pub(crate) fn pack(self) -> Arc<Pack> {
        self.interview.with_untracked(|interview| Arc::clone(interview.pack()))
    }

    /// Today.
    pub(crate) fn today(self) -> Date {
        self.interview.with_untracked(Interview::today)
    }

    /// The screen that is shown.
    pub(crate) fn screen(self) -> Screen {
        self.opened.with(|opened| opened.last().copied()).unwrap_or(Screen::Language)
    }

    /// Whether there is a screen to go back to.
    pub(crate) fn can_go_back(self) -> bool {
        self.opened.with(|opened| opened.len() > 1)
    }

    /// Whether the page could be loaded again without losing an answer: there is none, or all are saved.
    pub(crate) fn can_be_reloaded(self) -> bool {
        let none = self
            .interview
            .with(|interview| interview.pack().content().questions.ids().all(|id| interview.remembered(id).is_none()));
        // What is saved with a key in memory only ends with the page.
        none || matches!(self.keeping(), Keeping::Saved | Keeping::SavedBeside)
    }

    /// The code that a referral is known by when the person gives no name.
    pub(crate) fn reference(self) -> String {
        self.reference.get()
    }

    /// The name of the option that a shown one-choice question holds.
    pub(crate) fn said(self, question: &str) -> Option<String> {
        self.interview.with(|interview| interview.said_option(question).map(str::to_owned))
    }

    /// Whether a member of staff fills in the form.
    pub(crate) fn is_staff(self) -> bool {
        self.said("mode").as_deref() == Some("staff")
    }

    /// Opens a screen.
    pub(crate) fn open(self, screen: Screen) {
        if let Screen::Question(question) = screen {
            self.tick_at_start(question);
        }
        let depth = self.opened.with_untracked(Vec::len);
        self.opened.update(|opened| opened.push(screen));
        history::push(depth);
        self.keep();
    }

    /// Ticks what the pack ticks when a question is first shown.
    fn tick_at_start(self, question: QuestionId) {
        let pack = self.pack();
        let Some(asked) = pack.question(question).filter(|asked| !asked.ticked_at_start.is_empty()) else { return };
        if self.interview.with_untracked(|interview| interview.remembered(question).is_none()) {
            let ticked = Answer::Many(asked.ticked_at_start.clone());
            self.interview.update(|interview| {
                interview.answer(question, Some(ticked));
            });
        }
    }

    /// One screen back, as the Back key does. No answer is lost.
    pub(crate) fn back(self) {
        if self.opened.with_untracked(|opened| opened.len() > 1) {
            history::back();
        }
    }

    /// The person went back (or forward) in the history.
    fn went_to(self, depth: usize) {
        let length = self.opened.with_untracked(Vec::len);
        if depth + 1 < length {
            self.opened.update(|opened| opened.truncate(depth + 1));
            self.detour.update(|detour| {
                // Back to where the way round began ends it.
                let here = self.opened.with_untracked(|opened| opened.last().copied());
                if detour.as_ref().is_some_and(|detour| Some(detour.back_to) == here) {
                    *detour = None;
                }
            });
            self.keep();
        } else if depth >= length {
            // Forward, to a screen that is not remembered: stay, and mark the entry as what it shows.
            history::mark(length.saturating_sub(1));
        }
    }

    /// Gives, changes or takes back an answer.
    pub(crate) fn answer(self, question: QuestionId, answer: Option<Answer>) {
        let changed = self.interview.try_update(|interview| interview.answer(question, answer));
        if let Some(changes) = changed {
            self.detour.update(|detour| {
                if let Some(detour) = detour {
                    let open = &detour.still_to_ask;
                    let new: Vec<QuestionId> = changes.appeared.into_iter().filter(|id| !open.contains(id)).collect();
                    detour.still_to_ask.extend(new);
                }
            });
        }
        self.keep();
    }

    /// On from a question, whether or not it was answered.
    pub(crate) fn next(self, question: QuestionId) {
        if untrack(|| self.must_say_emergency()) {
            self.emergency_said.set(true);
            self.open(Screen::Emergency);
        } else {
            self.go_on(question);
        }
    }

    /// On from the emergency, to the question after the one that it came up at.
    pub(crate) fn go_on_after_emergency(self) {
        let question = self.opened.with_untracked(|opened| {
            opened.iter().rev().find_map(|screen| match screen {
                Screen::Question(question) => Some(*question),
                _ => None,
            })
        });
        match question {
            Some(question) => self.go_on(question),
            None => self.back(),
        }
    }

    fn go_on(self, question: QuestionId) {
        if let Some(screen) = self.next_of_detour(question) {
            self.open(screen);
            return;
        }
        let (next, half) =
            self.interview.with_untracked(|interview| (interview.next(question), interview.half(question)));
        self.open(match (next, half) {
            (Some(next), _) => Screen::Question(next),
            (None, Half::AfterResults) if self.wants_paper() => Screen::Sheet,
            (None, _) => Screen::Results,
        });
    }

    /// The next screen of a way round; `None` when there is none.
    fn next_of_detour(self, question: QuestionId) -> Option<Screen> {
        let mut detour = self.detour.get_untracked()?;
        let next = self.interview.with_untracked(|interview| {
            let open = |id: &QuestionId| *id != question && interview.is_shown(*id) && interview.said(*id).is_none();
            detour.still_to_ask.retain(open);
            let mut way = interview.way(Half::BeforeResults).chain(interview.way(Half::AfterResults));
            way.find(|id| detour.still_to_ask.contains(id))
        });
        let screen = next.map_or(detour.back_to, Screen::Question);
        self.detour.set(next.is_some().then_some(detour));
        Some(screen)
    }

    /// Asks one question again, or one that was left out, and then what depends on it; then comes back here.
    pub(crate) fn change(self, question: QuestionId) {
        let back_to = self.opened.with_untracked(|opened| opened.last().copied()).unwrap_or(Screen::Check);
        self.detour.set(Some(Detour { back_to, still_to_ask: Vec::new() }));
        self.open(Screen::Question(question));
    }

    /// The first question of a half, or where the person stopped in it.
    pub(crate) fn begin(self, half: Half) {
        self.detour.set(None);
        if let Some(question) = self.interview.with_untracked(|interview| interview.first_unanswered(half)) {
            self.open(Screen::Question(question));
        }
    }

    /// Whether the person wants a paper.
    pub(crate) fn wants_paper(self) -> bool {
        self.said("want_paper").as_deref() == Some("yes")
    }

    /// How soon somebody must act.
    pub(crate) fn priority(self) -> Priority {
        self.interview.with(Interview::priority)
    }

    /// Whether somebody must act within a day and the person has not been told yet.
    pub(crate) fn must_say_emergency(self) -> bool {
        self.priority() == Priority::Emergency && !self.emergency_said.get()
    }

    /// Whether nothing was begun yet: what was found on the device may be offered.
    fn shows_start(self) -> bool {
        matches!(self.screen_untracked(), Screen::Language | Screen::Welcome | Screen::Leaving | Screen::Resume)
    }

    fn shows(self, screen: Screen) -> bool {
        self.screen_untracked() == screen
    }

    fn screen_untracked(self) -> Screen {
        untrack(|| self.screen())
    }

    /// Starts anew at a screen, which nothing leads back from.
    pub(crate) fn start_at(self, screen: Screen) {
        self.opened.set(vec![screen]);
        history::mark(0);
    }

    /// Goes on with an interview at the end of the screens that led there: Back leads through the questions before, as
    /// if the page had never been closed.
    fn go_on_with(self, interview: Interview, reference: &str, opened: Vec<Screen>) {
        self.reference.set(reference.to_owned());
        self.interview.set(interview);
        self.emergency_said.set(true);
        let length = opened.len();
        self.opened.set(opened);
        history::mark(0);
        (1..length).for_each(history::push);
        self.keep();
    }

    /// The person does not want the draft on this device any more.
    fn disagree(self) {
        self.say("store_ok", "no");
    }

    /// Answers a question by its name with an option by its name; nothing is said where the pack has no such.
    pub(crate) fn say(self, question: &str, option: &str) {
        let pack = self.pack();
        let answer = pack.question_named(question).and_then(|id| {
            let answer = pack.question(id)?.accept(&Plain::Word(option.to_owned())).ok()??;
            Some((id, answer))
        });
        if let Some((question, answer)) = answer {
            self.answer(question, Some(answer));
        }
    }

    /// What follows today from what was kept, and what of it means nothing to the pack of today.
    pub(crate) fn read(self, draft: &Draft) -> (Interview, LeftOut) {
        let mut interview = Interview::new(&self.pack(), self.today());
        let left_out = draft.fill(&mut interview);
        (interview, left_out)
    }

    /// Forgets everything and starts clean: for a new person, or because the person wants it.
    fn start_clean(self) {
        self.clear_to(Screen::Language);
    }

    /// Forgets everything, and shows one screen that nothing leads back from.
    pub(crate) fn clear_to(self, screen: Screen) {
        let (pack, before) = self.interview.with_untracked(|i| (Arc::clone(i.pack()), i.today()));
        // A page that stays open sees more than one day.
        let today = clock::today().unwrap_or(before);
        self.interview.set(Interview::new(&pack, today));
        self.detour.set(None);
        self.emergency_said.set(false);
        self.reference.set(random::reference().unwrap_or_default());
        self.opened.set(vec![screen]);
        history::mark(0);
    }
}
