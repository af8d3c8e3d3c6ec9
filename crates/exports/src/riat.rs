//! A case in the order in which RIAT asks, for a caseworker who types it there.
//!
//! RIAT is the tool with which counsellors apply for reintegration help after our referral. Its first screens ask for:
//! country of return, project, EU country, organisation, reintegration partner, type of support; then identity document,
//! signed consent sheet, identity and family composition. Source: RIAT user guide,
//! `336249.eu2.cleverreach.com/c/100356227/5e313c590-sxlbzq`; only this much of it could be read, looked at 2026-11.
//! What our questions do not ask (project, reintegration partner) is not there. `docs/exports.md` has the mapping.

use engine::answer::Answer;
use engine::id::QuestionId;
use engine::pack::Pack;
use engine::text::{Texts, plain};
use engine::wording;

use crate::csv::{finished, marked, writer};
use crate::{Case, Export, ExportError};

/// What RIAT asks for, in its order, where our questions say something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiatSection {
    /// To which country somebody goes back.
    CountryOfReturn,
    /// From which country: RIAT's *EU country*, and ours of North Africa.
    CountryOfStay,
    /// Which organisations are to help.
    Organisation,
    /// What kind of support is asked for.
    TypeOfSupport,
    /// Which papers there are.
    IdentityDocument,
    /// Who agrees, and to what.
    Consent,
    /// Who the person is, and who goes with them.
    Family,
}

impl RiatSection {
    /// All, in RIAT's order.
    pub const ALL: [Self; 7] = [
        Self::CountryOfReturn,
        Self::CountryOfStay,
        Self::Organisation,
        Self::TypeOfSupport,
        Self::IdentityDocument,
        Self::Consent,
        Self::Family,
    ];

    /// Its id.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CountryOfReturn => "country_of_return",
            Self::CountryOfStay => "country_of_stay",
            Self::Organisation => "organisation",
            Self::TypeOfSupport => "type_of_support",
            Self::IdentityDocument => "identity_document",
            Self::Consent => "consent",
            Self::Family => "family",
        }
    }

    /// The ids of the questions that say something about it, as content spells them.
    #[must_use]
    pub fn questions(self) -> &'static [&'static str] {
        match self {
            Self::CountryOfReturn => &["nationality", "go_where", "home_place"],
            Self::CountryOfStay => &["host_country", "host_city", "back_from"],
            Self::Organisation => &["share_to", "helped_by"],
            Self::TypeOfSupport => &["after_help"],
            Self::IdentityDocument => &["travel_doc", "id_proof"],
            Self::Consent => &["consent_by", "share_parts", "not_share"],
            Self::Family => &["ref_name", "age_band", "sex", "with_adult", "family_here", "kids_n", "other_parent_ok"],
        }
    }
}

/// One section with the questions of this pack; one without any is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What RIAT asks for.
    pub section: RiatSection,
    /// The questions that say something about it.
    pub questions: Vec<QuestionId>,
}

/// The sections of a pack, in RIAT's order.
#[must_use]
pub fn sections(pack: &Pack) -> Vec<Section> {
    let of = |section: RiatSection| Section {
        section,
        questions: section.questions().iter().filter_map(|name| pack.question_named(name)).collect(),
    };
    RiatSection::ALL.into_iter().map(of).filter(|section| !section.questions.is_empty()).collect()
}

/// What a case says in each section: what is asked now and answered. A section without an answer is there, and empty,
/// so that a caseworker sees what RIAT will still ask.
#[must_use]
pub fn summary(case: &Case<'_>) -> Vec<(RiatSection, Vec<(QuestionId, Answer)>)> {
    let said = |section: Section| {
        let lines = section.questions.into_iter().filter_map(|id| Some((id, case.said(id)?))).collect();
        (section.section, lines)
    };
    sections(case.interview.pack()).into_iter().map(said).collect()
}

/// The summaries of cases as CSV, for people: the case, what RIAT asks for, our question, the answer, in words. A section
/// without an answer is a row without one. `heading` says a section in the language of the texts.
///
/// # Errors
/// [`ExportError::Table`] when the table cannot be written.
pub fn table(
    export: &Export<'_>,
    texts: &Texts,
    heading: impl Fn(RiatSection) -> String,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = writer();
    let mut row = |cells: [&str; 4]| writer.write_record(cells.map(|cell| marked(cell).into_owned()));
    for case in export.cases() {
        for (section, lines) in summary(case) {
            let heading = heading(section);
            if lines.is_empty() {
                row([case.code, &heading, "", ""])?;
            }
            for (id, answer) in lines {
                let Some(question) = export.pack().question(id) else { continue };
                let label = texts.get(&format!("q.{}.label", question.name)).map(plain).unwrap_or_default();
                // The marks around somebody's own words are for a page.
                let said = wording::answer(texts, question, &answer).replace(['\u{2066}', '\u{2068}', '\u{2069}'], "");
                row([case.code, &heading, &label, &said])?;
            }
        }
    }
    finished(writer)
}

#[cfg(test)]
mod tests;
