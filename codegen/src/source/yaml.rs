//! Parses YAML text to a tree.

use super::span::Lines;
use super::syntax_error::SyntaxError;
use super::tree::{Builder, NodeId, ScalarForm, Tree};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Parses a single YAML document. Returns an empty tree for an empty text.
pub(super) fn read(text: &Arc<str>) -> Result<Tree, Vec<SyntaxError>> {
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    let mut reader = Reader {
        text,
        builder: Builder::new(text),
        ..Reader::default()
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let read = match event {
            Ok((event, span)) => reader.event(event, &range(span)),
            Err(error) => Err(reader.syntax_error(&error)),
        };
        if let Err(problem) = read {
            reader.problems.push(problem);
            break;
        }
    }
    if reader.problems.is_empty() {
        Ok(reader.builder.finish())
    } else {
        Err(reader.problems)
    }
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    builder: Builder,
    anchors: BTreeMap<usize, NodeId>,
    documents: usize,
    problems: Vec<SyntaxError>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Range<usize>) -> Result<(), SyntaxError> {
        match event {
            Event::DocumentStart(..) => return self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                let form = form(style, tag.as_deref());
                let id = self.builder.scalar(span.clone(), text, form);
                self.record_anchor(anchor, id);
            }
            Event::SequenceStart(_, anchor, _) => {
                let id = self.builder.sequence(span.clone())?;
                self.record_anchor(anchor, id);
            }
            Event::MappingStart(_, anchor, _) => {
                let id = self.builder.mapping(span.clone())?;
                self.record_anchor(anchor, id);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // The parser ends a block at the next token; exclude the white space before.
                let end = self
                    .text
                    .get(..span.end)
                    .unwrap_or_default()
                    .trim_end()
                    .len();
                self.builder.close(end);
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(target) => {
                    self.builder.alias(span.clone(), *target);
                }
                None => self.unknown_anchor(span),
            },
            Event::UnresolvedAlias(_) => self.unknown_anchor(span),
            _ => {}
        }
        Ok(())
    }

    /// Records the node of an anchor. Anchor 0 means no anchor.
    fn record_anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor > 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn document(&mut self, span: &Range<usize>) -> Result<(), SyntaxError> {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        Err(SyntaxError::new(
            "multiple-documents",
            ("", span.clone()),
            "more than one YAML document in the file",
            "keep one document, or put `---` in quotes if it is text",
        ))
    }

    /// Parsing continues with null, so that every unknown anchor is reported.
    fn unknown_anchor(&mut self, span: &Range<usize>) {
        let alias = self.text.get(span.clone()).unwrap_or_default();
        let name = alias.trim_start_matches('*');
        self.problems.push(SyntaxError::new(
            "unknown-anchor",
            (self.builder.pointer(), span.clone()),
            format!("unknown anchor: no `&{name}` before the alias `*{name}`"),
            format!(
                "define `&{name}` before the alias, or put text that starts with `*` in quotes"
            ),
        ));
        self.builder
            .scalar(span.clone(), Cow::Borrowed(""), ScalarForm::Plain);
    }

    fn syntax_error(&self, error: &ScanError) -> SyntaxError {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or_default()
            .min(self.text.len());
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let place = (self.builder.pointer(), at..at + width);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return SyntaxError::too_deep(place.0, place.1);
        }
        let (problem, help) = explain(error.kind(), &self.text[at..]);
        let help = match error.kind() {
            ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement => format!("{help}{}", self.bracket_hint()),
            _ => help.to_owned(),
        };
        SyntaxError::new("yaml-syntax", place, problem, help)
    }

    /// Suggests the bracket that may lack a closing bracket.
    fn bracket_hint(&self) -> String {
        self.builder
            .open_offset()
            .map_or_else(String::new, |start| {
                let place = Lines::of(self.text).span(self.text, start..start);
                format!(
                    ", or close the bracket that opens at line {}, column {}",
                    place.line, place.column
                )
            })
    }
}

fn range(span: Span) -> Range<usize> {
    span.byte_range().unwrap_or_default()
}

/// Only the tags of the core schema and `!`, the tag of strings, have an effect.
fn form(style: ScalarStyle, tag: Option<&Tag>) -> ScalarForm {
    if tag.is_some_and(|tag| tag.parts() == ("", "!")) {
        return ScalarForm::String;
    }
    match tag.and_then(Tag::core_suffix) {
        Some("str") => ScalarForm::String,
        Some("null" | "bool" | "int" | "float") => ScalarForm::Plain,
        _ if style == ScalarStyle::Plain => ScalarForm::Plain,
        _ => ScalarForm::String,
    }
}

/// Returns the message and the help for a parse error.
fn explain(kind: &ErrorKind, rest: &str) -> (Cow<'static, str>, &'static str) {
    let (problem, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => (
            "tab in the indentation; YAML allows only spaces",
            "replace the tabs with spaces",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => (
            "unexpected `:`; a key is not allowed here",
            "put text that contains `:` in quotes, or align the key with the other keys of the mapping",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => conflict_marker(rest)
            .unwrap_or((
                "expected a key with `:`, or a continuation of the previous line",
                "add the missing `:`, or indent the line to continue the text",
            )),
        ErrorKind::ExpectedBlockMappingKey => (
            "indentation does not match any enclosing mapping",
            "align the line with the other keys of the mapping",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            "expected a list item that starts with `- `",
            "start the line with `- `, or align it with the key that it belongs to",
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("unclosed quote", "add the closing quote")
        }
        ErrorKind::UnclosedFlowCollection { .. } => (
            "unclosed bracket",
            "add the closing bracket; the file may be truncated",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => {
            ("expected `,` or `}`", "separate the entries with commas")
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::InvalidColonPlacement => {
            ("expected `,` or `]`", "separate the items with commas")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "unknown escape sequence in double quotes",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => (
            "unexpected control character",
            "remove the character, or write it as an escape sequence in double quotes",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            let problem = format!("unquoted text cannot start with {character:?}");
            return (Cow::Owned(problem), "put the text in quotes");
        }
        kind => {
            return (
                Cow::Owned(kind.to_string()),
                "check the indentation and the quotes here",
            );
        }
    };
    (Cow::Borrowed(problem), help)
}

fn conflict_marker(rest: &str) -> Option<(&'static str, &'static str)> {
    ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| rest.starts_with(marker))
        .then_some((
            "unresolved merge conflict",
            "resolve the conflict and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ))
}
