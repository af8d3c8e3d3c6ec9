//! Tables of texts, and values that are put into them.

use engine::text::{Piece, Texts, Value, fill, isolated, pieces, placeholders, plain};

use crate::content;

/// The bytes are a table, a line of 0xFF, and a value. Nothing of a value is ever taken for a placeholder or a link, and
/// everything of a text is shown.
pub(crate) fn texts(bytes: &[u8]) {
    let (table, value) = bytes.split_at(bytes.iter().position(|byte| *byte == 0xFF).unwrap_or(bytes.len()));
    let table = String::from_utf8_lossy(table).into_owned();
    let value = String::from_utf8_lossy(value.get(1..).unwrap_or_default()).into_owned();
    let texts = Texts::read("ar", table.clone());
    for key in texts.keys() {
        let _ = texts.get(key);
        let _ = texts.fill(key, &[("name", Value::Words(&value))]);
        for count in [0, 1, 2, 3, 11, 100] {
            let _ = texts.count(key, count);
        }
    }
    for line in table.lines() {
        put_in(line, &value);
        let shown: usize = pieces(line)
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.len(),
                Piece::Term { words, term } => words.len() + term.len() + "[]()".len(),
            })
            .sum();
        assert_eq!(shown, line.len(), "every letter is in some piece");
        assert!(plain(line).len() <= line.len());
    }
}

fn put_in(line: &str, value: &str) {
    let filled = fill(line, &[("name", Value::Words(value)), ("code", Value::Code(value))]);
    let [words, code] = [isolated(Value::Words(value)), isolated(Value::Code(value))];
    let count = |wanted: &str| placeholders(line).filter(|name| *name == wanted).count();
    // A placeholder inside another's braces is words: at most as many are filled as there are.
    let most = line.len() + count("name") * words.len() + count("code") * code.len();
    assert!(filled.len() <= most, "a value is put in once for each placeholder, and never into a value");
    if count("name") + count("code") == 0 {
        assert_eq!(filled, line, "a text without placeholders stays as it is");
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let shipped = content().texts.iter().map(|(_, table)| table.iter().copied().take(3_000).collect());
    let made = [
        "a\tHello {name}, {code}\nb_one\t{count} child\nb_other\t{count} children\u{0}",
        "x\tAsk your [embassy](consulate) first. {{name}} {name\n",
        "x\t[a](b)](c) [[d](e)\n",
    ];
    let with_value =
        made.iter().map(|table| [table.as_bytes(), b"\xff", "{name} [x](y) \u{2069}\u{202e}".as_bytes()].concat());
    with_value.chain(shipped).collect()
}
