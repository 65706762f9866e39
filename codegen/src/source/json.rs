//! JSON text to a tree.
//!
//! `serde_json` decides whether the text is JSON; the walk after it finds the spans, which
//! `serde_json` does not tell.

use super::place::Lines;
use super::problem::Problem;
use super::tree::{Builder, Form, Tree};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Reads a text that is JSON.
pub(super) fn read(text: &Arc<str>) -> Result<Tree, Vec<Problem>> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        // Building a value costs more than checking the text, and tells more of what is wrong.
        let error = serde_json::from_str::<Value>(text).err().unwrap_or(error);
        return Err(vec![syntax(text, &error)]);
    }
    let mut walk = Walk {
        text,
        at: 0,
        builder: Builder::new(text),
    };
    walk.run().map_err(|problem| vec![problem])?;
    Ok(walk.builder.finish())
}

fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    let end = Lines::of(text)
        .offset(error.line(), error.column())
        .min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if message.starts_with("recursion limit") {
        return Problem::too_deep(String::new(), end..end);
    }
    let help = if text
        .get(end..)
        .is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*"))
    {
        "JSON has no comments; remove it, or move it into a `description`"
    } else if error.is_eof() {
        "the file may be cut off; close what is still open"
    } else if message == "trailing comma" {
        "remove the comma before this bracket"
    } else {
        "check the commas, quotes and brackets here and just before"
    };
    let width = text
        .get(end..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    Problem::new(
        "json-syntax",
        ("", end..end + width),
        format!("this is not JSON: {message}"),
        help,
    )
}

/// A walk over text that is known to be JSON: what the grammar forbids does not come up, and
/// nothing bad happens if it did.
struct Walk<'t> {
    text: &'t str,
    at: usize,
    builder: Builder,
}

impl<'t> Walk<'t> {
    fn run(&mut self) -> Result<(), Problem> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            self.at += 1;
            match byte {
                b'{' => {
                    self.builder.mapping(start..self.at)?;
                }
                b'[' => {
                    self.builder.sequence(start..self.at)?;
                }
                b'}' | b']' => self.builder.close(self.at),
                b'"' => self.string(start)?,
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
                _ => self.literal(start),
            }
        }
        Ok(())
    }

    fn string(&mut self, start: usize) -> Result<(), Problem> {
        let mut escaped = false;
        for byte in self.text[self.at..].bytes() {
            self.at += 1;
            match byte {
                b'\\' if !escaped => escaped = true,
                b'"' if !escaped => break,
                _ => escaped = false,
            }
        }
        let span = start..self.at;
        let text = self.unescape(&span)?;
        self.builder.scalar(span, text, Form::Text);
        Ok(())
    }

    fn unescape(&self, span: &Range<usize>) -> Result<Cow<'t, str>, Problem> {
        let quoted = &self.text[span.clone()];
        if !quoted.contains('\\') {
            return Ok(Cow::Borrowed(quoted.trim_matches('"')));
        }
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| {
            Problem::new(
                "json-syntax",
                (self.builder.pointer(), span.clone()),
                "this string holds half of a character: a `\\u` escape without its partner",
                "write both halves of the surrogate pair, or the character itself",
            )
        })
    }

    fn literal(&mut self, start: usize) {
        let rest = &self.text[start..];
        let end = rest
            .find([',', '}', ']', ' ', '\t', '\r', '\n'])
            .unwrap_or(rest.len());
        self.at = start + end;
        self.builder
            .scalar(start..self.at, Cow::Borrowed(&rest[..end]), Form::Literal);
    }
}
