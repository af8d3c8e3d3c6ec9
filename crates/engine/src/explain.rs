//! Which of the person's answers stand behind a rule.

use crate::evaluate::{Sight, truth};
use crate::expression::{Condition, Mention};
use crate::id::{IdSet, QuestionId};
use crate::interview::Interview;

impl Interview {
    /// The answered questions that a true condition rests on, in the pack's order. Of alternatives only the
    /// true ones count.
    #[must_use]
    pub fn answers_behind(&self, condition: &Condition) -> Vec<QuestionId> {
        let mut found = IdSet::new();
        self.behind(condition, &mut found);
        found.iter().filter(|id| self.said(*id).is_some()).collect()
    }

    fn behind(&self, condition: &Condition, found: &mut IdSet<QuestionId>) {
        let holds = |part: &Condition| truth(part, &self.rules()).is_true();
        match condition {
            Condition::All(parts) => parts.iter().for_each(|part| self.behind(part, found)),
            Condition::Any(parts) => parts.iter().filter(|part| holds(part)).for_each(|part| self.behind(part, found)),
            Condition::Fact(fact) => {
                if let Some(fact) = self.rules().pack().content().facts.get(*fact) {
                    self.behind(&fact.when, found);
                }
            }
            Condition::CardIs(card, _) => {
                let reasons: Vec<_> = self.reasons(*card).map(|rule| &rule.when).collect();
                for when in reasons {
                    self.behind(when, found);
                }
            }
            // What speaks against something is no reason that a person would recognise.
            Condition::Not(_) => {}
            other => other.mentions(&mut |mention| {
                if let Mention::Question(id) = mention {
                    found.insert(id);
                }
            }),
        }
    }
}
