//! Prints and parses the lines of an outline.

use super::{Fact, FactKind};
use serde_json::Value;

/// An invalid line of an outline.
#[derive(Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line number, starting at 1.
    pub line: usize,
    /// The error message.
    pub problem: String,
}

/// Prints a fact: `field Text.body type=String required=1`.
pub(super) fn line(fact: &Fact) -> String {
    let line = format!("{} {} {}", fact.kind.word(), path(fact), attributes(fact));
    line.trim_end().to_owned()
}

/// The path of a fact, separated by dots.
pub(super) fn path(fact: &Fact) -> String {
    let path: Vec<String> = fact.path.iter().map(|part| quoted(part, &['.'])).collect();
    path.join(".")
}

/// The attributes of a fact, separated by spaces.
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

/// Parses an outline. Empty lines and lines that start with `//` are skipped.
///
/// # Errors
///
/// Returns the first invalid line.
pub fn parse(text: &str) -> Result<Vec<Fact>, ParseError> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("//"));
    let facts = lines.map(|(at, line)| {
        fact(line).map_err(|problem| ParseError {
            line: at + 1,
            problem,
        })
    });
    facts.collect()
}

fn fact(line: &str) -> Result<Fact, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let kind = FactKind::WORDS.iter().find(|(_, known)| *known == word);
    let Some((kind, _)) = kind else {
        return Err(format!("unknown kind of item `{word}`"));
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
        let (content, after) = match after.strip_prefix('=') {
            Some(text) => value(text, &[' '])?,
            None => (String::new(), after),
        };
        fact.attributes.push((name.to_owned(), content));
        rest = after;
    }
    if rest.is_empty() {
        Ok(fact)
    } else {
        Err(format!("expected a space before `{rest}`"))
    }
}

/// Returns a text unchanged, or as a JSON string if it contains delimiters.
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

/// Parses a value and returns the rest of the text.
fn value<'t>(text: &'t str, ends: &[char]) -> Result<(String, &'t str), String> {
    if !text.starts_with('"') {
        let end = text.find(ends).unwrap_or(text.len());
        let (value, after) = text.split_at(end);
        return Ok((value.to_owned(), after));
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    match values.next() {
        Some(Ok(value)) => Ok((value, &text[values.byte_offset()..])),
        _ => Err(format!("invalid JSON string `{text}`")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn parses_printed_facts() {
        let odd = Fact::new(FactKind::Field, &["Text", "a.b \"c\"\n", ""])
            .with("type", "Map<String>")
            .with("optional", "")
            .with("pattern", "^a=b \\d$")
            .with("pattern", "\u{85}");
        let lines = [line(&odd), "// a comment\n\nvalue A.B".into()].join("\n");
        assert_eq!(
            parse(&lines),
            Ok(vec![odd, Fact::new(FactKind::Value, &["A", "B"])])
        );
    }

    #[test]
    fn reports_invalid_line() {
        for text in ["feild A", "field \"A", "field \"A\"B"] {
            assert_eq!(parse(&format!("field A\n{text}")).unwrap_err().line, 2);
        }
    }
}
