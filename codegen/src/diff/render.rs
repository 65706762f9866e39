//! Renders changes as text, Markdown and JSON.

use super::{Change, Level, rules, verdict};
use serde_json::{Value, json};

/// The levels in output order, with headings.
const LEVELS: [(Level, &str); 3] = [
    (Level::Breaking, "Breaking"),
    (Level::Additive, "Additive"),
    (Level::Documentation, "Documentation"),
];

/// Renders changes as text. `place` returns the location of a change in the spec, or an empty
/// string. The last line is the verdict.
#[must_use]
pub fn text(changes: &[Change], place: &dyn Fn(&Change) -> String) -> String {
    let entry = |change: &Change| {
        let at = match place(change) {
            at if at.is_empty() => at,
            at => format!("      at {at}\n"),
        };
        format!("  {}\n{at}", sentence(change, &str::to_owned))
    };
    let lists = by_level(changes).map(|(heading, found)| {
        let entries: String = found.into_iter().map(entry).collect();
        format!("{heading}:\n{entries}")
    });
    let lists: String = lists.collect();
    format!("{lists}verdict: {}\n", verdict(changes).word())
}

/// Renders changes as Markdown: a list per level under a third-level heading.
#[must_use]
pub fn markdown(changes: &[Change]) -> String {
    let lists = by_level(changes).map(|(heading, found)| {
        let entry = |change| format!("- {}\n", sentence(change, &code));
        let entries: String = found.into_iter().map(entry).collect();
        format!("### {heading}\n\n{entries}")
    });
    lists.collect::<Vec<_>>().join("\n")
}

/// The levels with at least one change, with headings.
fn by_level(changes: &[Change]) -> impl Iterator<Item = (&'static str, Vec<&Change>)> {
    let levels = LEVELS.into_iter().map(|(level, heading)| {
        let found = changes.iter().filter(|change| change.level == level);
        (heading, found.collect::<Vec<_>>())
    });
    levels.filter(|(_, found)| !found.is_empty())
}

/// Renders changes as JSON: `verdict`, and `changes` with `level`, `rule`, `item`, `was`, `is`,
/// `pointer` and `place`. The last four are `null` if unknown.
#[must_use]
pub fn json(changes: &[Change], place: &dyn Fn(&Change) -> String) -> Value {
    let non_empty = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let all = changes.iter().map(|change| {
        json!({
            "level": level(change.level),
            "rule": change.rule,
            "item": change.item,
            "was": non_empty(&change.was),
            "is": non_empty(&change.is),
            "pointer": change.fact.source,
            "place": non_empty(&place(change)),
        })
    });
    json!({ "verdict": verdict(changes).word(), "changes": all.collect::<Value>() })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Breaking => "breaking",
        Level::Additive => "additive",
        Level::Documentation => "documentation",
    }
}

fn sentence(change: &Change, quote: &dyn Fn(&str) -> String) -> String {
    let words = rules::rule(change.rule).predicate;
    let kind = change.fact.kind.word();
    let (was, is) = (quote(&change.was), quote(&change.is));
    let rest = match (change.was.as_str(), change.is.as_str()) {
        ("", "") => String::new(),
        ("", _) => format!(": {is}"),
        (_, "") => format!("; formerly {was}"),
        _ => format!(": {was} -> {is}"),
    };
    format!("{kind} {} {words}{rest}", quote(&change.item))
}

/// Formats a text as a Markdown code span, even if it contains backticks.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
