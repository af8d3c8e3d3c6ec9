//! What puts words to codes: the content's names and those of whoever shows figures.

use crate::table::{Code, Heading, Kind, Names};

/// What puts words to codes.
pub trait Words {
    /// What a table is about.
    fn heading(&self, heading: Heading) -> String;
    /// A code: of an option, a card and so on where it is a [`Code::Id`]; else what this crate calls so.
    fn code(&self, names: Names, code: &Code) -> String;
    /// Everybody together.
    fn sum(&self) -> String;
    /// What stands in place of a count that is hidden.
    fn hidden(&self) -> String;
    /// Several codes that are counted together.
    fn together(&self, words: &[String]) -> String {
        words.join(" + ")
    }
}

/// The words of a row or a column.
pub fn kind_words(kind: &Kind, names: Names, words: &impl Words) -> String {
    match kind {
        Kind::Sum => words.sum(),
        Kind::Of(codes) => {
            let each: Vec<String> = codes.iter().map(|code| words.code(names, code)).collect();
            match &each[..] {
                [one] => one.clone(),
                several => words.together(several),
            }
        }
    }
}
