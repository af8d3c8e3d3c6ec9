//! A case as an instance of the pack's XForm, the XML that Kobo and ODK take as a submission.
//!
//! The form is the one that `dalil xlsform` writes and pyxform converts: a group a section, in it a node a question, the
//! code of the case before them, and `meta/instanceID` after them (ODK XForms specification, *Primary instance* and
//! *Metadata*). Every node of the form is there, in the form's order; what is not answered is empty. What XML 1.0 cannot
//! hold (U+FFFE, U+FFFF and control characters, none of which an answer keeps but the first two) is U+FFFD.

use std::borrow::Cow;

use engine::answer::Plain;
use engine::id::SectionId;
use engine::pack::Pack;
use quick_xml::Writer;
use quick_xml::events::{BytesStart, BytesText, Event};

use crate::{Case, ExportError};

/// The node that holds the code of a case.
pub const CASE_CODE: &str = "case_code";
/// How many digits of the pack's SHA-256 stand in the version of its form.
const HASH_DIGITS: usize = 8;

/// Which form an instance belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its id. Kobo gives a form an id of its own when it is deployed; ODK keeps the pack's.
    pub id: String,
    /// Its version.
    pub version: String,
}

impl Form {
    /// The form of a pack as `dalil xlsform` writes it: the pack's id; its version and the beginning of its SHA-256.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let digits: String = pack.sha256().chars().take(HASH_DIGITS).collect();
        Self { id: pack.content().id.clone(), version: format!("{}-{digits}", pack.content().version) }
    }
}

/// The node of a section: questions and sections may have the same names, nodes may not.
#[must_use]
pub fn section_node(section: &str) -> String {
    format!("section_{section}")
}

/// The id of an instance, made from an id of the case: a UUID of version 8 (RFC 9562) with these bytes, less the six
/// bits that say so. Whoever takes instances in takes each id once.
#[must_use]
pub fn instance_id(id: [u8; 16]) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = (u128::from_be_bytes(id) & !(VERSION | VARIANT)) | (0x8 << 76) | (0b10 << 62);
    let part = |shift: u32, digits: u32| (bits >> shift) & ((1 << (4 * digits)) - 1);
    let [first, second, third] = [part(96, 8), part(80, 4), part(64, 4)];
    format!("uuid:{first:08x}-{second:04x}-{third:04x}-{:04x}-{:012x}", part(48, 4), part(0, 12))
}

/// The instance of a case. `id` identifies the case, or this state of it; see [`instance_id`].
///
/// # Errors
/// [`ExportError::Xml`] when the document cannot be written.
pub fn instance(form: &Form, case: &Case<'_>, id: [u8; 16]) -> Result<String, ExportError> {
    let mut writer = Writer::new(Vec::new());
    let attributes = [("id", form.id.as_str()), ("version", form.version.as_str())];
    let root = BytesStart::new("data").with_attributes(attributes);
    writer.write_event(Event::Start(root.borrow()))?;
    node(&mut writer, CASE_CODE, case.code)?;
    sections(&mut writer, case)?;
    writer.write_event(Event::Start(BytesStart::new("meta")))?;
    node(&mut writer, "instanceID", &instance_id(id))?;
    writer.write_event(Event::End(BytesStart::new("meta").to_end()))?;
    writer.write_event(Event::End(root.to_end()))?;
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", String::from_utf8_lossy(&writer.into_inner())))
}

fn sections(writer: &mut Writer<Vec<u8>>, case: &Case<'_>) -> Result<(), ExportError> {
    let pack = case.interview.pack();
    let mut open: Option<SectionId> = None;
    let node_of = |section| pack.content().sections.get(section).map(|name| section_node(name)).unwrap_or_default();
    for (id, question) in pack.content().questions.iter() {
        if open != Some(question.section) {
            close(writer, open.map(node_of))?;
            writer.write_event(Event::Start(BytesStart::new(node_of(question.section))))?;
            open = Some(question.section);
        }
        let words = match case.said(id).map(|answer| question.plain(&answer)) {
            None => String::new(),
            Some(Plain::Word(word)) => word,
            Some(Plain::Words(words)) => words.join(" "),
            Some(Plain::Number(number)) => number.to_string(),
        };
        node(writer, &question.name, &words)?;
    }
    close(writer, open.map(node_of))
}

fn close(writer: &mut Writer<Vec<u8>>, section: Option<String>) -> Result<(), ExportError> {
    if let Some(section) = section {
        writer.write_event(Event::End(BytesStart::new(section).to_end()))?;
    }
    Ok(())
}

fn node(writer: &mut Writer<Vec<u8>>, name: &str, words: &str) -> Result<(), ExportError> {
    let element = writer.create_element(name);
    if words.is_empty() {
        element.write_empty()?;
    } else {
        element.write_text_content(BytesText::new(&in_xml(words)))?;
    }
    Ok(())
}

/// A text that XML 1.0 can hold (its production *Char*). A carriage return would be read as a line feed.
fn in_xml(text: &str) -> Cow<'_, str> {
    let fits = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(fits) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect())
}

#[cfg(test)]
mod tests;
