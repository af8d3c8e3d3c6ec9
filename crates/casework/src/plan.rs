//! The plan for after coming home. Reintegration has three dimensions: economic, social and psychosocial.

use engine::date::Date;
use serde::{Deserialize, Serialize};

use crate::date;
use crate::words::{Note, Who};

/// The most steps of a plan.
pub const MOST: usize = 60;

/// What a person who came home, or will go, wants to do, and who helps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its steps, in the order that the person chose; at most [`MOST`].
    pub steps: Vec<PlanStep>,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// What it is part of.
    pub dimension: Dimension,
    /// What will be done.
    pub what: Note,
    /// Who does it or helps with it.
    pub who: Option<Who>,
    /// By when.
    #[serde(with = "date::or_none")]
    pub due: Option<Date>,
    /// The day on which it was done.
    #[serde(with = "date::or_none")]
    pub done: Option<Date>,
}

/// A dimension of reintegration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// Work, training, a business.
    Economic,
    /// Housing, school, health care, papers.
    Social,
    /// Family, feelings, life with others.
    Psychosocial,
}

impl Dimension {
    /// All dimensions, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Economic, Self::Social, Self::Psychosocial];

    /// Its id. It is the end of a text key, and stands in exports: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Social => "social",
            Self::Psychosocial => "psychosocial",
        }
    }

    /// The dimension with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}

impl Plan {
    /// The steps of one dimension, in their order.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &PlanStep> {
        self.steps.iter().filter(move |step| step.dimension == dimension)
    }

    /// Whether there is no plan.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::day;

    #[test]
    fn names_lead_back_to_their_dimensions() {
        assert!(Dimension::ALL.iter().all(|it| Dimension::from_name(it.name()) == Some(*it)));
        assert_eq!(Dimension::from_name("legal"), None);
    }

    #[test]
    fn the_steps_of_a_dimension_stay_in_the_order_that_the_person_chose() {
        let step = |dimension, what| PlanStep {
            dimension,
            what: Note::new(what).unwrap(),
            who: None,
            due: Some(day(5)),
            done: None,
        };
        let plan = Plan {
            steps: vec![
                step(Dimension::Economic, "sewing machine"),
                step(Dimension::Social, "school for the children"),
                step(Dimension::Economic, "a course"),
            ],
        };
        let economic: Vec<&str> = plan.of(Dimension::Economic).map(|step| step.what.as_str()).collect();
        assert_eq!(economic, ["sewing machine", "a course"]);
        assert!(plan.of(Dimension::Psychosocial).next().is_none() && !plan.is_empty());
    }
}
