//! What goes into a packet of the pack that ships, and what comes out of it: here, and at a desk with other content.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use engine::answer::{Answer, Plain};
use engine::id::Table;
use engine::pack::{Pack, Structure};
use engine::question::{Kind, Part};
use engine::referral::Referral;
use proptest::prelude::*;
use vault::packet::Packet;
use vault::packet::content::{Content, LeftOut, PERSON};
use vault::packet::key::PrivateKey;
use vault::parts::{Collector, Progress, Surface, cut};
use vault::testing::{Soft, now};

use support::anybody::people;
use support::{Person, id, pack};

fn content_of(person: &Person) -> Content {
    Content::of(&person.0, "K7M4-QX2P", "ar")
}

/// A referral with the lines of each part in the pack's order.
fn sorted(mut referral: Referral) -> Referral {
    referral.parts.iter_mut().for_each(|(_, lines)| lines.sort_by_key(|line| line.question));
    referral
}

/// A person who wants a paper, and what they tick for it.
fn handing_over(parts: &[&str]) -> Person {
    Person::quiet()
        .says("want_paper", "yes")
        .says("ref_name", "Amina")
        .says("contact_how", "call")
        .says("contact_value", "0100 000")
        .says_all("share_to", &["eg_iom"])
        .says_all("not_share", &["embassy", "family"])
        .says("consent_by", "self")
        .says_all("share_parts", parts)
}

/// The pack as another desk might have it.
fn other_pack(change: impl FnOnce(&mut Structure)) -> Arc<Pack> {
    let mut structure = pack().content().clone();
    change(&mut structure);
    let other = Pack::link(structure, "00".repeat(32)).unwrap();
    other.set_directory(pack().directory().clone());
    Arc::new(other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_anybody_agreed_to_comes_out_as_it_went_in(person in people()) {
        let content = content_of(&person);
        let read = Content::read(&content.to_string()).unwrap();
        prop_assert_eq!(&read, &content);
        let understood = read.against(&pack());
        prop_assert_eq!(understood.left_out, Vec::new());
        prop_assert!(understood.same_pack);
        prop_assert_eq!(sorted(understood.referral), sorted(person.0.referral()));
        for line in &understood.person {
            prop_assert_eq!(Some(&line.answer), person.0.said(line.question));
        }
    }

    #[test]
    fn a_part_that_is_not_ticked_is_nowhere_in_a_packet(person in people()) {
        let content = content_of(&person);
        let ticked = person.0.shared_parts();
        let pack = pack();
        for (name, _) in &content.answers {
            let part = pack.question(id(name)).unwrap().part;
            prop_assert!(part.is_some_and(|part| ticked.contains(&part)), "{name}");
        }
        let kept: Vec<&str> = ticked.iter().map(|part| part.name()).collect();
        prop_assert!(content.parts.iter().all(|part| kept.contains(&part.as_str())));
        prop_assert!(content.person.iter().all(|(name, _)| PERSON.contains(&name.as_str())));
    }

    #[test]
    fn no_text_brings_anything_down(text in r#"\{"format":[0-9]{1,3}.{0,80}|\PC{0,80}"#) {
        let _ = Content::read(&text);
    }
}

#[test]
fn a_person_who_wants_no_paper_hands_over_nothing() {
    let content = content_of(&Person::quiet());
    assert_eq!((content.answers.len(), content.person.len(), content.to.len(), content.parts.len()), (0, 0, 0, 0));
    assert_eq!(content.consent_by, None);
}

#[test]
fn what_was_said_of_danger_stays_out_of_every_word_of_a_packet_unless_it_is_ticked() {
    let person = handing_over(&["about"]).says("papers_kept", "yes");
    let without = content_of(&person).to_string();
    let asked = pack();
    let of_safety = asked.content().questions.iter().filter(|(_, question)| question.part == Some(Part::Safety));
    for (_, question) in of_safety {
        assert!(!without.contains(&format!("\"{}\"", question.name)), "{}", question.name);
    }
    assert!(
        without.contains("\"consent\":{\"by\":\"self\",\"not_share\":[\"embassy\",\"family\"],\"parts\":[\"about\"]}")
    );
    let with = content_of(&handing_over(&["about", "safety"]).says("papers_kept", "yes")).to_string();
    assert!(with.contains("\"papers_kept\""), "the same question is there when its part is ticked: {with}");
}

#[test]
fn what_the_person_wrote_for_the_referral_is_in_it() {
    let content = content_of(&handing_over(&["about"]));
    let said = |name: &str| content.person.iter().find(|(known, _)| known == name).map(|(_, said)| said.clone());
    assert_eq!(said("ref_name"), Some(Plain::Word("Amina".to_owned())));
    assert_eq!(said("contact_value"), Some(Plain::Word("0100 000".to_owned())));
    assert_eq!(content.to, ["eg_iom"]);
    let myself = handing_over(&["about"]).says("contact_how", "myself");
    let content = content_of(&myself).to_string();
    assert!(!content.contains("0100 000"), "a question that is no longer asked is not handed over: {content}");
}

#[test]
fn at_a_desk_with_other_content_what_still_means_the_same_is_read_and_the_rest_is_named() {
    let person = handing_over(&["about", "family", "needs"]);
    let content = content_of(&person);
    let lost = content.answers.iter().find(|(name, _)| pack().question(id(name)).unwrap().kind == Kind::One).unwrap();
    let (lost, said) = lost.clone();
    let Plain::Word(option) = &said else { panic!("{said:?}") };

    let without_question = other_pack(|it| it.questions.get_mut(id(&lost)).unwrap().name = "renamed".to_owned());
    let understood = content.against(&without_question);
    assert_eq!(understood.left_out, [LeftOut::Question { question: lost.clone(), said: said.clone() }]);
    assert!(!understood.same_pack);

    let without_option = other_pack(|it| {
        let question = it.questions.get_mut(id(&lost)).unwrap();
        let renamed = question.options.iter().map(|(_, choice)| {
            let mut choice = choice.clone();
            if choice.name == *option {
                choice.name = "renamed".to_owned();
            }
            choice
        });
        question.options = Table::new(renamed.collect());
    });
    let understood = content.against(&without_option);
    assert_eq!(understood.left_out, [LeftOut::Choice { question: id(&lost), option: option.clone() }]);
    let lines = |referral: &Referral| referral.parts.iter().map(|(_, lines)| lines.len()).sum::<usize>();
    assert_eq!(lines(&understood.referral) + 1, lines(&person.0.referral()), "all others are read");
}

#[test]
fn of_several_options_those_that_are_still_there_are_kept() {
    let mut content = content_of(&handing_over(&["needs"]));
    let pack = pack();
    let many = |(_, question): &(_, &engine::question::Question)| {
        question.part == Some(Part::Needs) && matches!(question.kind, Kind::Many { max_choices: None })
    };
    let (question, asked) = pack.content().questions.iter().find(many).unwrap();
    let (first, choice) = asked.options.iter().find(|(_, choice)| !choice.alone).unwrap();
    let said = Plain::Words(vec!["gone".to_owned(), choice.name.clone()]);
    content.answers = vec![(asked.name.clone(), said)];
    let understood = content.against(&pack);
    assert_eq!(understood.left_out, [LeftOut::Choice { question, option: "gone".to_owned() }]);
    assert_eq!(understood.referral.parts[0].1[0].answer, Answer::Many(vec![first]));

    content.answers = vec![(asked.name.clone(), Plain::Words(vec!["gone".to_owned()]))];
    let understood = content.against(&pack);
    assert_eq!(understood.left_out, [LeftOut::Choice { question, option: "gone".to_owned() }]);
    assert!(understood.referral.parts.is_empty());
}

#[test]
fn what_nobody_could_have_said_is_named_and_not_put_right() {
    let pack = pack();
    let asked = |wanted: &dyn Fn(&engine::question::Question) -> bool| {
        let (id, question) = pack.content().questions.iter().find(|(_, it)| it.part.is_some() && wanted(it)).unwrap();
        (id, question.name.clone())
    };
    let (number, number_name) = asked(&|it| matches!(it.kind, Kind::Number { .. }));
    let alone = |it: &engine::question::Question| {
        matches!(it.kind, Kind::Many { .. }) && it.options.iter().any(|(_, choice)| choice.alone)
    };
    let (many, many_name) = asked(&alone);
    let names = |alone: bool| {
        let options = &pack.question(many).unwrap().options;
        options.iter().find(|(_, choice)| choice.alone == alone).unwrap().1.name.clone()
    };
    let both = Plain::Words(vec![names(true), names(false)]);
    let mut content = content_of(&handing_over(&["about"]));
    content.answers = vec![
        (number_name, Plain::Number(1_000_000)),
        (many_name, both.clone()),
        ("share_parts".to_owned(), Plain::Words(vec!["about".to_owned()])),
    ];
    content.to = vec!["nobody".to_owned(), "eg_iom".to_owned(), "eg_iom".to_owned()];
    content.requested = vec!["NOTHING".to_owned()];
    content.parts = vec!["secrets".to_owned()];
    let understood = content.against(&pack);
    let expected = [
        LeftOut::Answer { question: number, said: Plain::Number(1_000_000) },
        LeftOut::Answer { question: many, said: both },
        LeftOut::Question { question: "share_parts".to_owned(), said: Plain::Words(vec!["about".to_owned()]) },
        LeftOut::Part("secrets".to_owned()),
        LeftOut::Service("nobody".to_owned()),
        LeftOut::Card("NOTHING".to_owned()),
    ];
    assert_eq!(understood.left_out, expected);
    assert_eq!(understood.referral.to.len(), 1);
    assert!(understood.referral.parts.is_empty());
}

#[test]
fn a_referral_goes_from_a_phone_to_a_desk_over_a_few_codes_in_any_order() {
    let (phone, desk) = (Soft::default(), Soft::default());
    let (pkcs8, public) = now(PrivateKey::generate(&desk)).unwrap();
    let content = content_of(&handing_over(&["about", "family", "stay", "needs", "return"]));
    let packet = now(Packet::seal(&phone, &public, &content.to_string())).unwrap();
    for (surface, most) in [(Surface::Screen, 5), (Surface::Paper, 7)] {
        let parts = cut(&packet.to_bytes(), surface).unwrap();
        assert!(parts.len() <= most, "{} parts", parts.len());
        let mut collector = Collector::default();
        let last = parts.iter().rev().map(|part| collector.take(part).unwrap()).last();
        let Some(Progress::Whole(bytes)) = last else { panic!("{last:?}") };
        let key = now(PrivateKey::import(&desk, &pkcs8)).unwrap();
        let json = now(Packet::from_bytes(&bytes).unwrap().open(&desk, &key)).unwrap();
        assert_eq!(Content::read(&json).unwrap(), content);
    }
}
