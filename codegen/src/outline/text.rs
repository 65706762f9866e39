//! Facts to lines and back.

use super::{Fact, Kind};
use serde_json::Value;

/// A line of an outline that is no fact.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// A fact as a line: `field Text.body type=String required=1 maxLength=4096`.
pub(super) fn line(fact: &Fact) -> String {
    let line = format!("{} {} {}", fact.kind.word(), path(fact), attributes(fact));
    line.trim_end().to_owned()
}

/// The path of a fact, with dots.
pub(super) fn path(fact: &Fact) -> String {
    let path: Vec<String> = fact.path.iter().map(|part| quoted(part, &['.'])).collect();
    path.join(".")
}

/// What is said of a fact, with spaces.
pub(super) fn attributes(fact: &Fact) -> String {
    let all = fact
        .attributes
        .iter()
        .map(|(name, value)| match value.as_str() {
            "" => name.clone(),
            value => format!("{name}={}", quoted(value, &[])),
        });
    all.collect::<Vec<_>>().join(" ")
}

/// Reads an outline. Lines that begin with `//` and empty ones are passed over.
///
/// # Errors
///
/// The first line that is no fact.
pub fn parse(text: &str) -> Result<Vec<Fact>, Unreadable> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("//"));
    let facts = lines.map(|(at, line)| {
        fact(line).map_err(|problem| Unreadable {
            line: at + 1,
            problem,
        })
    });
    facts.collect()
}

fn fact(line: &str) -> Result<Fact, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let kind = Kind::WORDS.iter().find(|(_, known)| *known == word);
    let Some((kind, _)) = kind else {
        return Err(format!("`{word}` is no kind of fact"));
    };
    let mut fact = Fact::new(*kind, &[]);
    let mut rest = rest;
    loop {
        let (part, after) = value(rest, &['.', ' '])?;
        fact.path.push(part);
        let Some(after) = after.strip_prefix('.') else {
            rest = after;
            break;
        };
        rest = after;
    }
    while let Some(attribute) = rest.strip_prefix(' ') {
        let end = attribute.find(['=', ' ']).unwrap_or(attribute.len());
        let (name, after) = attribute.split_at(end);
        let (said, after) = match after.strip_prefix('=') {
            Some(said) => value(said, &[' '])?,
            None => (String::new(), after),
        };
        fact.attributes.push((name.to_owned(), said));
        rest = after;
    }
    if rest.is_empty() {
        Ok(fact)
    } else {
        Err(format!("`{rest}` should be after a space"))
    }
}

/// A text as it is, or as a JSON string where it would not be read again as it is.
pub(super) fn quoted(text: &str, ends: &[char]) -> String {
    let is_plain = |character: char| {
        !character.is_whitespace()
            && !character.is_control()
            && character != '"'
            && !ends.contains(&character)
    };
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}

/// A text and what comes after it.
fn value<'t>(text: &'t str, ends: &[char]) -> Result<(String, &'t str), String> {
    if !text.starts_with('"') {
        let end = text.find(ends).unwrap_or(text.len());
        let (value, after) = text.split_at(end);
        return Ok((value.to_owned(), after));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    match values.next() {
        Some(Ok(value)) => Ok((value, &text[values.byte_offset()..])),
        _ => Err(format!("`{text}` begins no string of JSON")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let odd = Fact::new(Kind::Field, &["Text", "a.b \"c\"\n", ""])
            .with("type", "Map<String>")
            .with("optional", "")
            .with("pattern", "^a=b \\d$")
            .with("pattern", "\u{85}");
        let lines = [line(&odd), "// a word\n\nvalue A.B".into()].join("\n");
        assert_eq!(
            parse(&lines),
            Ok(vec![odd, Fact::new(Kind::Value, &["A", "B"])])
        );
    }

    #[test]
    fn a_line_that_is_no_fact_is_told() {
        for text in ["feild A", "field \"A", "field \"A\"B"] {
            assert_eq!(parse(&format!("field A\n{text}")).unwrap_err().line, 2);
        }
    }
}
