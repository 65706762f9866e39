//! Parses JSON text to a tree.
//!
//! `serde_json` validates the text; a second scan finds the spans, which `serde_json` does not
//! report.

use super::span::Lines;
use super::syntax_error::SyntaxError;
use super::tree::{Builder, ScalarForm, Tree};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Parses JSON.
pub(super) fn read(text: &Arc<str>) -> Result<Tree, Vec<SyntaxError>> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        // Parsing to a `Value` is slower, but has better error messages.
        let error = serde_json::from_str::<Value>(text).err().unwrap_or(error);
        return Err(vec![syntax_error(text, &error)]);
    }
    let mut scanner = Scanner {
        text,
        at: 0,
        builder: Builder::new(text),
    };
    scanner.run().map_err(|problem| vec![problem])?;
    Ok(scanner.builder.finish())
}

fn syntax_error(text: &str, error: &serde_json::Error) -> SyntaxError {
    let end = Lines::of(text)
        .offset(error.line(), error.column())
        .min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if message.starts_with("recursion limit") {
        return SyntaxError::too_deep(String::new(), end..end);
    }
    let help = if text
        .get(end..)
        .is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*"))
    {
        "remove the comment, or move the text into a `description`; JSON has no comments"
    } else if error.is_eof() {
        "close the open brackets and quotes; the file may be truncated"
    } else if message == "trailing comma" {
        "remove the comma before this bracket"
    } else {
        "check the commas, quotes and brackets at this position and just before"
    };
    let width = text
        .get(end..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    SyntaxError::new(
        "json-syntax",
        ("", end..end + width),
        format!("invalid JSON: {message}"),
        help,
    )
}

/// A scanner for valid JSON. Invalid text would give a wrong tree, but no panic.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    builder: Builder,
}

impl<'t> Scanner<'t> {
    fn run(&mut self) -> Result<(), SyntaxError> {
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

    fn string(&mut self, start: usize) -> Result<(), SyntaxError> {
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
        self.builder.scalar(span, text, ScalarForm::String);
        Ok(())
    }

    fn unescape(&self, span: &Range<usize>) -> Result<Cow<'t, str>, SyntaxError> {
        let quoted = &self.text[span.clone()];
        if !quoted.contains('\\') {
            return Ok(Cow::Borrowed(quoted.trim_matches('"')));
        }
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| {
            SyntaxError::new(
                "json-syntax",
                (self.builder.pointer(), span.clone()),
                "unpaired surrogate in a `\\u` escape",
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
        self.builder.scalar(
            start..self.at,
            Cow::Borrowed(&rest[..end]),
            ScalarForm::Literal,
        );
    }
}
