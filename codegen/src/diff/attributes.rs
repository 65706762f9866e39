//! Compares the attributes of a fact.

use super::Changes;
use crate::keywords::LimitKeyword;
use crate::outline::{Fact, FactKind, is_keyword};
use std::collections::BTreeSet;

/// Records the differences between two versions of a fact.
pub(super) fn compare(old: &Fact, new: &Fact, changes: &mut Changes) {
    let names = old.attributes.iter().chain(&new.attributes);
    let names: BTreeSet<&str> = names.map(|(name, _)| name.as_str()).collect();
    presence(old, new, changes);
    for name in names {
        let (was, is) = (values(old, name), values(new, name));
        if was == is {
            continue;
        }
        if is_keyword(name) {
            compare_keyword(name, (&was, &is), new, changes);
        } else if let Some(rule) = rule(new.kind, name, &was, &is) {
            let shown = |values: &[&str]| match values {
                [""] => name.to_owned(),
                values => values.join(", "),
            };
            changes.record(rule, new, shown(&was), shown(&is));
        }
    }
    if let (Some(was), Some(is)) = (&old.docs, &new.docs)
        && was != is
    {
        changes.record("words-changed", new, shortened(was), shortened(is));
    }
}

fn values<'f>(fact: &'f Fact, name: &str) -> Vec<&'f str> {
    let all = fact.attributes.iter().filter(|(other, _)| other == name);
    all.map(|(_, value)| value.as_str()).collect()
}

/// Records a change between required, optional and client-level. Argument positions are compared in
/// `items.rs`.
fn presence(old: &Fact, new: &Fact, changes: &mut Changes) {
    if matches!(new.kind, FactKind::Fixed) {
        return;
    }
    let of = |fact: &Fact| {
        ["required", "optional", "client"]
            .into_iter()
            .find(|name| fact.attribute(name).is_some())
    };
    let (Some(was), Some(is)) = (of(old), of(new)) else {
        return;
    };
    let rule = match is {
        _ if was == is => return,
        "required" => "now-required",
        "optional" => "now-optional",
        _ => "set-on-client",
    };
    changes.record(rule, new, was, is);
}

/// The rule for a changed attribute; `None` if another rule reports the change.
fn rule(kind: FactKind, name: &str, was: &[&str], is: &[&str]) -> Option<&'static str> {
    let both = !was.is_empty() && !is.is_empty();
    let lost = was.iter().any(|value| !is.contains(value));
    let set = |when_set, otherwise| Some(if is.is_empty() { otherwise } else { when_set });
    match (kind, name) {
        (FactKind::Setting, "default") => Some("setting-changed"),
        (FactKind::Fixed, "optional") => None,
        (FactKind::Fixed, _) => Some("fixed-changed"),
        (FactKind::Value, "value") => Some("value-changed"),
        (FactKind::Union, "tag") => Some("discriminator-changed"),
        (FactKind::Variant, "tag") if lost => Some("mapping-removed"),
        (FactKind::Variant, "tag") => Some("mapping-added"),
        (FactKind::Api, "verdict") => Some("verdict-changed"),
        (FactKind::Api, "scheme") if was.is_empty() => Some("scheme-added"),
        (FactKind::Api, "scheme") => Some("scheme-changed"),
        (FactKind::Webhook, "event") => Some("event-changed"),
        // Without a shared error type, programs write `Error<E>` with the type of an operation.
        (FactKind::Api, "defaultError") if was.is_empty() => Some("default-error-added"),
        (FactKind::Api, "defaultError") => Some("default-error-changed"),
        (FactKind::Pages, "items" | "cursor" | "more" | "cursorParameter") => Some("pages-changed"),
        (FactKind::Operation, "method") => Some("method-changed"),
        (FactKind::Operation, "path") => Some("operation-moved"),
        (_, "id") => Some("id-changed"),
        (_, "output") => Some("output-changed"),
        (_, "error") => Some("error-changed"),
        (_, "type") => Some("type-changed"),
        (_, "nullable") => set("now-nullable", "never-null"),
        (_, "setter" | "variant") => both.then_some("identifier-changed"),
        (_, "name") => Some("identifier-changed"),
        (_, "title") => Some("title-changed"),
        (_, "from") if lost => Some("conversion-removed"),
        (_, "from") => Some("conversion-added"),
        (_, "shared") if lost => Some("shared-removed"),
        (_, "shared") => Some("shared-added"),
        (_, "constructor") if lost => Some("constructor-removed"),
        (_, "constructor") => Some("constructor-added"),
        (_, "no_new") => set("constructor-removed", "constructor-added"),
        (_, "feature") if was.is_empty() || (lost && !is.is_empty()) => Some("feature-needed"),
        (_, "feature") => Some("feature-dropped"),
        (_, "unmade") => set("conversion-removed", "conversion-added"),
        (_, "untagged") => set("mapping-default-added", "mapping-default-removed"),
        (_, "closed") => set("type-closed", "type-opened"),
        (_, "one_of") => set("exclusive", "inclusive"),
        (_, "media" | "as") => Some("media-type-changed"),
        (_, "style" | "explode" | "allowReserved" | "form") => Some("style-changed"),
        (_, "by" | "parameter") => Some("credential-changed"),
        (_, "server") => Some("server-changed"),
        (_, "deprecated") => set("deprecated", "no-longer-deprecated"),
        (_, "default") => Some("default-changed"),
        (_, "defaultValue") if was.is_empty() => Some("default-value-added"),
        (_, "defaultValue") => set("default-value-changed", "default-value-removed"),
        (_, "x-sensitive") => set("now-sensitive", "no-longer-sensitive"),
        (_, "format") => Some("format-changed"),
        (_, "readOnly" | "writeOnly") => Some("direction-changed"),
        _ => None,
    }
}

/// Records a change of a JSON Schema keyword.
fn compare_keyword(name: &str, (was, is): (&[&str], &[&str]), new: &Fact, changes: &mut Changes) {
    let keyword = name.rsplit('.').next().unwrap_or(name);
    let rule = match (keyword, was, is) {
        ("pattern", [], _) => "pattern-added",
        ("pattern", _, []) => "pattern-removed",
        ("pattern", ..) => "pattern-changed",
        ("rule", _, is) if was.iter().all(|rule| is.contains(rule)) => "condition-added",
        ("rule", was, _) if is.iter().all(|rule| was.contains(rule)) => "condition-removed",
        ("rule", was, is) if allows_more_values(was, is) => "bound-loosened",
        ("rule", ..) => "condition-added",
        (_, _, []) => "bound-loosened",
        (keyword, [was, ..], [is, ..]) if loosened(keyword, was, is) => "bound-loosened",
        _ => "bound-tightened",
    };
    let shown = |values: &[&str]| match values {
        [] => String::new(),
        [""] => name.to_owned(),
        values => format!("{name}={}", values.join(", ")),
    };
    changes.record(rule, new, shown(was), shown(is));
}

/// True if the rules differ only by additional values in lists: `in (a, b)` and `in (a, b, c)`.
fn allows_more_values(was: &[&str], is: &[&str]) -> bool {
    fn split(rule: &str) -> Option<(&str, &str, &str)> {
        let (start, rest) = rule.split_once("in (")?;
        let (values, end) = rest.split_once(')')?;
        Some((start, values, end))
    }
    let has_more = |was: &str, is: &str| match (split(was), split(is)) {
        (Some((start, old, end)), Some((new_start, new, new_end))) => {
            let new: Vec<&str> = new.split(", ").collect();
            (start, end) == (new_start, new_end)
                && old.split(", ").all(|value| new.contains(&value))
        }
        _ => false,
    };
    let is_kept = |rule: &&str| is.iter().any(|new| new == rule || has_more(rule, new));
    was.len() == is.len() && was.iter().all(is_kept)
}

/// True if the new limit accepts every value that the old limit accepts.
fn loosened(keyword: &str, was: &str, is: &str) -> bool {
    let (Ok(was), Ok(is)) = (was.parse::<f64>(), is.parse::<f64>()) else {
        return false;
    };
    LimitKeyword::named(keyword).is_some_and(|keyword| keyword.is_looser(was, is))
}

/// The first 60 characters of a text, on a single line.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::allows_more_values;

    #[test]
    fn finds_additional_values_in_lists() {
        let two = ["string", "kind: (in (a, b))"];
        let three = ["string", "kind: (in (a, b, c))"];
        assert!(allows_more_values(&two, &three));
        assert!(!allows_more_values(&three, &two));
        assert!(!allows_more_values(
            &two,
            &["string", "sort: (in (a, b, c))"]
        ));
    }
}
