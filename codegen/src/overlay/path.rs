//! JSONPath (RFC 9535): selects the targets of an action, and explains a path without matches.

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::spelling::closest;
use serde_json::Value;
use serde_json_path::JsonPath;
use std::collections::BTreeSet;
use std::ops::Range;

/// The longest path in bytes. Parser and evaluator are recursive.
const MAX_BYTES: usize = 1000;
/// The deepest nesting of brackets. Parsing time doubles with each level.
const MAX_DEPTH: usize = 8;
/// The most `..` segments of a path. Each `..` finds a value once more per ancestor.
const MAX_DESCENTS: usize = 3;
/// The most values selected by lists of selectors: `[a,b][c,d]` selects four.
const MAX_SELECTED: usize = 1000;

/// A JSONPath, and the pointer to the path in the overlay.
pub(super) struct TargetPath {
    pub at: String,
    pub text: String,
    query: JsonPath,
}

/// The point at which a path stops matching.
pub(super) struct Mismatch {
    /// The first segment without a match.
    pub segment: Range<usize>,
    /// A similar name that exists.
    pub meant: Option<String>,
}

impl TargetPath {
    pub fn parse(at: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let error_at = |problem: String, help: &str| {
            Box::new(Diagnostic::error("overlay-path", at, problem).with_help(help))
        };
        if !is_simple(text) {
            return Err(error_at(
                "path is too complex to evaluate".to_owned(),
                "shorten the path: use fewer nested filters, `..` and lists of selectors",
            ));
        }
        match JsonPath::parse(text) {
            Ok(query) => Ok(TargetPath {
                at: at.to_owned(),
                text: text.to_owned(),
                query,
            }),
            Err(error) => {
                let rest = text.chars().skip(error.position()).take(20);
                let rest: String = rest.collect();
                let problem = match rest.as_str() {
                    "" => "invalid JSONPath: unexpected end".to_owned(),
                    rest => format!("invalid JSONPath: unexpected `{rest}`"),
                };
                Err(error_at(
                    problem,
                    "write a path of RFC 9535, such as `$.paths['/pets'].get`; put names with characters \
                     other than letters, digits and `_` in brackets and quotes",
                ))
            }
        }
    }

    /// Returns the pointers of the selected values.
    pub fn select(&self, root: &Value) -> BTreeSet<String> {
        pointers(&self.query, root)
    }

    /// Returns the first segment without a match.
    pub fn first_mismatch(&self, root: &Value) -> Mismatch {
        let mut ends: Vec<usize> = segments(&self.text);
        ends.push(self.text.len());
        let mut miss = Mismatch {
            segment: 1.min(self.text.len())..self.text.len(),
            meant: None,
        };
        for pair in ends.windows(2) {
            let Ok(query) = JsonPath::parse(&self.text[..pair[0]]) else {
                continue;
            };
            let found = query.query(root);
            if found.is_empty() {
                break;
            }
            let part = &self.text[pair[0]..pair[1]];
            let names = found.iter().filter_map(|value| value.as_object());
            let names = names.flat_map(|members| members.keys().map(String::as_str));
            let meant = selected_name(part).and_then(|name| closest(name, names));
            miss = Mismatch {
                segment: pair[0]..pair[1],
                meant: meant.map(str::to_owned),
            };
        }
        miss
    }
}

fn pointers(query: &JsonPath, root: &Value) -> BTreeSet<String> {
    let located = query.query_located(root);
    located
        .locations()
        .map(serde_json_path::NormalizedPath::to_json_pointer)
        .collect()
}

/// Returns the span of the syntax error in a path.
pub(super) fn error_span(source: &Source, problem: &Diagnostic) -> Option<Span> {
    if problem.code != "overlay-path" {
        return None;
    }
    let (overlay, pointer) = source.origin(&problem.pointer);
    let value = overlay.highlight(&pointer)?;
    let written = overlay.text.get(value.bytes.clone())?;
    let text = written.trim_matches(['"', '\'']);
    let start = value.bytes.start + written.find(text)?;
    if !is_simple(text) {
        return None;
    }
    let error = JsonPath::parse(text).err()?;
    let offset = text
        .char_indices()
        .nth(error.position())
        .map_or(text.len(), |(at, _)| at);
    Some(overlay.span_of(start + offset..start + text.len()))
}

/// Returns the span of a part of the path at a pointer, if the path is written without escapes.
pub(super) fn segment_span(
    source: &Source,
    at: &str,
    path: &str,
    part: Range<usize>,
) -> Option<Span> {
    let (overlay, pointer) = source.origin(at);
    let value = overlay.highlight(&pointer)?;
    let written = overlay.text.get(value.bytes.clone())?;
    let start = value.bytes.start + written.find(path)?;
    Some(overlay.span_of(start + part.start..start + part.end))
}

/// Returns the name selected by a segment such as `.name` or `['name']`.
fn selected_name(segment: &str) -> Option<&str> {
    let quoted = |quote: &str| {
        let inner = segment.strip_prefix('[')?.strip_suffix(']')?;
        inner.strip_prefix(quote)?.strip_suffix(quote)
    };
    let bare = segment
        .strip_prefix("..")
        .or_else(|| segment.strip_prefix('.'));
    bare.or_else(|| quoted("'")).or_else(|| quoted("\""))
}

/// Returns the offsets at which segments start.
fn segments(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last = ' ';
    for_each_unquoted(text, &mut |at, depth, character| {
        let is_start = match character {
            '.' | '[' => last != '.',
            _ => false,
        };
        if depth == 0 && is_start {
            starts.push(at);
        }
        last = character;
    });
    starts
}

/// True if a path is cheap to parse and evaluate.
fn is_simple(text: &str) -> bool {
    let (mut deepest, mut descents, mut last) = (0, 0, ' ');
    let (mut product, mut selectors) = (1_usize, 1);
    for_each_unquoted(text, &mut |_, depth, character| {
        deepest = deepest.max(depth);
        match character {
            '.' if last == '.' => descents += 1,
            ',' if depth == 1 => selectors += 1,
            ']' if depth == 1 => {
                product = product.saturating_mul(selectors);
                selectors = 1;
            }
            _ => {}
        }
        last = character;
    });
    text.len() <= MAX_BYTES
        && deepest <= MAX_DEPTH
        && descents <= MAX_DESCENTS
        && product <= MAX_SELECTED
}

/// Calls `act` for each character outside of quotes, with the offset and the number of open
/// brackets.
fn for_each_unquoted(text: &str, act: &mut dyn FnMut(usize, usize, char)) {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, character) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) => quote = Some(open).filter(|open| *open != character),
            None => {
                act(at, depth, character);
                match character {
                    '\'' | '"' => quote = Some(character),
                    '[' | '(' => depth += 1,
                    ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
}
