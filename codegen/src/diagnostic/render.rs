//! Diagnostics as text for people, in the style of rustc.

use super::{Diagnostic, Placed, Severity, in_order};
use crate::source::{Place, Source, floor};
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
    normalize_untrusted_str,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// How often one problem is shown in full.
const REPETITIONS: usize = 3;
/// How many notes of one problem are shown.
const NOTES: usize = 12;
/// Up to how many bytes a line is left for the renderer to cut. A description in JSON may be one
/// line of megabytes.
const LONG_LINE: usize = 2000;
/// How many bytes of a longer line are shown on either side of a problem.
const MARGIN: usize = 100;

/// How the text is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escapes for a terminal.
    Colour,
}

/// The diagnostics as text: errors before warnings, then in the order of the source.
///
/// A problem that repeats is shown three times; one line says how many more there are.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut total: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *total.entry(kind(diagnostic)).or_default() += 1;
    }
    let mut shown: BTreeMap<_, usize> = BTreeMap::new();
    let mut text = String::new();
    for placed in in_order(diagnostics, source) {
        let diagnostic = placed.diagnostic;
        let shown = shown.entry(kind(diagnostic)).or_default();
        *shown += 1;
        if *shown > REPETITIONS {
            continue;
        }
        text.push_str(&renderer.render(&[group(&placed)]));
        text.push('\n');
        let more = total
            .get(&kind(diagnostic))
            .map_or(0, |total| total - *shown);
        if *shown == REPETITIONS && more > 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "… and {more} more");
        }
        text.push('\n');
    }
    text
}

fn kind(diagnostic: &Diagnostic) -> (Severity, &'static str, &str) {
    (diagnostic.severity, diagnostic.code, &diagnostic.problem)
}

fn group<'a>(placed: &'a Placed<'_>) -> Group<'a> {
    let diagnostic = placed.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(harmless(&diagnostic.problem))
        .id(diagnostic.code)
        .elements(snippet(placed.place.as_ref(), placed.source));
    if !placed.pointer.is_empty() {
        group = group.element(note("at", &placed.pointer));
    }
    for text in diagnostic.notes.iter().take(NOTES) {
        group = group.element(note("note", text));
    }
    if diagnostic.notes.len() > NOTES {
        let more = diagnostic.notes.len() - NOTES;
        group = group.element(note("note", &format!("… and {more} more")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(note("help", help));
    }
    group
}

fn note<'a>(name: &'a str, text: &str) -> Element<'a> {
    Level::NOTE.with_name(name).message(harmless(text)).into()
}

fn snippet<'a>(place: Option<&Place>, source: &'a Source) -> Vec<Element<'a>> {
    let origin = Origin::path(harmless(&source.name));
    let Some(place) = place else {
        return vec![origin.into()];
    };
    let line = line(&source.text, &place.span);
    let shown = excerpt(&source.text, &line, &place.span);
    let end = place.span.end.clamp(place.span.start, shown.end);
    let span = place.span.start - shown.start..end - shown.start;
    let snippet = Snippet::source(without_c1(&source.text[shown.clone()]))
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(span));
    if shown == line {
        return vec![snippet.path(harmless(&source.name)).into()];
    }
    let origin = origin.line(place.line).char_column(place.column);
    vec![origin.into(), Padding.into(), snippet.into()]
}

/// What an input says cannot be trusted: no escape sequence in it may reach the terminal.
fn harmless(text: &str) -> String {
    without_c1(&normalize_untrusted_str(text))
}

/// Replaces the control characters that the renderer lets through by others of the same length, so
/// that spans stay right.
fn without_c1(text: &str) -> String {
    text.replace(|one| ('\u{80}'..='\u{9f}').contains(&one), "·")
}

/// The bytes of the line on which a span starts.
fn line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[span.start..].lines().next().unwrap_or_default();
    start..span.start + rest.trim_end().len()
}

/// The bytes to show of a line.
fn excerpt(text: &str, line: &Range<usize>, span: &Range<usize>) -> Range<usize> {
    if line.len() <= LONG_LINE {
        return line.clone();
    }
    let start = floor(text, span.start.saturating_sub(MARGIN)).max(line.start);
    let end = floor(text, span.start.saturating_add(MARGIN)).min(line.end);
    start..end
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn errors_come_first_and_show_where_what_and_the_way_out() {
        let source = Source::parse("api.yaml", "info:\n  title: 7\npaths:\n  /ü: {}\n").unwrap();
        let diagnostics = [
            Diagnostic::warning("odd-title", "/info/title", "the title is a number")
                .with_notes((1..=14).map(|number| format!("reason {number}")).collect()),
            Diagnostic::error("empty-path", "/paths/~1ü", "the path has no operation")
                .with_help("add a method, such as `get`"),
            Diagnostic::error("no-place", "", "the file cannot be read"),
        ];
        insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @r"
        error[no-place]: the file cannot be read
         --> api.yaml:1:1
          |
        1 | info:
          | ^^^^^

        error[empty-path]: the path has no operation
         --> api.yaml:4:3
          |
        4 |   /ü: {}
          |   ^^
          |
          = at: /paths/~1ü
          = help: add a method, such as `get`

        warning[odd-title]: the title is a number
         --> api.yaml:2:10
          |
        2 |   title: 7
          |          ^
          |
          = at: /info/title
          = note: reason 1
          = note: reason 2
          = note: reason 3
          = note: reason 4
          = note: reason 5
          = note: reason 6
          = note: reason 7
          = note: reason 8
          = note: reason 9
          = note: reason 10
          = note: reason 11
          = note: reason 12
          = note: … and 2 more
        ");
    }

    #[test]
    fn a_problem_that_repeats_is_shown_three_times() {
        let source = Source::parse("api.yaml", "[a, b, c, d, e]").unwrap();
        let mut diagnostics: Vec<_> = (0..5)
            .map(|at| Diagnostic::warning("letter", format!("/{at}"), "this is a letter"))
            .collect();
        diagnostics.push(Diagnostic::warning(
            "letter",
            "/4",
            "this is the last letter",
        ));
        insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @r"
        warning[letter]: this is a letter
         --> api.yaml:1:2
          |
        1 | [a, b, c, d, e]
          |  ^
          |
          = at: /0

        warning[letter]: this is a letter
         --> api.yaml:1:5
          |
        1 | [a, b, c, d, e]
          |     ^
          |
          = at: /1

        warning[letter]: this is a letter
         --> api.yaml:1:8
          |
        1 | [a, b, c, d, e]
          |        ^
          |
          = at: /2
        … and 2 more

        warning[letter]: this is the last letter
         --> api.yaml:1:14
          |
        1 | [a, b, c, d, e]
          |              ^
          |
          = at: /4
        ");
    }

    #[test]
    fn a_line_of_megabytes_is_cut_around_the_problem() {
        let text = format!("[{}7]", "1, ".repeat(1_000_000));
        let source = Source::parse("api.json", text).unwrap();
        let diagnostics = [Diagnostic::warning("seven", "/1000000", "this is a seven")];
        insta::assert_snapshot!(render(&diagnostics, &source, Style::Plain), @r"
        warning[seven]: this is a seven
         --> api.json:1:3000002
          |
          |
         ::: 
        1 |  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7]
          |                                                                                                     ^
          |
          = at: /1000000
        ");
    }

    #[test]
    fn nothing_in_a_source_reaches_the_terminal_as_an_escape() {
        let source = Source::parse("\u{1b}[0m.json", "[\"\u{7f}\u{9b}31m\"]").unwrap();
        let diagnostics = [
            Diagnostic::error("odd", "/0/\u{1b}[31m", "odd \u{1b}[31m text")
                .with_help("do not \u{1b}[31m this"),
        ];
        let text = render(&diagnostics, &source, Style::Plain);
        assert!(!text.contains(['\u{1b}', '\u{7f}', '\u{9b}']), "{text:?}");
    }
}
