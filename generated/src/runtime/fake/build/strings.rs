//! Strings of a format, length and pattern.

use crate::runtime::fake::build::formats;
use crate::runtime::rules::{Rule, is_valid};
use crate::runtime::wire::Node;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use std::slice;

/// The longest built string, in characters.
const MAX_LENGTH: usize = 100_000;

/// Builds a string: of the format if valid, else of the pattern, else the name of the property,
/// lengthened or shortened. `index` makes the items of an array distinct.
pub(super) fn text(
    rules: &[&'static Rule],
    format: Option<&str>,
    name: &str,
    index: usize,
) -> Option<String> {
    let formatted = format.and_then(|format| formats::of_format(format, index));
    let formatted = formatted.filter(|text| {
        let node = Node::String(text.into());
        let mut rules = rules.iter();
        rules.all(|rule| is_valid(&node, slice::from_ref(*rule)))
    });
    formatted.or_else(|| of_length(rules, name, index))
}

fn of_length(rules: &[&'static Rule], name: &str, index: usize) -> Option<String> {
    let (mut least, mut most) = (0, usize::MAX);
    let mut pattern = None;
    for rule in rules {
        match rule {
            Rule::MinLength(length) => least = least.max(usize::try_from(*length).ok()?),
            Rule::MaxLength(length) => {
                most = most.min(usize::try_from(*length).unwrap_or(usize::MAX));
            }
            Rule::Pattern(found) => pattern = Some(*found),
            _ => {}
        }
    }
    if least > MAX_LENGTH {
        return None;
    }
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    if let Some(pattern) = pattern {
        let hir = ParserBuilder::new().unicode(false).utf8(false).build();
        let hir = hir.clone().parse(pattern).ok()?;
        let repeats = [0, 1, 2, 3, 5, 8, 13, 21, 34, least];
        let texts = repeats
            .iter()
            .filter_map(|extra| matching(&hir, *extra, index));
        let texts: Vec<String> = texts.collect();
        let fitting = texts.iter().find(|text| fits(text) && !text.is_empty());
        return fitting
            .or_else(|| texts.iter().find(|text| fits(text)))
            .cloned();
    }
    let mut text = match index {
        0 => name.to_owned(),
        index => format!("{name}{}", index + 1),
    };
    let count = text.chars().count();
    if count < least {
        text.extend(std::iter::repeat_n('x', least - count));
    }
    // Keeps the end, which has the index.
    let surplus = text.chars().count().saturating_sub(most);
    Some(text.chars().skip(surplus).collect())
}

/// A string that the expression matches, with `extra` repetitions above the minimum.
fn matching(hir: &Hir, extra: usize, index: usize) -> Option<String> {
    let mut bytes = Vec::new();
    append(hir, extra, index, &mut bytes)?;
    String::from_utf8(bytes).ok()
}

fn append(hir: &Hir, extra: usize, index: usize, out: &mut Vec<u8>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => out.extend_from_slice(character(class, index)?.as_bytes()),
        HirKind::Capture(capture) => append(&capture.sub, extra, index, out)?,
        HirKind::Concat(parts) => {
            for part in parts {
                append(part, extra, index, out)?;
            }
        }
        HirKind::Alternation(parts) => append(parts.get(index % parts.len())?, extra, 0, out)?,
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).ok()?;
            let most = repetition.max.map_or(usize::MAX, |most| most as usize);
            for _ in 0..least.saturating_add(extra).min(most) {
                append(&repetition.sub, extra, index, out)?;
                if out.len() > MAX_LENGTH {
                    return None;
                }
            }
        }
    }
    Some(())
}

/// A character of a class: a letter or digit if possible.
fn character(class: &Class, index: usize) -> Option<String> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            ranges.map(|range| (range.start(), range.end())).collect()
        }
        Class::Bytes(class) => {
            let ranges = class.ranges().iter();
            let ranges = ranges.filter(|range| range.start() < 128);
            ranges
                .map(|range| (range.start().into(), range.end().min(127).into()))
                .collect()
        }
    };
    let contains = |one: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&one));
    let preferred = ('a'..='z')
        .chain('A'..='Z')
        .chain('1'..='9')
        .chain(['0', '-', '_', ' ']);
    let preferred: Vec<char> = preferred.filter(|one| contains(*one)).collect();
    let found = match preferred.len() {
        0 => ranges.first().map(|(from, _)| *from)?,
        count => preferred[index % count],
    };
    Some(found.to_string())
}
