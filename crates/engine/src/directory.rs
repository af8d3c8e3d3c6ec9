//! What a pack knows about the world: organisations and their contacts, countries, notices, the glossary, and where
//! its rules come from. Nothing stands here without a date. No rule reads it: the first question can be asked
//! without it, so it is a file of its own in the browser.

use serde::{Deserialize, Serialize};

use crate::date::{Date, PartialDate};
use crate::id::{CardId, ServiceId, Table};

/// What a pack knows about the world.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Directory {
    /// Organisations and lines, in the order in which they are shown.
    pub services: Table<ServiceId, Service>,
    /// The countries the pack is made for.
    pub hosts: Vec<Host>,
    /// Countries to which return may be dangerous or impossible.
    pub advisories: Vec<Advisory>,
    /// Dated notices on the law.
    pub notices: Vec<Notice>,
    /// The words that are explained, in the order in which they are shown.
    pub glossary: Vec<Term>,
    /// Where each rule comes from, by its code.
    pub sources: Vec<(String, Source)>,
}

/// Where a rule, a contact or a notice comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The page or publication.
    pub name: String,
    /// When we looked.
    pub checked: PartialDate,
    /// It rests on general knowledge that a practitioner must still confirm.
    pub general_knowledge: bool,
}

/// An organisation or a line that helps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its id as content spells it (`eg_iom`).
    pub name: String,
    /// The country it works in (ISO 3166 alpha-2).
    pub country: String,
    /// The cards it is named on.
    pub cards: Vec<CardId>,
    /// Whether it is named on the page *Help now*, and where.
    pub help_now: Option<HelpNow>,
    /// We have reason to ask people to check whether it still works.
    pub to_be_checked: bool,
    /// How it can be reached; empty when we know no contact that we can vouch for.
    pub contacts: Vec<Contact>,
}

/// Where on the page *Help now* a service stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HelpNow {
    /// Police, ambulance, fire.
    Emergency,
    /// People who protect people.
    Protection,
}

/// One way to reach a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What kind of way.
    pub channel: Channel,
    /// The number or address itself.
    pub value: String,
    /// How far it can be trusted.
    pub status: ContactStatus,
    /// What it is for, as the end of a text key (`contact.label.<label>`).
    pub label: Option<String>,
    /// The town it belongs to, where a service has several.
    pub place: Option<String>,
    /// The date on the source.
    pub published: Option<PartialDate>,
    /// Where it comes from, and when we looked.
    pub source: Source,
}

/// A way to reach a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channel {
    /// A telephone number.
    Phone,
    /// A WhatsApp number.
    Whatsapp,
    /// An e-mail address.
    Email,
    /// A street address.
    Address,
    /// Opening hours.
    Hours,
    /// A web address.
    Web,
}

/// How far a contact can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContactStatus {
    /// Published by the organisation itself.
    Verified,
    /// Published by the press or a third party: *please check first*.
    Secondary,
    /// Published long ago: *please check first*.
    Old,
}

/// A country that the pack is made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// What to bring, as ends of text keys (`bring.<id>`).
    pub documents: Vec<String>,
    /// Where we know who gives exit permission from (text `exit.<country>`).
    pub exit_permission: Option<Source>,
    /// Who receives requests for asylum.
    pub asylum_body: Vec<ServiceId>,
}

/// A country to which return may be dangerous or impossible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advisory {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// The date on the source.
    pub published: Option<PartialDate>,
    /// Where it comes from.
    pub source: Source,
}

/// A dated notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id (texts `notice.<id>.title`, `.text`).
    pub name: String,
    /// The country it is about; `None`: all.
    pub country: Option<String>,
    /// The cards it is shown on.
    pub cards: Vec<CardId>,
    /// Shown on the page *Help now* too.
    pub help_now: bool,
    /// The date of what it tells.
    pub dated: PartialDate,
    /// After this day it is shown as old.
    pub expires: Option<Date>,
    /// Where it comes from.
    pub source: Source,
}

/// A word that is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its id (texts `glossary.<id>.word`, `.meaning`).
    pub name: String,
    /// The group it stands in.
    pub group: String,
}

impl Directory {
    /// The services of a card in a country, in order.
    pub fn services_for(&self, card: CardId, country: &str) -> impl Iterator<Item = (ServiceId, &Service)> {
        self.services.iter().filter(move |(_, service)| service.country == country && service.cards.contains(&card))
    }

    /// The notices of a card in a country, in order.
    pub fn notices_for(&self, card: CardId, country: &str) -> impl Iterator<Item = &Notice> {
        self.notices.iter().filter(move |notice| {
            notice.cards.contains(&card) && notice.country.as_deref().is_none_or(|about| about == country)
        })
    }

    /// The advisory about a country.
    #[must_use]
    pub fn advisory(&self, country: &str) -> Option<&Advisory> {
        self.advisories.iter().find(|advisory| advisory.country == country)
    }

    /// Where a rule comes from.
    #[must_use]
    pub fn source(&self, code: &str) -> Option<&Source> {
        self.sources.iter().find(|(of, _)| of == code).map(|(_, source)| source)
    }

    /// What we know about a country that the pack is made for.
    #[must_use]
    pub fn host(&self, country: &str) -> Option<&Host> {
        self.hosts.iter().find(|host| host.country == country)
    }
}
