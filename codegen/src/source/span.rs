//! Converts byte offsets to lines and columns.

use std::ops::Range;

/// A range of a text, with line and column as shown in an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The line of the first character, counted from 1.
    pub line: usize,
    /// The column of the first character, counted from 1 in characters.
    pub column: usize,
    /// The bytes of the text; empty for a missing value.
    pub bytes: Range<usize>,
}

/// The byte offsets at which lines start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the line starts of a text.
    pub fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            starts: std::iter::once(0)
                .chain(breaks.map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// Adds line and column to a span. Bounds outside the text or inside a character move back to
    /// the nearest character boundary.
    pub fn span(&self, text: &str, span: Range<usize>) -> Span {
        let start = floor_char_boundary(text, span.start);
        let end = floor_char_boundary(text, span.end).max(start);
        let line = self.starts.partition_point(|at| *at <= start);
        let line_start = self.starts.get(line - 1).copied().unwrap_or_default();
        Span {
            line,
            column: text[line_start..start].chars().count() + 1,
            bytes: start..end,
        }
    }

    /// Returns the byte offset of a line and a column, both counted from 1, the column in bytes.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line));
        start.copied().unwrap_or_default() + column.saturating_sub(1)
    }
}

/// Returns the nearest character boundary at or before `at`.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_characters_from_one() {
        let text = "a: ü\nbü: c\n";
        let lines = Lines::of(text);
        let at = |needle: &str| {
            let start = text.find(needle).unwrap();
            let place = lines.span(text, start..start + needle.len());
            (place.line, place.column)
        };
        assert_eq!(at("a"), (1, 1));
        assert_eq!(at("ü"), (1, 4));
        assert_eq!(at("c"), (2, 5));
    }

    #[test]
    fn clamps_spans_to_the_text() {
        let place = Lines::of("ü").span("ü", 1..9);
        assert_eq!((place.line, place.column, place.bytes), (1, 1, 0..2));
    }
}
