//! Services, countries, notices and the glossary: from rows of TOML to the engine's directory.

use std::collections::BTreeMap;
use std::path::Path;

use engine::directory::{Advisory, Channel, Contact, ContactStatus, Directory, HelpNow, Host, Notice, Service, Term};
use engine::id::{ServiceId, Table};

use crate::Finding;
use crate::source::{
    self, AdvisoriesFile, ContactRow, File, GlossaryFile, NoticesFile, ProgrammeCountriesFile, ServiceRow, ServicesFile,
};

use super::{card_ids, date, day, provenance, unique, word};

const CHANNELS: [(&str, Channel); 6] = [
    ("phone", Channel::Phone),
    ("whatsapp", Channel::Whatsapp),
    ("email", Channel::Email),
    ("address", Channel::Address),
    ("hours", Channel::Hours),
    ("web", Channel::Web),
];

const STATUSES: [(&str, ContactStatus); 3] =
    [("verified", ContactStatus::Verified), ("secondary", ContactStatus::Secondary), ("old", ContactStatus::Old)];

const GROUPS: [(&str, ()); 5] = [("people", ()), ("return", ()), ("protection", ()), ("papers", ()), ("help", ())];

/// Reads everything the pack knows about the world.
pub(super) fn read(root: &Path, cards: &[String], findings: &mut Vec<Finding>) -> Directory {
    let files: Vec<File<ServicesFile>> = source::names_in(root, "services", ".toml")
        .iter()
        .filter_map(|name| source::read(root, name, findings))
        .collect();
    let mut seen = BTreeMap::new();
    let mut services = Vec::new();
    for file in &files {
        for row in &file.content.service {
            unique(file, &row.id, "service", &mut seen, findings);
            services.push(service(file, row, cards, findings));
        }
    }
    let services = Table::new(services);
    let hosts = files.iter().map(|file| host(file, &services, findings)).collect();
    Directory {
        services,
        hosts,
        advisories: advisories(root, findings),
        notices: notices(root, cards, findings),
        glossary: glossary(root, findings),
        // Filled in with the rules.
        sources: Vec::new(),
    }
}

fn service(file: &File<ServicesFile>, row: &ServiceRow, cards: &[String], findings: &mut Vec<Finding>) -> Service {
    let places = [("emergency", HelpNow::Emergency), ("protection", HelpNow::Protection)];
    Service {
        name: row.id.get_ref().clone(),
        country: file.content.country.get_ref().clone(),
        cards: card_ids(file, &row.cards, cards, findings),
        help_now: row.help_now.as_ref().and_then(|place| word(file, place, &places, findings)),
        to_be_checked: word(file, &row.status, &[("active", false), ("check", true)], findings).unwrap_or(true),
        contacts: row.contact.iter().filter_map(|contact| contact_of(file, contact, findings)).collect(),
    }
}

fn contact_of(file: &File<ServicesFile>, row: &ContactRow, findings: &mut Vec<Finding>) -> Option<Contact> {
    let text = |placed: &source::Placed| placed.get_ref().clone();
    Some(Contact {
        channel: word(file, &row.channel, &CHANNELS, findings)?,
        value: text(&row.value),
        status: word(file, &row.status, &STATUSES, findings)?,
        label: row.label.as_ref().map(text),
        place: row.place.as_ref().map(text),
        published: row.published.as_ref().and_then(|published| date(file, published, findings)),
        source: provenance(file, &row.value, row.source.as_ref(), row.checked.as_ref(), false, findings),
    })
}

fn host(file: &File<ServicesFile>, services: &Table<ServiceId, Service>, findings: &mut Vec<Finding>) -> Host {
    let head = &file.content;
    let known: Vec<(&str, ServiceId)> = services.iter().map(|(id, service)| (service.name.as_str(), id)).collect();
    let exit_permission = head.exit_permission.as_ref().map(|exit| {
        let wanted = format!("exit.{}", head.country.get_ref());
        if *exit.text.get_ref() != wanted {
            let problem = format!("the text is named `{}`", exit.text.get_ref());
            findings.push(file.finding(exit.text.span().start, problem, format!("name it `{wanted}`")));
        }
        provenance(file, &exit.text, Some(&exit.source), Some(&exit.checked), false, findings)
    });
    Host {
        country: head.country.get_ref().clone(),
        documents: head.documents.iter().map(|document| document.get_ref().clone()).collect(),
        exit_permission,
        asylum_body: head.asylum_body.iter().filter_map(|id| word(file, id, &known, findings)).collect(),
    }
}

pub(super) fn programme_countries(root: &Path, findings: &mut Vec<Finding>) -> Vec<String> {
    let Some(file): Option<File<ProgrammeCountriesFile>> = source::read(root, "programme_countries.toml", findings)
    else {
        return Vec::new();
    };
    let mut seen = BTreeMap::new();
    let rows = file.content.country.iter().map(|row| {
        unique(&file, &row.id, "country", &mut seen, findings);
        let legs = [("sahel", ()), ("horn", ()), ("north_africa", ())];
        word(&file, &row.leg, &legs, findings);
        let (source, checked) = (row.source.as_ref(), row.checked.as_ref());
        provenance(&file, &row.id, source, checked, row.general_knowledge, findings);
        row.id.get_ref().clone()
    });
    rows.collect()
}

fn advisories(root: &Path, findings: &mut Vec<Finding>) -> Vec<Advisory> {
    let Some(file): Option<File<AdvisoriesFile>> = source::read(root, "advisories.toml", findings) else {
        return Vec::new();
    };
    date(&file, &file.content.reviewed, findings);
    let mut seen = BTreeMap::new();
    let rows = file.content.advisory.iter().map(|row| {
        unique(&file, &row.country, "advisory", &mut seen, findings);
        let (source, checked) = (row.source.as_ref(), row.checked.as_ref());
        Advisory {
            country: row.country.get_ref().clone(),
            published: row.published.as_ref().and_then(|published| date(&file, published, findings)),
            source: provenance(&file, &row.country, source, checked, row.general_knowledge, findings),
        }
    });
    rows.collect()
}

fn notices(root: &Path, cards: &[String], findings: &mut Vec<Finding>) -> Vec<Notice> {
    let Some(file): Option<File<NoticesFile>> = source::read(root, "notices.toml", findings) else {
        return Vec::new();
    };
    let mut seen = BTreeMap::new();
    let rows = file.content.notice.iter().filter_map(|row| {
        unique(&file, &row.id, "notice", &mut seen, findings);
        let (source, checked) = (row.source.as_ref(), row.checked.as_ref());
        Some(Notice {
            name: row.id.get_ref().clone(),
            country: row.country.as_ref().map(|country| country.get_ref().clone()),
            cards: card_ids(&file, &row.cards, cards, findings),
            help_now: row.help_now,
            dated: date(&file, &row.dated, findings)?,
            expires: row.expires.as_ref().and_then(|expires| day(&file, expires, findings)),
            source: provenance(&file, &row.id, source, checked, row.general_knowledge, findings),
        })
    });
    rows.collect()
}

fn glossary(root: &Path, findings: &mut Vec<Finding>) -> Vec<Term> {
    let Some(file): Option<File<GlossaryFile>> = source::read(root, "glossary.toml", findings) else {
        return Vec::new();
    };
    let mut seen = BTreeMap::new();
    let mut terms: Vec<(usize, Term)> = Vec::new();
    for row in &file.content.term {
        unique(&file, &row.id, "term", &mut seen, findings);
        if row.source.is_none() && !row.general_knowledge {
            let problem = format!("`{}` has no source", row.id.get_ref());
            findings.push(file.finding(row.id.span().start, problem, "add source = \"…\""));
        }
        word(&file, &row.group, &GROUPS, findings);
        let place = GROUPS.iter().position(|(group, ())| group == row.group.get_ref()).unwrap_or(GROUPS.len());
        terms.push((place, Term { name: row.id.get_ref().clone(), group: row.group.get_ref().clone() }));
    }
    terms.sort_by_key(|(place, _)| *place);
    terms.into_iter().map(|(_, term)| term).collect()
}
