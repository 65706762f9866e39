//! YAML text to a tree.

use super::place::Lines;
use super::problem::Problem;
use super::tree::{Builder, Form, NodeId, Tree};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Reads the one document of a text. A text without any gives an empty tree.
pub(super) fn read(text: &Arc<str>) -> Result<Tree, Vec<Problem>> {
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
            Err(error) => Err(reader.syntax(&error)),
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
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Range<usize>) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(..) => return self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                let form = form(style, tag.as_deref());
                let id = self.builder.scalar(span.clone(), text, form);
                self.name(anchor, id);
            }
            Event::SequenceStart(_, anchor, _) => {
                let id = self.builder.sequence(span.clone())?;
                self.name(anchor, id);
            }
            Event::MappingStart(_, anchor, _) => {
                let id = self.builder.mapping(span.clone())?;
                self.name(anchor, id);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // A block ends where the next thing starts: what is between is not part of it.
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

    /// Keeps what an anchor names. Its number is zero where there is none.
    fn name(&mut self, anchor: usize, id: NodeId) {
        if anchor > 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn document(&mut self, span: &Range<usize>) -> Result<(), Problem> {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        Err(Problem::new(
            "several-documents",
            ("", span.clone()),
            "a second YAML document starts here",
            "keep one document in the file; if `---` is meant as text, put it in quotes",
        ))
    }

    /// Reading goes on, so that all of them are told; a null stands in.
    fn unknown_anchor(&mut self, span: &Range<usize>) {
        let alias = self.text.get(span.clone()).unwrap_or_default();
        let name = alias.trim_start_matches('*');
        self.problems.push(Problem::new(
            "unknown-anchor",
            (self.builder.pointer(), span.clone()),
            format!("no anchor `&{name}` comes before the alias `*{name}`"),
            format!("define `&{name}` further up, or put text that starts with `*` in quotes"),
        ));
        self.builder
            .scalar(span.clone(), Cow::Borrowed(""), Form::Plain);
    }

    fn syntax(&self, error: &ScanError) -> Problem {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or_default()
            .min(self.text.len());
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let place = (self.builder.pointer(), at..at + width);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return Problem::too_deep(place.0, place.1);
        }
        let (problem, help) = explain(error.kind(), &self.text[at..]);
        let help = match error.kind() {
            ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement => format!("{help}{}", self.bracket()),
            _ => help.to_owned(),
        };
        Problem::new("yaml-syntax", place, problem, help)
    }

    /// Which bracket may have been meant to close earlier.
    fn bracket(&self) -> String {
        self.builder.innermost().map_or_else(String::new, |start| {
            let place = Lines::of(self.text).place(self.text, start..start);
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

/// Tags other than those of the core schema change nothing.
fn form(style: ScalarStyle, tag: Option<&Tag>) -> Form {
    match tag.and_then(Tag::core_suffix) {
        Some("str") => Form::Text,
        Some("null" | "bool" | "int" | "float") => Form::Plain,
        _ if style == ScalarStyle::Plain => Form::Plain,
        _ => Form::Text,
    }
}

/// What a parse error means to the author of a description, and what usually helps.
fn explain(kind: &ErrorKind, rest: &str) -> (Cow<'static, str>, &'static str) {
    let (problem, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => (
            "a tab indents this line; YAML allows spaces only",
            "replace the tabs by spaces",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => (
            "a `:` makes a key of this, but no key can stand here",
            "if it is text, put it in quotes; if it is a key, align it with the other keys of its \
             mapping",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => conflict(rest).unwrap_or((
            "this line is neither a key with a `:` nor a part of the text before it",
            "add the missing `:`, or indent the line under the key whose text it continues",
        )),
        ErrorKind::ExpectedBlockMappingKey => (
            "the indentation of this line fits no mapping around it",
            "align it with the other keys of its mapping",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            "this line stands between the elements of a list, but is none",
            "start it with `- `, or align it with the key that it belongs to",
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "the quotes that open here are never closed",
            "add the closing quote",
        ),
        ErrorKind::UnclosedFlowCollection { .. } => (
            "the bracket that opens here is never closed",
            "add the closing bracket; the file may also be cut off",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "a `,` or `}` is missing before this",
            "separate the members by commas",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::InvalidColonPlacement => (
            "a `,` or `]` is missing before this",
            "separate the elements by commas",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "YAML has no such escape sequence in double quotes",
            "write `\\\\` for a backslash, or use single quotes, in which it needs no escape",
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => (
            "a control character stands here",
            "remove it, or write it as an escape sequence in double quotes",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            let problem = format!("bare text cannot start with {character:?}");
            return (Cow::Owned(problem), "put the text in quotes");
        }
        other => {
            return (
                Cow::Owned(other.to_string()),
                "check the indentation and the quotes here",
            );
        }
    };
    (Cow::Borrowed(problem), help)
}

fn conflict(rest: &str) -> Option<(&'static str, &'static str)> {
    ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| rest.starts_with(marker))
        .then_some((
            "a conflict marker of a merge is left here",
            "settle the conflict and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ))
}
