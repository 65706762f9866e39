//! Changes as text, as Markdown and as JSON.

use super::{Change, Level, rules, verdict};
use serde_json::{Value, json};

/// The levels in the order in which they are told, with their headings.
const LEVELS: [(Level, &str); 3] = [
    (Level::Breaking, "Breaking"),
    (Level::Additive, "Additive"),
    (Level::Documentation, "Documentation"),
];

/// Changes as text, with the place of each in a description where `place` knows it. The last line is
/// the verdict.
#[must_use]
pub fn text(changes: &[Change], place: &dyn Fn(&Change) -> String) -> String {
    let entry = |change: &Change| {
        let at = match place(change) {
            at if at.is_empty() => at,
            at => format!("      at {at}\n"),
        };
        format!("  {}\n{at}", sentence(change, &str::to_owned))
    };
    let lists = by_level(changes).map(|(heading, here)| {
        let entries: String = here.into_iter().map(entry).collect();
        format!("{heading}:\n{entries}")
    });
    let lists: String = lists.collect();
    format!("{lists}verdict: {}\n", verdict(changes).word())
}

/// Changes as Markdown: a list for each level, with a heading of the third rank.
#[must_use]
pub fn markdown(changes: &[Change]) -> String {
    let lists = by_level(changes).map(|(heading, here)| {
        let entry = |change| format!("- {}\n", sentence(change, &code));
        let entries: String = here.into_iter().map(entry).collect();
        format!("### {heading}\n\n{entries}")
    });
    lists.collect::<Vec<_>>().join("\n")
}

/// The levels at which there are changes, with their headings.
fn by_level(changes: &[Change]) -> impl Iterator<Item = (&'static str, Vec<&Change>)> {
    let levels = LEVELS.into_iter().map(|(level, heading)| {
        let here = changes.iter().filter(|change| change.level == level);
        (heading, here.collect::<Vec<_>>())
    });
    levels.filter(|(_, here)| !here.is_empty())
}

/// Changes as JSON: `verdict`, and `changes` with `level`, `rule`, `item`, `was`, `is`, `pointer` and
/// `place`, where the last four are `null` if there is nothing to say.
#[must_use]
pub fn json(changes: &[Change], place: &dyn Fn(&Change) -> String) -> Value {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let all = changes.iter().map(|change| {
        json!({
            "level": level(change.level),
            "rule": change.rule,
            "item": change.item,
            "was": said(&change.was),
            "is": said(&change.is),
            "pointer": change.fact.source,
            "place": said(&place(change)),
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
    let said = rules::row_of(change.rule).words;
    let kind = change.fact.kind.word();
    let (was, is) = (quote(&change.was), quote(&change.is));
    let rest = match (change.was.as_str(), change.is.as_str()) {
        ("", "") => String::new(),
        ("", _) => format!(": {is}"),
        (_, "") => format!("; it was {was}"),
        _ => format!(": {was} -> {is}"),
    };
    format!("{kind} {} {said}{rest}", quote(&change.item))
}

/// A text as code of Markdown, whatever is in it.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
