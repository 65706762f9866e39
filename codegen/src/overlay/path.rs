//! JSONPath (RFC 9535): which values an action is about, and what to say where there are none.

use crate::diagnostic::Diagnostic;
use crate::source::{Place, Source};
use crate::spelling::closest;
use serde_json::Value;
use serde_json_path::JsonPath;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many bytes a path may have: parsing and following it is recursive.
const LONGEST: usize = 1000;
/// How deep brackets may nest. The parser's time doubles with each level.
const DEEPEST: usize = 8;
/// How often a path may ask for all descendants: each time, a value is found once more for every
/// ancestor.
const MOST_DESCENTS: usize = 3;
/// How many values the lists of selectors in a path may find of each.
const MOST_SELECTORS: usize = 1000;

/// A path and where it stands.
pub(super) struct Path {
    pub at: String,
    pub text: String,
    query: JsonPath,
}

/// Where a path leads out of the description.
pub(super) struct Miss {
    /// The segment that matches nothing.
    pub part: Range<usize>,
    /// What may have been meant by it.
    pub meant: Option<String>,
}

impl Path {
    pub fn parse(at: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let refuse = |problem: String, help: &str| {
            Box::new(Diagnostic::error("overlay-path", at, problem).with_help(help))
        };
        if !is_simple(text) {
            return Err(refuse(
                "this path would take too long to follow".to_owned(),
                "make it shorter: fewer nested filters, `..` and lists of selectors",
            ));
        }
        match JsonPath::parse(text) {
            Ok(query) => Ok(Path {
                at: at.to_owned(),
                text: text.to_owned(),
                query,
            }),
            Err(error) => {
                let wrong = text.chars().skip(error.position()).take(20);
                let wrong: String = wrong.collect();
                let problem = match wrong.as_str() {
                    "" => "this is no JSONPath: it ends too early".to_owned(),
                    wrong => format!("this is no JSONPath: `{wrong}` cannot stand where it does"),
                };
                Err(refuse(
                    problem,
                    "paths are those of RFC 9535: `$.paths['/pets'].get`, with names in brackets \
                     and quotes where they are not only letters, digits and `_`",
                ))
            }
        }
    }

    /// The pointers of all values that the path selects.
    pub fn locate(&self, root: &Value) -> BTreeSet<String> {
        pointers(&self.query, root)
    }

    /// The first segment of a path that matches nothing.
    pub fn miss(&self, root: &Value) -> Miss {
        let mut ends: Vec<usize> = segments(&self.text);
        ends.push(self.text.len());
        let mut miss = Miss {
            part: 1.min(self.text.len())..self.text.len(),
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
            let meant = name_of(part).and_then(|name| closest(name, names));
            miss = Miss {
                part: pair[0]..pair[1],
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

/// The place of the path, or of what is wrong in it.
pub(super) fn place(source: &Source, problem: &Diagnostic) -> Option<Place> {
    if problem.code != "overlay-path" {
        return None;
    }
    let (overlay, pointer) = source.origin(&problem.pointer);
    let whole = overlay.point_at(&pointer)?;
    let written = overlay.text.get(whole.span.clone())?;
    let text = written.trim_matches(['"', '\'']);
    let start = whole.span.start + written.find(text)?;
    if !is_simple(text) {
        return None;
    }
    let error = JsonPath::parse(text).err()?;
    let offset = text
        .char_indices()
        .nth(error.position())
        .map_or(text.len(), |(at, _)| at);
    Some(overlay.place_of(start + offset..start + text.len()))
}

/// The place of a part of the path at a pointer, where it stands in the text as it is.
pub(super) fn place_of_part(
    source: &Source,
    at: &str,
    path: &str,
    part: Range<usize>,
) -> Option<Place> {
    let (overlay, pointer) = source.origin(at);
    let whole = overlay.point_at(&pointer)?;
    let written = overlay.text.get(whole.span.clone())?;
    let start = whole.span.start + written.find(path)?;
    Some(overlay.place_of(start + part.start..start + part.end))
}

/// The name in a segment that selects a member by its name.
fn name_of(segment: &str) -> Option<&str> {
    let quoted = |quote: &str| {
        let inner = segment.strip_prefix('[')?.strip_suffix(']')?;
        inner.strip_prefix(quote)?.strip_suffix(quote)
    };
    let bare = segment
        .strip_prefix("..")
        .or_else(|| segment.strip_prefix('.'));
    bare.or_else(|| quoted("'")).or_else(|| quoted("\""))
}

/// Where the segments of a path start.
fn segments(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last = ' ';
    walk(text, &mut |at, depth, character| {
        let starts_one = match character {
            '.' | '[' => last != '.',
            _ => false,
        };
        if depth == 0 && starts_one {
            starts.push(at);
        }
        last = character;
    });
    starts
}

/// Whether a path can be parsed and followed in reasonable time.
fn is_simple(text: &str) -> bool {
    let (mut deepest, mut descents, mut last) = (0, 0, ' ');
    let (mut product, mut selectors) = (1_usize, 1);
    walk(text, &mut |_, depth, character| {
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
    text.len() <= LONGEST
        && deepest <= DEEPEST
        && descents <= MOST_DESCENTS
        && product <= MOST_SELECTORS
}

/// Calls back for each character that is in no quotes, with its offset and how many brackets are
/// open around it.
fn walk(text: &str, act: &mut dyn FnMut(usize, usize, char)) {
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
