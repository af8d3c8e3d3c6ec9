//! JSON (RFC 8259) as packets and keys have it: small, read strictly, written in one way.
//!
//! Read by our own hand, because a general reader would add some 18 KB to the browser's wasm and still let through what
//! a packet must not have: a name that comes twice, a text that is half a character, one number in two spellings. What
//! is read here, `serde_json` reads to the same value; `crates/fuzz` holds the two against each other.

use core::fmt;

/// How deep values stand in each other at most.
const DEEPEST: usize = 8;
/// The most members of one object, and the most items of one list.
const MOST: usize = 1_000;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i32),
    /// A list.
    List(Vec<Json>),
    /// Members, in the order in which they stand; no two have the same name.
    Object(Vec<(String, Json)>),
    /// `null`, `true`, `false` and any other number: nothing of ours has them, but a newer format may.
    Other,
}

impl Json {
    /// Reads one value with nothing but blanks around it. `None` when the text is not one, when a name comes twice in
    /// an object, or when it is deeper or has more members than anything of ours.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(0)?;
        reader.rest.is_empty().then_some(value)
    }

    /// An object of these members.
    #[must_use]
    pub fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The member of this name, if it is an object that has it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Whether it is an object with these members and no others, in any order.
    #[must_use]
    pub fn has_only(&self, names: &[&str]) -> bool {
        let Self::Object(members) = self else { return false };
        members.len() == names.len() && names.iter().all(|name| self.member(name).is_some())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Writes it without blanks; in texts only what must be escaped is.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write_text(f, text),
            Self::Number(number) => write!(f, "{number}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    write_text(f, name)?;
                    f.write_str(":")?;
                    value.fmt(f)?;
                }
                f.write_str("}")
            }
            Self::Other => f.write_str("null"),
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control))?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip_blanks();
        let value = match self.rest.chars().next()? {
            '"' => Json::Text(self.text()?),
            '[' if depth < DEEPEST => Json::List(self.several('[', ']', |reader, _| reader.value(depth + 1))?),
            '{' if depth < DEEPEST => Json::Object(self.several('{', '}', |reader, before| {
                reader.skip_blanks();
                let name = reader.text()?;
                if before.iter().any(|(known, _): &(String, Json)| *known == name) {
                    return None;
                }
                reader.skip_blanks();
                reader.sign(':')?;
                Some((name, reader.value(depth + 1)?))
            })?),
            '-' | '0'..='9' => self.number()?,
            _ => {
                let word = self.until(|next| !next.is_ascii_lowercase());
                matches!(word, "null" | "true" | "false").then_some(Json::Other)?
            }
        };
        self.skip_blanks();
        Some(value)
    }

    /// What stands between two signs, with commas; each is given what came before it.
    fn several<T>(
        &mut self,
        open: char,
        close: char,
        mut one: impl FnMut(&mut Self, &[T]) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.sign(open)?;
        self.skip_blanks();
        let mut found = Vec::new();
        if self.sign(close).is_some() {
            return Some(found);
        }
        loop {
            if found.len() == MOST {
                return None;
            }
            let next = one(self, &found)?;
            found.push(next);
            if self.sign(close).is_some() {
                return Some(found);
            }
            self.sign(',')?;
        }
    }

    fn text(&mut self) -> Option<String> {
        self.sign('"')?;
        let mut text = String::new();
        loop {
            text.push_str(self.until(|next| matches!(next, '"' | '\\') || next < ' '));
            match self.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            same @ ('"' | '\\' | '/') => same,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.code_point(),
            _ => return None,
        })
    }

    /// The character of one escape, or of two that are a pair of surrogates; half a pair is none.
    fn code_point(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xD800..=0xDBFF).contains(&first) {
            return char::from_u32(first);
        }
        self.sign('\\')?;
        self.sign('u')?;
        let second = self.four_digits()?.checked_sub(0xDC00).filter(|second| *second < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + second)
    }

    fn four_digits(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| Some(number << 4 | self.next()?.to_digit(16)?))
    }

    fn number(&mut self) -> Option<Json> {
        let text = self.until(|next| !matches!(next, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'));
        let digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (decimal, power) =
            unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(it, power)| (it, Some(power)));
        let (whole, fraction) = decimal.split_once('.').map_or((decimal, None), |(it, fraction)| (it, Some(fraction)));
        let sound = digits(whole)
            && (whole == "0" || !whole.starts_with('0'))
            && fraction.is_none_or(digits)
            && power.is_none_or(|power| digits(power.strip_prefix(['+', '-']).unwrap_or(power)));
        if !sound {
            return None;
        }
        // A number has one spelling: `-0`, `1.0` and `1e0` are none of ours.
        let number = text.parse().ok().filter(|number: &i32| number.to_string() == text);
        Some(number.map_or(Json::Other, Json::Number))
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(sign)?;
        Some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        Some(next)
    }

    fn until(&mut self, end: impl FnMut(char) -> bool) -> &'a str {
        let (found, rest) = self.rest.split_at(self.rest.find(end).unwrap_or(self.rest.len()));
        self.rest = rest;
        found
    }
}

#[cfg(test)]
mod tests;
