//! The compact code: the answers that a person agreed to hand over, in as few letters as a QR code likes.
//!
//! `DL1` and base 32 (RFC 4648, without padding) of: version byte (1); the first four bytes of the pack's SHA-256;
//! the answers; CRC-32 (big-endian) of all bytes before it. The answers are bits, the highest first. For every
//! question of the pack that belongs to a part, in the pack's order: two bits, 0 for *not handed over*, 1 *don't
//! know*, 2 *won't say*, 3 an answer. An answer is, by the question's kind:
//!
//! | kind | bits |
//! |---|---|
//! | one | the option's position, in as many bits as the last position needs |
//! | many | one bit an option |
//! | number | the number less the smallest, in as many bits as the largest needs |
//! | text | 8 bits for the number of bytes (UTF-8), and the bytes |
//! | date | 2 bits for the precision (1 year, 2 month, 3 day), 32 bits for its first day since 1970-01-01 |
//!
//! The text is not encrypted: whoever scans the paper can read it, as they can read the paper.

use engine::answer::Answer;
use engine::date::{Date, PartialDate};
use engine::id::{Id, OptionId, QuestionId};
use engine::pack::Pack;
use engine::question::{Kind, Question};
use engine::referral::Line;
use thiserror::Error;

use crate::bits::{BitReader, BitWriter, crc32, from_letters, to_letters};

const PREFIX: &str = "DL1";
const VERSION: u8 = 1;
/// How many bytes of the pack's hash say which pack it is.
const HASH_BYTES: usize = 4;
const CRC_BYTES: usize = 4;
/// The longest code that is read: no QR code holds more letters.
const LONGEST: usize = 4_296;

/// Why a text is not a code of this pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// It does not begin as a code does, or is too long.
    #[error("this is not a code of Dalil")]
    NotACode,
    /// Letters were lost or changed, for example by a scanner with another keyboard layout.
    #[error("letters are missing or wrong: scan it again, and check the scanner's keyboard layout")]
    Damaged,
    /// A newer version wrote it.
    #[error("a newer version of Dalil wrote this code")]
    Newer,
    /// It was made with other questions.
    #[error("this code was made with another version of the questions")]
    OtherPack,
}

/// The code of some answers. Answers of questions that belong to no part are left out.
#[must_use]
pub fn encode(pack: &Pack, lines: &[Line]) -> String {
    let mut bytes = vec![VERSION];
    bytes.extend(pack_mark(pack));
    let mut writer = BitWriter::default();
    for (id, question) in coded_questions(pack) {
        let answer = lines.iter().find(|line| line.question == id).map(|line| &line.answer);
        write_answer(&mut writer, question, answer);
    }
    bytes.extend(writer.finish());
    bytes.extend(crc32(&bytes).to_be_bytes());
    format!("{PREFIX}{}", to_letters(&bytes))
}

/// The answers of a code.
///
/// # Errors
/// [`CodeError`] when it is damaged or belongs to other questions: nothing is guessed.
pub fn decode(pack: &Pack, code: &str) -> Result<Vec<Line>, CodeError> {
    let code = code.trim();
    // Some scanners give small letters.
    let (prefix, letters) = code.split_at_checked(PREFIX.len()).ok_or(CodeError::NotACode)?;
    if !prefix.eq_ignore_ascii_case(PREFIX) {
        return Err(CodeError::NotACode);
    }
    if letters.len() > LONGEST {
        return Err(CodeError::NotACode);
    }
    let bytes = from_letters(letters).ok_or(CodeError::Damaged)?;
    let (rest, crc) = bytes.split_last_chunk::<CRC_BYTES>().ok_or(CodeError::Damaged)?;
    if crc32(rest).to_be_bytes() != *crc {
        return Err(CodeError::Damaged);
    }
    let (version, rest) = rest.split_first().ok_or(CodeError::Damaged)?;
    if *version != VERSION {
        return Err(CodeError::Newer);
    }
    let (mark, rest) = rest.split_first_chunk::<HASH_BYTES>().ok_or(CodeError::Damaged)?;
    if mark.as_slice() != pack_mark(pack).as_slice() {
        return Err(CodeError::OtherPack);
    }
    let mut reader = BitReader::new(rest);
    let mut lines = Vec::new();
    for (id, question) in coded_questions(pack) {
        if let Some(answer) = read_answer(&mut reader, question).ok_or(CodeError::Damaged)? {
            // Bits can say what no person could: an option that is not there, two options that exclude each other.
            if question.accept(&question.plain(&answer)).ok().flatten().as_ref() != Some(&answer) {
                return Err(CodeError::Damaged);
            }
            lines.push(Line { question: id, answer });
        }
    }
    if reader.is_finished() { Ok(lines) } else { Err(CodeError::Damaged) }
}

fn coded_questions(pack: &Pack) -> impl Iterator<Item = (QuestionId, &Question)> {
    pack.content().questions.iter().filter(|(_, question)| question.part.is_some())
}

/// The first bytes of the pack's SHA-256.
fn pack_mark(pack: &Pack) -> Vec<u8> {
    let digits = pack.sha256().as_bytes().chunks(2).take(HASH_BYTES);
    let byte = |pair: &[u8]| core::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let mut mark: Vec<u8> = digits.map(|pair| byte(pair).unwrap_or(0)).collect();
    mark.resize(HASH_BYTES, 0);
    mark
}

/// How many bits the numbers from 0 to `largest` need.
fn width(largest: u32) -> u32 {
    u32::BITS - largest.leading_zeros()
}

fn last_option(question: &Question) -> u32 {
    u32::try_from(question.options.len().saturating_sub(1)).unwrap_or(u32::MAX)
}

fn write_answer(writer: &mut BitWriter, question: &Question, answer: Option<&Answer>) {
    let index = |id: OptionId| u32::try_from(id.index()).unwrap_or(0);
    match (answer, &question.kind) {
        (Some(Answer::DontKnow), _) => writer.write(1, 2),
        (Some(Answer::WontSay), _) => writer.write(2, 2),
        (Some(Answer::One(option)), _) => {
            writer.write(3, 2);
            writer.write(index(*option), width(last_option(question)));
        }
        (Some(Answer::Many(options)), _) => {
            writer.write(3, 2);
            for (id, _) in question.options.iter() {
                writer.write(u32::from(options.contains(&id)), 1);
            }
        }
        (Some(Answer::Number(number)), Kind::Number { min, max }) => {
            writer.write(3, 2);
            writer.write(number.abs_diff(*min), width(max.abs_diff(*min)));
        }
        (Some(Answer::Text(text)), _) => {
            let mut end = text.len().min(255);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            writer.write(3, 2);
            writer.write(u32::try_from(end).unwrap_or(0), 8);
            text.bytes().take(end).for_each(|byte| writer.write(byte.into(), 8));
        }
        (Some(Answer::Date(date)), _) => {
            let precision = match date {
                PartialDate::Year(_) => 1,
                PartialDate::Month(..) => 2,
                PartialDate::Day(_) => 3,
            };
            writer.write(3, 2);
            writer.write(precision, 2);
            writer.write(date.earliest().days().cast_unsigned(), 32);
        }
        (Some(Answer::Number(_)) | None, _) => writer.write(0, 2),
    }
}

/// The next answer: `None` when the bits are no answer to this question, `Some(None)` when none was handed over.
#[expect(clippy::option_option, reason = "damaged, absent and present are three things")]
fn read_answer(reader: &mut BitReader<'_>, question: &Question) -> Option<Option<Answer>> {
    let answer = match reader.read(2)? {
        0 => return Some(None),
        1 => Answer::DontKnow,
        2 => Answer::WontSay,
        _ => read_value(reader, question)?,
    };
    Some(Some(answer))
}

fn read_value(reader: &mut BitReader<'_>, question: &Question) -> Option<Answer> {
    match question.kind {
        Kind::One => {
            let id = OptionId::from_index(reader.read(width(last_option(question)))? as usize);
            question.options.get(id)?;
            Some(Answer::One(id))
        }
        Kind::Many { .. } => {
            let mut chosen = Vec::new();
            for id in question.options.ids() {
                if reader.read(1)? == 1 {
                    chosen.push(id);
                }
            }
            (!chosen.is_empty()).then_some(Answer::Many(chosen))
        }
        Kind::Number { min, max } => {
            let above = reader.read(width(max.abs_diff(min)))?;
            let number = min.checked_add_unsigned(above)?;
            (number <= max).then_some(Answer::Number(number))
        }
        Kind::Text { .. } => {
            let length = reader.read(8)?;
            let bytes: Option<Vec<u8>> =
                (0..length).map(|_| reader.read(8).and_then(|byte| u8::try_from(byte).ok())).collect();
            String::from_utf8(bytes?).ok().map(Answer::Text)
        }
        Kind::Date => read_date(reader).map(Answer::Date),
    }
}

fn read_date(reader: &mut BitReader<'_>) -> Option<PartialDate> {
    let precision = reader.read(2)?;
    let date = Date::from_days(reader.read(32)?.cast_signed())?;
    let text = date.to_string();
    let kept = match precision {
        1 => text.split('-').next()?,
        2 => text.rsplit_once('-')?.0,
        3 => &text,
        _ => return None,
    };
    kept.parse().ok()
}
