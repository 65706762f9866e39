//! Renders diagnostics as text in the style of rustc.

use super::{Diagnostic, Located, Severity, locate_and_sort};
use crate::source::{Source, Span, floor_char_boundary};
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
    normalize_untrusted_str,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// The largest group of similar diagnostics shown in full.
const MAX_UNFOLDED: usize = 3;
/// The most locations listed for a folded group.
const MAX_LOCATIONS: usize = 10;
/// The most notes shown per diagnostic.
const MAX_NOTES: usize = 12;
/// The longest line, in bytes, passed to the renderer uncut. A minified JSON spec can be one line
/// of megabytes.
const LONG_LINE: usize = 2000;
/// The bytes shown on each side of a span in a longer line.
const MARGIN: usize = 100;

/// The output style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without colours.
    Plain,
    /// With ANSI escapes for a terminal.
    Colour,
}

/// Renders diagnostics: errors first, then in the order of the source.
///
/// Groups of more than three similar diagnostics are folded: the first is shown in full, the rest
/// with one line each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let mut groups: BTreeMap<_, Vec<(usize, Located<'_>)>> = BTreeMap::new();
    for (at, placed) in locate_and_sort(diagnostics, source).into_iter().enumerate() {
        let all = groups.entry(fold_key(placed.diagnostic)).or_default();
        all.push((at, placed));
    }
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for all in groups.into_values() {
        let is_folded = all.len() > MAX_UNFOLDED;
        let mut rest = all.iter();
        let shown = if is_folded { 1 } else { all.len() };
        for (at, placed) in rest.by_ref().take(shown) {
            texts.insert(*at, render_one(placed, style));
        }
        if let (true, Some((at, first))) = (is_folded, all.first()) {
            let rest: Vec<&Located<'_>> = rest.map(|(_, placed)| placed).collect();
            let text = texts.entry(*at).or_default();
            text.push_str(&render_folded(first, &rest));
        }
    }
    texts.into_values().map(|text| text + "\n").collect()
}

/// Like [`render`], without folding.
#[must_use]
pub fn render_all(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let all = locate_and_sort(diagnostics, source);
    all.iter()
        .map(|placed| render_one(placed, style) + "\n")
        .collect()
}

/// Returns the key for folding. Warnings with the same code are similar, since one cause makes
/// hundreds. Errors need individual fixes, so the message must be the same, too.
fn fold_key(diagnostic: &Diagnostic) -> (Severity, &'static str, &str) {
    let words = match diagnostic.severity {
        Severity::Error => diagnostic.message.as_str(),
        Severity::Warning => "",
    };
    (diagnostic.severity, diagnostic.code, words)
}

fn render_one(placed: &Located<'_>, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&[group(placed)]) + "\n"
}

/// Lists the locations of folded diagnostics, with the message if different from the first.
fn render_folded(first: &Located<'_>, rest: &[&Located<'_>]) -> String {
    let mut text = format!("and {} similar:\n", rest.len());
    for placed in rest.iter().take(MAX_LOCATIONS) {
        let (line, column) = match &placed.place {
            Some(place) => (place.line, place.column),
            None => (1, 1),
        };
        let label = match placed.diagnostic.message == first.diagnostic.message {
            true => format!("at {}", placed.pointer),
            false => placed.diagnostic.message.clone(),
        };
        // Writing to a `String` cannot fail.
        let name = &placed.source.name;
        let _ = writeln!(
            text,
            "  {}",
            sanitize(&format!("{name}:{line}:{column}: {label}"))
        );
    }
    if rest.len() > MAX_LOCATIONS {
        let _ = writeln!(text, "  … and {} more", rest.len() - MAX_LOCATIONS);
    }
    text
}

fn group<'a>(placed: &'a Located<'_>) -> Group<'a> {
    let diagnostic = placed.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(sanitize(&diagnostic.message))
        .id(diagnostic.code)
        .elements(snippet(placed.place.as_ref(), placed.source));
    if !placed.pointer.is_empty() {
        group = group.element(note("at", &placed.pointer));
    }
    for text in diagnostic.notes.iter().take(MAX_NOTES) {
        group = group.element(note("note", text));
    }
    if diagnostic.notes.len() > MAX_NOTES {
        let more = diagnostic.notes.len() - MAX_NOTES;
        group = group.element(note("note", &format!("… and {more} more")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(note("help", help));
    }
    group
}

fn note<'a>(name: &'a str, text: &str) -> Element<'a> {
    Level::NOTE.with_name(name).message(sanitize(text)).into()
}

fn snippet<'a>(place: Option<&Span>, source: &'a Source) -> Vec<Element<'a>> {
    let origin = Origin::path(sanitize(&source.name));
    let Some(place) = place else {
        return vec![origin.into()];
    };
    let line = line(&source.text, &place.bytes);
    let shown = excerpt(&source.text, &line, &place.bytes);
    let end = place.bytes.end.clamp(place.bytes.start, shown.end);
    let span = place.bytes.start - shown.start..end - shown.start;
    let snippet = Snippet::source(without_c1(&source.text[shown.clone()]))
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(span));
    if shown == line {
        return vec![snippet.path(sanitize(&source.name)).into()];
    }
    let origin = origin.line(place.line).char_column(place.column);
    vec![origin.into(), Padding.into(), snippet.into()]
}

/// Neutralizes escape sequences: text from a spec is untrusted.
fn sanitize(text: &str) -> String {
    without_c1(&normalize_untrusted_str(text))
}

/// Replaces C1 control characters, which the renderer keeps, by a character of the same length, so
/// that spans stay valid.
fn without_c1(text: &str) -> String {
    text.replace(|character| ('\u{80}'..='\u{9f}').contains(&character), "·")
}

/// Returns the bytes of the line on which a span starts.
fn line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[span.start..].lines().next().unwrap_or_default();
    start..span.start + rest.trim_end().len()
}

/// Returns the bytes of a line to show.
fn excerpt(text: &str, line: &Range<usize>, span: &Range<usize>) -> Range<usize> {
    if line.len() <= LONG_LINE {
        return line.clone();
    }
    let start = floor_char_boundary(text, span.start.saturating_sub(MARGIN)).max(line.start);
    let end = floor_char_boundary(text, span.start.saturating_add(MARGIN)).min(line.end);
    start..end
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
