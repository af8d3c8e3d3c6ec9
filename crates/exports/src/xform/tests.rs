use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::testing::{case, ibrahim, pack, somebody};

const ID: [u8; 16] = *b"a case in a vaul";

fn written(case: &Case<'_>) -> String {
    instance(&Form::of(&pack()), case, ID).unwrap()
}

/// The nodes of a document with what stands in them, in order.
fn nodes(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(start) | Event::Empty(start) => {
                found.push((start.name().as_ref().to_owned(), String::new()));
            }
            Event::Text(text) => {
                if let Some(last) = found.last_mut() {
                    last.1.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                let words = format!("&{};", &*entity);
                found.last_mut().unwrap().1.push_str(&quick_xml::escape::unescape(&words).unwrap());
            }
            _ => {}
        }
    }
}

fn value(xml: &str, node: &str) -> String {
    nodes(xml).into_iter().find(|(name, _)| name == node).unwrap_or_else(|| panic!("no node {node}")).1
}

#[test]
fn every_question_has_its_node_in_the_forms_order() {
    let interview = somebody("{}");
    let xml = written(&case("A", &interview));
    let nodes: Vec<String> = nodes(&xml).into_iter().map(|(name, _)| name).collect();
    let questions: Vec<String> = pack().content().questions.iter().map(|(_, question)| question.name.clone()).collect();
    let named: Vec<String> = nodes.iter().filter(|node| questions.contains(node)).cloned().collect();
    assert_eq!(named, questions);
    assert_eq!(&nodes[..3], ["data", "case_code", "section_start"]);
    assert_eq!(&nodes[nodes.len() - 2..], ["meta", "instanceID"]);
}

#[test]
fn answers_are_written_as_kobo_and_odk_write_them() {
    let interview = ibrahim();
    let xml = written(&case("A-7", &interview));
    assert_eq!(value(&xml, "case_code"), "A-7");
    assert_eq!(value(&xml, "host_country"), "EG");
    assert_eq!(value(&xml, "needs"), "food rent");
    assert_eq!(value(&xml, "kids_n"), "1");
    assert_eq!(value(&xml, "function"), "skip");
    assert_eq!(value(&xml, "distress"), "");
}

#[test]
fn hostile_words_are_words() {
    let interview = somebody(r#"{ "want_paper": "yes", "ref_name": "</data><x a='1'>&amp;]]>" }"#);
    let xml = written(&case("<b>&", &interview));
    assert_eq!(value(&xml, "case_code"), "<b>&");
    assert_eq!(value(&xml, "ref_name"), "</data><x a='1'>&amp;]]>");
}

#[test]
fn what_xml_cannot_hold_is_marked_as_lost() {
    let interview = somebody(r#"{ "want_paper": "yes", "ref_name": "a\uffffb\ufffec🙂" }"#);
    let xml = written(&case("A\0\u{1b}B", &interview));
    assert_eq!(value(&xml, "ref_name"), "a\u{fffd}b\u{fffd}c🙂");
    assert_eq!(value(&xml, "case_code"), "A\u{fffd}\u{fffd}B");
}

#[test]
fn the_instance_belongs_to_the_form_that_it_is_told() {
    let interview = somebody("{}");
    let xml = written(&case("A", &interview));
    let version = format!("version=\"1.0.0-{}\"", pack().sha256().get(..8).unwrap());
    assert!(xml.contains("id=\"north-africa\"") && xml.contains(&version), "{xml}");
    let kobo = Form { id: "aK\"7".to_owned(), version: "vX".to_owned() };
    let xml = instance(&kobo, &case("A", &interview), ID).unwrap();
    assert!(xml.contains("<data id=\"aK&quot;7\" version=\"vX\">"), "{xml}");
}

#[test]
fn an_instance_has_a_uuid_of_version_8() {
    assert_eq!(instance_id([0; 16]), "uuid:00000000-0000-8000-8000-000000000000");
    assert_eq!(instance_id([0xff; 16]), "uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
    let counted: [u8; 16] = core::array::from_fn(|at| u8::try_from(at).unwrap() * 0x11);
    assert_eq!(instance_id(counted), "uuid:00112233-4455-8677-8899-aabbccddeeff");
}
