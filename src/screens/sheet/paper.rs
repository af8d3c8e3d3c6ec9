//! The A4 referral, in the order of the inter-agency form: priority, from whom and to whom, the person, why, which
//! services, consent, and what the receiving organisation fills in.

use std::sync::Arc;

use crate::signals::prelude::*;
use engine::answer::Answer;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::question::{Kind, Part};
use engine::referral::Referral;
use engine::text::{Texts, Value, isolated};
use engine::wording;

use super::consent::consent_rows;
use super::row::{Pair, word};
use crate::components::kit::{View, el};
use crate::components::qr_code::qr_image;
use crate::components::top_bar::autonym;
use crate::session::session;
use crate::text::tables;

/// The cards whose very name says what happened: on paper they are *protection, confidential*.
const CONFIDENTIAL: [&str; 2] = ["TRAFF", "VIOL"];

/// How many rows fit two pages in the usual size in any language; with more, everything stands closer.
const ROWS_OF_TWO_PAGES: usize = 50;

/// The paper, as it will be printed, with the texts of the staff's language beside the person's.
pub(super) fn sheet(staff: Arc<Texts>) -> View {
    let session = session();
    let pair = Pair { person: tables().shown(), staff };
    let interview = session.interview().get();
    let referral = interview.referral();
    let reference = session.reference();
    let lines: Vec<_> = referral.parts.iter().flat_map(|(_, lines)| lines.clone()).collect();
    let code = vault::compact::encode(interview.pack(), &lines);
    let rows: Vec<View> = [
        head_rows(&pair, &interview, &referral),
        person_rows(&pair, &interview, &referral, &reference),
        answer_rows(&pair, &interview, &referral),
        service_rows(&pair, &interview, &referral),
        consent_rows(&pair, &interview, &referral),
    ]
    .into_iter()
    .flatten()
    .collect();
    let look = if rows.len() > ROWS_OF_TWO_PAGES { "article.sheet.sheet--full" } else { "article.sheet" };
    let repeat = el("tr.sheet__repeat").all([&pair.person, &pair.staff].map(|texts| {
        let name = el("bdi").set("lang", texts.language()).text(autonym(texts.language()));
        el("td").add(name).text(" · ").add(left_to_right(&reference))
    }));
    let table = el("table.sheet__table")
        .set("dir", pair.person.direction().name())
        .add(el("thead").add(repeat))
        .add(el("tbody").all(rows));
    el(look).id("sheet").add(head(&pair, &reference, &code)).add(table)
}

/// The title in both languages, the reference with the date, and the code to scan.
fn head(pair: &Pair, reference: &str, code: &str) -> View {
    let today = session().today().to_string();
    let title = |texts: &Arc<Texts>| el("p.sheet__title").lang(texts.language()).text(&word(texts, "form.title"));
    let known_by = el("p.sheet__reference").add(left_to_right(reference)).text(" · ").add(left_to_right(&today));
    let titles = el("div").add(title(&pair.person)).add(title(&pair.staff)).add(known_by);
    el("header.sheet__head").add(titles).add(el("div.sheet__qr").id("qr").add(qr_image(code, "form.qr")))
}

fn left_to_right(code: &str) -> View {
    el("bdi").set("dir", "ltr").text(code)
}

/// Priority, who must not see it, from whom, to whom.
fn head_rows(pair: &Pair, interview: &Interview, referral: &Referral) -> Vec<View> {
    let mut rows = Vec::new();
    if let Some((question, answer)) = &referral.not_share
        && interview.names_someone(*question, answer)
    {
        rows.extend(answered(pair, interview, *question, answer, "form.not_share"));
    }
    let priority = format!("priority.{}.name", referral.priority.name());
    rows.push(pair.line("form.priority", |texts| word(texts, &priority)));
    rows.push(pair.sentence("form.not_decision"));
    rows.push(pair.heading("form.referral"));
    rows.push(pair.blank("form.referred_by"));
    rows.push(pair.blank("form.agency_contact"));
    let services = &interview.pack().directory().services;
    let to = |texts: &Texts| {
        let names = referral.to.iter().filter_map(|id| services.get(*id));
        let names: Vec<String> = names.map(|service| word(texts, &format!("service.{}.name", service.name))).collect();
        names.join(wording::separator(texts))
    };
    rows.push(if referral.to.is_empty() { pair.blank("form.referred_to") } else { pair.line("form.referred_to", to) });
    rows
}

/// The person: a code or a name, how to talk, how to reach them.
fn person_rows(pair: &Pair, interview: &Interview, referral: &Referral, reference: &str) -> Vec<View> {
    let mut rows = vec![pair.heading("form.person")];
    match said(interview, "ref_name") {
        Some((_, Answer::Text(name))) => rows.push(pair.quote("q.ref_name.short", &name)),
        _ => rows.push(pair.line("form.code", |_| isolated(Value::Code(reference)))),
    }
    for name in ["lang_talk", "talk_with", "contact_how", "contact_value", "contact_safe"] {
        if let Some((question, answer)) = said(interview, name) {
            rows.extend(answered(pair, interview, question, &answer, &format!("q.{name}.short")));
        }
    }
    // A child's carer: what the person agreed to print, and lines for what staff must find out.
    let is_minor = interview.said_option("age_band").is_some_and(|band| matches!(band, "u15" | "15_17"));
    if is_minor && referral.parts.iter().any(|(part, _)| *part == Part::About) {
        rows.push(pair.heading("form.under_18"));
        rows.push(pair.blank("form.carer"));
        rows.push(pair.blank("form.carer_informed"));
    }
    rows
}

/// Why: the answers that may be printed, part by part.
fn answer_rows(pair: &Pair, interview: &Interview, referral: &Referral) -> Vec<View> {
    let mut rows = vec![pair.heading("form.reason")];
    rows.push(pair.sentence("form.reason_from_answers"));
    for (part, lines) in &referral.parts {
        rows.push(pair.heading(&format!("q.share_parts.o.{}", part.name())));
        for line in lines {
            let name = interview.pack().question(line.question).map(|question| question.name.clone());
            let label = format!("q.{}.short", name.unwrap_or_default());
            rows.extend(answered(pair, interview, line.question, &line.answer, &label));
        }
    }
    rows
}

/// The services that are asked for.
fn service_rows(pair: &Pair, interview: &Interview, referral: &Referral) -> Vec<View> {
    let pack = interview.pack();
    let names = |texts: &Texts| {
        let cards = referral.requested.iter().filter_map(|card| pack.card(*card));
        let mut names: Vec<String> = cards
            .map(|card| {
                let confidential = CONFIDENTIAL.contains(&card.name.as_str());
                if confidential {
                    word(texts, "form.protection_confidential")
                } else {
                    word(texts, &format!("card.{}.name", card.name))
                }
            })
            .collect();
        names.dedup();
        names.join(wording::separator(texts))
    };
    let mut rows = vec![pair.heading("form.services")];
    if !referral.requested.is_empty() {
        rows.push(pair.line("form.requested", names));
    }
    rows.push(pair.blank("form.services_given"));
    rows
}

/// A row for an answer: both sides from the same code, or the person's own words as they are.
fn answered(pair: &Pair, interview: &Interview, question: QuestionId, answer: &Answer, label: &str) -> Option<View> {
    let asked = interview.pack().question(question)?;
    Some(match (answer, &asked.kind) {
        (Answer::Text(text), Kind::Text { .. }) => pair.quote(label, text),
        _ => pair.line(label, |texts| wording::answer(texts, asked, answer)),
    })
}

/// The answer to a question of the referral.
pub(super) fn said(interview: &Interview, name: &str) -> Option<(QuestionId, Answer)> {
    let id = interview.pack().question_named(name)?;
    let answer = interview.said(id).filter(|answer| !engine::interview::is_open(answer))?;
    Some((id, answer.clone()))
}
