//! The compact code of a referral: every line comes back, and nothing else is taken for a code.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests; letters are ASCII")]

mod support;

use engine::answer::{Answer, Plain};
use engine::id::{Id, OptionId};
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::{Kind, Part};
use engine::referral::Line;
use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use vault::bits::{crc32, from_letters, to_letters};
use vault::compact::{CodeError, decode, encode};

use support::anybody::people;
use support::{Person, id, pack};

/// Everything a person could hand over if they agreed to every part.
fn lines_of(interview: &Interview) -> Vec<Line> {
    let mut lines: Vec<Line> = Part::ALL.into_iter().flat_map(|part| interview.lines(part)).collect();
    lines.sort_by_key(|line| line.question);
    lines
}

fn code_of(person: &Person) -> String {
    encode(&pack(), &lines_of(&person.0))
}

/// A code with other bytes, and a check that fits them.
fn rewritten(code: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = from_letters(&code[3..]).unwrap();
    bytes.truncate(bytes.len() - 4);
    change(&mut bytes);
    bytes.extend(crc32(&bytes).to_be_bytes());
    format!("DL1{}", to_letters(&bytes))
}

/// More than anybody can say: every question of every part answered, with all that can be ticked.
fn everything_said() -> Vec<Line> {
    let pack = pack();
    let questions = pack.content().questions.iter().filter(|(_, question)| question.part.is_some());
    let lines = questions.map(|(id, question)| {
        let names: Vec<String> =
            question.options.iter().filter(|(_, o)| !o.alone).map(|(_, o)| o.name.clone()).collect();
        let plain = match question.kind {
            Kind::One => Plain::Word(names.last().unwrap().clone()),
            Kind::Many { max_choices } => {
                Plain::Words(names.into_iter().take(max_choices.map_or(usize::MAX, usize::from)).collect())
            }
            Kind::Number { max, .. } => Plain::Number(max),
            Kind::Text { max_chars } => Plain::Word("ض".repeat(usize::from(max_chars))),
            Kind::Date => Plain::Word("2026-11-24".to_owned()),
        };
        Line { question: id, answer: question.accept(&plain).unwrap().unwrap() }
    });
    lines.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_of_anybody_comes_back(person in people()) {
        let lines = lines_of(&person.0);
        prop_assert_eq!(decode(&pack(), &encode(&pack(), &lines)), Ok(lines));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_person_agreed_to_comes_back_and_nothing_else(person in people()) {
        let agreed: Vec<Line> = person.0.referral().parts.into_iter().flat_map(|(_, lines)| lines).collect();
        let mut read = decode(&pack(), &encode(&pack(), &agreed)).unwrap();
        prop_assert_eq!(read.len(), agreed.len());
        read.retain(|line| !agreed.contains(line));
        prop_assert!(read.is_empty(), "{read:?}");
    }

    #[test]
    fn a_code_with_one_changed_letter_is_refused(person in people(), at in any::<usize>(), letter in "[A-Z2-7018 ]") {
        let code = code_of(&person);
        let at = at % code.len();
        prop_assume!(code[at..=at] != letter);
        let changed = format!("{}{letter}{}", &code[..at], &code[at + 1..]);
        let expected = if at < 3 { CodeError::NotACode } else { CodeError::Damaged };
        prop_assert_eq!(decode(&pack(), &changed), Err(expected));
    }

    #[test]
    fn a_code_that_was_cut_or_grew_is_damaged(person in people(), at in any::<usize>(), more in "[A-Z2-7]{1,9}") {
        let code = code_of(&person);
        let cut = &code[..3 + at % (code.len() - 3)];
        prop_assert_eq!(decode(&pack(), cut), Err(CodeError::Damaged));
        prop_assert_eq!(decode(&pack(), &format!("{code}{more}")), Err(CodeError::Damaged));
    }

    #[test]
    fn foreign_text_is_never_a_code(text in "\\PC{0,80}|DL1[A-Z2-7]{0,200}|https://\\PC{0,40}") {
        prop_assert!(matches!(decode(&pack(), &text), Err(CodeError::NotACode | CodeError::Damaged)));
    }

    #[test]
    fn bits_with_a_good_check_are_read_as_possible_answers_or_not_at_all(body in proptest::collection::vec(any::<u8>(), 0..60)) {
        let foreign = rewritten(&code_of(&Person::silent()), |bytes| {
            bytes.truncate(5);
            bytes.extend(body);
        });
        for line in decode(&pack(), &foreign).unwrap_or_default() {
            let pack = pack();
            let options = &pack.question(line.question).unwrap().options;
            prop_assert!(engine::answer::chosen(&line.answer).iter().all(|option| options.get(*option).is_some()));
        }
    }
}

#[test]
fn dont_know_and_wont_say_come_back_as_they_were_said() {
    let lines = [("exit_block", Answer::DontKnow), ("fear_return", Answer::WontSay), ("work_hard", Answer::WontSay)];
    let mut lines = lines.map(|(question, answer)| Line { question: id(question), answer });
    lines.sort_by_key(|line| line.question);
    assert_eq!(decode(&pack(), &encode(&pack(), &lines)), Ok(lines.to_vec()));
}

#[test]
fn nothing_agreed_to_is_a_code_without_answers() {
    assert_eq!(decode(&pack(), &encode(&pack(), &[])), Ok(Vec::new()));
}

#[test]
fn a_code_with_too_many_or_too_few_bits_is_damaged() {
    let code = code_of(&Person::quiet());
    let longer = rewritten(&code, |bytes| bytes.push(0));
    let shorter = rewritten(&code, |bytes| {
        bytes.pop();
    });
    for code in [longer, shorter] {
        assert_eq!(decode(&pack(), &code), Err(CodeError::Damaged));
    }
}

#[test]
fn an_answer_that_nobody_can_give_is_damaged() {
    // Both fit into the bits of their question: 31 children, the eighth of five options.
    let impossible = [("kids_n", Answer::Number(31)), ("health", Answer::One(OptionId::from_index(7)))];
    for (question, answer) in impossible {
        let code = encode(&pack(), &[Line { question: id(question), answer }]);
        assert_eq!(decode(&pack(), &code), Err(CodeError::Damaged), "{question}");
    }
}

#[test]
fn names_and_contacts_are_never_in_a_code() {
    let person = Person::quiet().says("want_paper", "yes").says("ref_name", "Amina").says("contact_value", "0100");
    let lines: Vec<Line> = pack()
        .content()
        .questions
        .ids()
        .filter_map(|question| Some(Line { question, answer: person.0.said(question)?.clone() }))
        .collect();
    let read = decode(&pack(), &encode(&pack(), &lines)).unwrap();
    for private in ["ref_name", "contact_value", "want_paper", "mode"] {
        assert!(read.iter().all(|line| line.question != id(private)), "{private}");
    }
}

#[test]
fn every_bit_that_flips_and_every_byte_that_is_cut_off_is_noticed() {
    let mut tries = 0;
    for person in [code_of(&Person::silent()), code_of(&Person::quiet()), encode(&pack(), &everything_said())] {
        let bytes = from_letters(&person[3..]).unwrap();
        let refused = |bytes: &[u8]| {
            let code = format!("DL1{}", to_letters(bytes));
            assert_eq!(decode(&pack(), &code), Err(CodeError::Damaged), "{code}");
        };
        for bit in 0..bytes.len() * 8 {
            // The bit alone, and with each of the next: two that are smudged.
            for other in bit..(bit + 14).min(bytes.len() * 8) {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                if other != bit {
                    flipped[other / 8] ^= 1 << (other % 8);
                }
                refused(&flipped);
                tries += 1;
            }
        }
        for length in 0..bytes.len() {
            refused(&bytes[..length]);
            refused(&bytes[bytes.len() - length..]);
            tries += 2;
        }
    }
    assert!(tries >= 10_000, "{tries}");
}

#[test]
fn a_code_is_read_as_scanners_give_it() {
    let code = code_of(&Person::quiet());
    let lines = lines_of(&Person::quiet().0);
    for given in [format!(" {code}\r\n"), code.to_lowercase(), format!("{code}\t")] {
        assert_eq!(decode(&pack(), &given), Ok(lines.clone()), "{given}");
    }
}

#[test]
fn a_code_of_a_newer_version_says_so() {
    let newer = rewritten(&code_of(&Person::quiet()), |bytes| bytes[0] = 2);
    assert_eq!(decode(&pack(), &newer), Err(CodeError::Newer));
}

#[test]
fn a_code_of_other_questions_says_so() {
    let other = Pack::link(pack().content().clone(), "00".repeat(32)).unwrap();
    assert_eq!(decode(&other, &code_of(&Person::quiet())), Err(CodeError::OtherPack));
}

#[test]
fn what_is_longer_than_any_qr_code_is_no_code() {
    assert_eq!(decode(&pack(), &format!("DL1{}", "A".repeat(5_000))), Err(CodeError::NotACode));
}

#[test]
fn the_longest_code_fits_a_qr_code_that_paper_and_a_cheap_camera_can_bear() {
    let code = encode(&pack(), &everything_said());
    assert_eq!(decode(&pack(), &code), Ok(everything_said()));
    assert!(QrSegment::is_alphanumeric(&code), "a byte for each letter would make it half as long again");
    let segments = [QrSegment::make_alphanumeric(&code)];
    let qr = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, None, false);
    assert!(qr.unwrap().version() <= Version::new(10), "{} letters", code.len());
}
