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

/// How many of a kind are all shown in full.
const REPETITIONS: usize = 3;
/// How many places of others are listed.
const MOST_PLACES: usize = 10;
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
/// Of more than three of a kind, the first is shown in full, and where the others are on a line each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let mut kinds: BTreeMap<_, Vec<(usize, Placed<'_>)>> = BTreeMap::new();
    for (at, placed) in in_order(diagnostics, source).into_iter().enumerate() {
        let all = kinds.entry(kind(placed.diagnostic)).or_default();
        all.push((at, placed));
    }
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for all in kinds.into_values() {
        let is_folded = all.len() > REPETITIONS;
        let mut rest = all.iter();
        let shown = if is_folded { 1 } else { all.len() };
        for (at, placed) in rest.by_ref().take(shown) {
            texts.insert(*at, full(placed, style));
        }
        if let (true, Some((at, first))) = (is_folded, all.first()) {
            let others: Vec<&Placed<'_>> = rest.map(|(_, placed)| placed).collect();
            let text = texts.entry(*at).or_default();
            text.push_str(&folded(first, &others));
        }
    }
    texts.into_values().map(|text| text + "\n").collect()
}

/// The same with each in full.
#[must_use]
pub fn render_all(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let all = in_order(diagnostics, source);
    all.iter()
        .map(|placed| full(placed, style) + "\n")
        .collect()
}

/// What is of a kind: warnings by their code, of which one cause makes hundreds; errors, each of
/// which has to be corrected, only if they say the same.
fn kind(diagnostic: &Diagnostic) -> (Severity, &'static str, &str) {
    let words = match diagnostic.severity {
        Severity::Error => diagnostic.problem.as_str(),
        Severity::Warning => "",
    };
    (diagnostic.severity, diagnostic.code, words)
}

fn full(placed: &Placed<'_>, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&[group(placed)]) + "\n"
}

/// Where the others of a kind are, and what is said there if it is something else.
fn folded(first: &Placed<'_>, others: &[&Placed<'_>]) -> String {
    let mut text = format!("and {} more like it:\n", others.len());
    for other in others.iter().take(MOST_PLACES) {
        let (line, column) = match &other.place {
            Some(place) => (place.line, place.column),
            None => (1, 1),
        };
        let said = match other.diagnostic.problem == first.diagnostic.problem {
            true => format!("at {}", other.pointer),
            false => other.diagnostic.problem.clone(),
        };
        // Writing to a string cannot fail.
        let name = &other.source.name;
        let _ = writeln!(
            text,
            "  {}",
            harmless(&format!("{name}:{line}:{column}: {said}"))
        );
    }
    if others.len() > MOST_PLACES {
        let _ = writeln!(text, "  … and {} more", others.len() - MOST_PLACES);
    }
    text
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
mod tests;
