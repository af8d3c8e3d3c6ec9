//! From characters to a tree of terms, before anything is known of their types.

use super::{ExpressionError, Result};

/// How deep parentheses may be nested: far more than people write, far less than a stack holds.
const DEEPEST: usize = 64;

/// A piece of an expression and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) at: usize,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// `${name}`
    Name(String),
    /// `'text'`
    Text(String),
    Number(f64),
    Call(String, Vec<Term>),
    Binary(Operator, Box<(Term, Term)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Text(String),
    Number(f64),
    Word(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

/// The longest expression, in bytes.
const LONGEST: usize = 4096;

/// Reads a whole expression.
pub(super) fn read(text: &str) -> Result<Term> {
    if text.len() > LONGEST {
        return Err(ExpressionError::new(LONGEST, "the expression is too long", "give parts of it names, as facts"));
    }
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens, next: 0, end: text.len(), depth: 0 };
    let term = reader.binary(0)?;
    match reader.peek() {
        None => Ok(term),
        Some((at, _)) => {
            Err(ExpressionError::new(*at, "the expression should end here", "join parts with `and` or `or`"))
        }
    }
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let at = text.len() - rest.len();
        let Some(first) = rest.chars().next() else { return Ok(found) };
        let (token, length) = if let Some(after) = rest.strip_prefix("${") {
            let (name, _) = after.split_once('}').ok_or_else(|| {
                ExpressionError::new(at, "`${` is not closed", "write the name of a question as ${question}")
            })?;
            (Token::Name(name.trim().to_owned()), name.len() + 3)
        } else if first == '\'' || first == '"' {
            let after = rest.get(1..).unwrap_or("");
            let (words, _) = after
                .split_once(first)
                .ok_or_else(|| ExpressionError::new(at, "a text is not closed", "add the closing quotation mark"))?;
            (Token::Text(words.to_owned()), words.len() + 2)
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let digits = rest.get(..length).unwrap_or("");
            let number = digits.parse().map_err(|_| {
                ExpressionError::new(at, format!("`{digits}` is not a number"), "write it as 12 or 1.5")
            })?;
            (Token::Number(number), length)
        } else if first.is_ascii_alphabetic() {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or("");
            (word_token(word), length)
        } else {
            symbol(rest).ok_or_else(|| {
                let problem = format!("`{first}` means nothing here");
                ExpressionError::new(at, problem, "use and, or, not(…), =, !=, <, <=, >, >=, + and -")
            })?
        };
        found.push((at, token));
        rest = rest.get(length..).unwrap_or("");
    }
}

fn word_token(word: &str) -> Token {
    match word {
        "and" => Token::Operator(Operator::And),
        "or" => Token::Operator(Operator::Or),
        _ => Token::Word(word.to_owned()),
    }
}

fn symbol(rest: &str) -> Option<(Token, usize)> {
    let symbols = [
        ("!=", Token::Operator(Operator::NotEqual)),
        ("<=", Token::Operator(Operator::AtMost)),
        (">=", Token::Operator(Operator::AtLeast)),
        ("=", Token::Operator(Operator::Equal)),
        ("<", Token::Operator(Operator::Less)),
        (">", Token::Operator(Operator::Greater)),
        ("+", Token::Operator(Operator::Plus)),
        ("-", Token::Operator(Operator::Minus)),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
    ];
    symbols.into_iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, token)| (token, sign.len()))
}

struct Reader {
    tokens: Vec<(usize, Token)>,
    next: usize,
    end: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<&(usize, Token)> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Option<(usize, Token)> {
        let token = self.tokens.get(self.next).cloned();
        self.next += usize::from(token.is_some());
        token
    }

    /// Operators from the loosest level up: `or`; `and`; `=` `!=`; `<` …; `+` `-`.
    fn binary(&mut self, level: usize) -> Result<Term> {
        let Some(operators) = LEVELS.get(level) else { return self.primary() };
        let mut left = self.binary(level + 1)?;
        while let Some((_, Token::Operator(operator))) = self.peek() {
            let operator = *operator;
            if !operators.contains(&operator) {
                break;
            }
            self.next += 1;
            let right = self.binary(level + 1)?;
            left = Term { at: left.at, what: What::Binary(operator, Box::new((left, right))) };
        }
        Ok(left)
    }

    fn primary(&mut self) -> Result<Term> {
        let end = self.end;
        let Some((at, token)) = self.take() else {
            return Err(ExpressionError::new(end, "something is missing at the end", "complete the expression"));
        };
        let what = match token {
            Token::Name(name) => What::Name(name),
            Token::Text(words) => What::Text(words),
            Token::Number(number) => What::Number(number),
            Token::Open => {
                let inner = self.nested(at)?;
                self.close(at)?;
                return Ok(inner);
            }
            Token::Word(function) => What::Call(function.clone(), self.arguments(at, &function)?),
            Token::Operator(Operator::Minus) => {
                let zero = Term { at, what: What::Number(0.0) };
                What::Binary(Operator::Minus, Box::new((zero, self.deeper(at, Self::primary)?)))
            }
            Token::Operator(_) | Token::Close | Token::Comma => {
                return Err(ExpressionError::new(at, "something is missing before this", "complete the expression"));
            }
        };
        Ok(Term { at, what })
    }

    fn nested(&mut self, at: usize) -> Result<Term> {
        self.deeper(at, |reader| reader.binary(0))
    }

    fn deeper(&mut self, at: usize, read: impl FnOnce(&mut Self) -> Result<Term>) -> Result<Term> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ExpressionError::new(at, "parentheses are nested too deeply", "give parts a name as facts"));
        }
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn arguments(&mut self, at: usize, function: &str) -> Result<Vec<Term>> {
        if !matches!(self.take(), Some((_, Token::Open))) {
            let problem = format!("`{function}` is neither a text nor a question");
            let remedy = format!(
                "write '{function}' for an option, ${{{function}}} for a question, {function}(…) for a function"
            );
            return Err(ExpressionError::new(at, problem, remedy));
        }
        let mut arguments = Vec::new();
        if matches!(self.peek(), Some((_, Token::Close))) {
            self.next += 1;
            return Ok(arguments);
        }
        loop {
            arguments.push(self.nested(at)?);
            if !matches!(self.peek(), Some((_, Token::Comma))) {
                break;
            }
            self.next += 1;
        }
        self.close(at)?;
        Ok(arguments)
    }

    fn close(&mut self, opened: usize) -> Result<()> {
        match self.take() {
            Some((_, Token::Close)) => Ok(()),
            _ => Err(ExpressionError::new(opened, "a parenthesis is not closed", "add `)`")),
        }
    }
}

const LEVELS: [&[Operator]; 5] = [
    &[Operator::Or],
    &[Operator::And],
    &[Operator::Equal, Operator::NotEqual],
    &[Operator::Less, Operator::AtMost, Operator::Greater, Operator::AtLeast],
    &[Operator::Plus, Operator::Minus],
];
