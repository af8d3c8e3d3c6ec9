//! `dalil explain`: the results page as text, for people who check rules and wording away from the app.

use engine::card::{Outcome, Rule};
use engine::directory::{Contact, Service};
use engine::id::{CardId, QuestionId};
use engine::interview::Interview;
use engine::text::{Texts, Value, plain};
use engine::wording;

/// How many steps a return has.
const STEPS: usize = 13;

/// The results page of an interview in one language.
#[must_use]
pub fn page(interview: &Interview, texts: &Texts) -> String {
    Page { interview, texts }.write()
}

struct Page<'a> {
    interview: &'a Interview,
    texts: &'a Texts,
}

impl Page<'_> {
    fn write(&self) -> String {
        let priority = self.interview.priority();
        let mut lines = vec![
            format!("# {}", self.t("ui.results.title")),
            self.t("outcome.not_decision"),
            self.t("outcome.top"),
            String::new(),
            format!("## {}", self.t(&format!("priority.{}.name", priority.name()))),
            self.t(&format!("priority.{}.say", priority.name())),
        ];
        let reasons = self.interview.priority_reasons().filter(|(level, _)| *level == priority);
        lines.extend(reasons.map(|(_, code)| format!("- {}", self.t(&format!("r.{code}.because")))));
        for card in self.interview.pack().content().cards.ids() {
            if self.interview.outcome(card) != Outcome::Na {
                self.card(card, &mut lines);
            }
        }
        self.bring(&mut lines);
        self.steps(&mut lines);
        lines.push(String::new());
        lines.join("\n")
    }

    fn card(&self, card: CardId, lines: &mut Vec<String>) {
        let Some(content) = self.interview.pack().card(card) else { return };
        let outcome = self.interview.outcome(card);
        let country = self.interview.said_option("host_country").unwrap_or_default();
        let local = format!("card.{}.name.{country}", content.name);
        let name = self.texts.get(&local).map_or_else(|| self.t(&format!("card.{}.name", content.name)), plain);
        lines.extend([
            String::new(),
            format!("## {name}: {}", self.t(&format!("outcome.{}.name", outcome.name()))),
            self.t(&format!("outcome.{}.lead", outcome.name())),
        ]);
        self.reasons(card, lines);
        self.missing(card, lines);
        if matches!(outcome, Outcome::Likely | Outcome::Possible | Outcome::Hold) {
            lines.push(format!("{}: {}", self.t("ui.card.next"), self.t(&format!("card.{}.next", content.name))));
        }
        lines.extend(self.interview.notes(card).map(|rule| format!("- {}", self.t(&format!("note.{}", rule.code)))));
        let directory = &self.interview.pack().directory();
        for notice in directory.notices_for(card, country) {
            let (title, text) = (format!("notice.{}.title", notice.name), format!("notice.{}.text", notice.name));
            lines.push(format!("! {} ({}): {}", self.t(&title), notice.dated, self.t(&text)));
        }
        for (_, service) in directory.services_for(card, country) {
            self.service(service, lines);
        }
    }

    fn reasons(&self, card: CardId, lines: &mut Vec<String>) {
        let mut reasons = self.interview.reasons(card).peekable();
        if reasons.peek().is_some() {
            lines.push(format!("{}:", self.t("ui.card.why")));
        }
        for rule in reasons {
            lines.push(format!("- [{}] {}", rule.code, self.because(rule)));
            let behind = self.interview.answers_behind(&rule.when);
            lines.extend(behind.into_iter().filter_map(|id| self.own_answer(id)));
        }
    }

    fn because(&self, rule: &Rule) -> String {
        let country = self.interview.said_option("nationality");
        let advisory = country.and_then(|country| self.interview.pack().directory().advisory(country));
        let date = advisory.map(|advisory| advisory.published.unwrap_or(advisory.source.checked).to_string());
        let values = [("date", Value::Code(date.as_deref().unwrap_or_default()))];
        self.texts.fill(&format!("r.{}.because", rule.code), &values).map(|text| plain(&text)).unwrap_or_default()
    }

    fn own_answer(&self, id: QuestionId) -> Option<String> {
        let question = self.interview.pack().question(id)?;
        let answer = wording::answer(self.texts, question, self.interview.said(id)?);
        Some(format!("    {}: {answer}", self.t(&format!("q.{}.short", question.name))))
    }

    fn missing(&self, card: CardId, lines: &mut Vec<String>) {
        let missing = self.interview.missing(card);
        if !missing.is_empty() {
            lines.push(format!("{}:", self.t("ui.card.missing")));
        }
        for id in missing {
            let Some(question) = self.interview.pack().question(id) else { continue };
            lines.push(format!("- {}", self.t(&format!("q.{}.short", question.name))));
            for (option, outcome) in self.interview.what_if(card, id) {
                let answer = wording::option(self.texts, question, option);
                let outcome = self.t(&format!("outcome.{}.name", outcome.name()));
                let values = [("answer", Value::Words(&answer)), ("outcome", Value::Words(&outcome))];
                lines.push(format!("    {}", self.texts.fill("ui.card.what_if", &values).unwrap_or_default()));
            }
        }
    }

    fn service(&self, service: &Service, lines: &mut Vec<String>) {
        let what = self.t(&format!("service.{}.what", service.name));
        lines.push(format!("* {}: {what}", self.t(&format!("service.{}.name", service.name))));
        if service.to_be_checked {
            lines.push(format!("    ! {}", self.t(&format!("service.{}.warning", service.name))));
        }
        if service.contacts.is_empty() {
            lines.push(format!("    {}", self.t("contact.none")));
        }
        lines.extend(service.contacts.iter().map(|contact| self.contact(contact)));
    }

    fn contact(&self, contact: &Contact) -> String {
        let status = match contact.status {
            engine::directory::ContactStatus::Verified => "contact.status.verified",
            engine::directory::ContactStatus::Secondary => "contact.status.secondary",
            engine::directory::ContactStatus::Old => "contact.status.old",
        };
        let checked = contact.source.checked.to_string();
        let checked = self.texts.fill("ui.checked_on", &[("date", Value::Code(&checked))]).unwrap_or_default();
        format!("    {} ({} {checked})", contact.value, self.t(status))
    }

    fn bring(&self, lines: &mut Vec<String>) {
        let country = self.interview.said_option("host_country").unwrap_or_default();
        let Some(host) = self.interview.pack().directory().host(country) else { return };
        lines.extend([String::new(), format!("## {}", self.t("ui.bring.title")), self.t("bring.intro")]);
        lines.extend(host.documents.iter().map(|document| format!("- {}", self.t(&format!("bring.{document}")))));
    }

    fn steps(&self, lines: &mut Vec<String>) {
        let card = self.interview.pack().card_named("RETURN").map(|card| self.interview.outcome(card));
        if !matches!(card, Some(Outcome::Likely | Outcome::Possible | Outcome::Hold)) {
            return;
        }
        lines.extend([String::new(), format!("## {}", self.t("ui.steps.title")), self.t("ui.steps.text")]);
        lines.extend((1..=STEPS).map(|step| {
            format!("{step}. {}: {}", self.t(&format!("step.{step}.name")), self.t(&format!("step.{step}.do")))
        }));
    }

    /// The text of a key, without links.
    fn t(&self, key: &str) -> String {
        self.texts.get(key).map_or_else(|| format!("⟨{key}⟩"), plain)
    }
}
