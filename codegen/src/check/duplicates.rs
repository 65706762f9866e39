//! Finds components with equal content.

use super::discriminators::selected_schemas;
use super::index::{Index, Node};
use super::reachable::{components, used_components};
use super::{Finding, OverlayAction};
use crate::document::local_pointer;
use crate::fields::ObjectKind;
use crate::source::Source;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// Maximum number of passes: equal targets may make more schemas equal in the next pass.
const MAX_PASSES: usize = 8;
/// Minimum number of properties or branches; smaller schemas may be equal by accident.
const MIN_ENTRIES: usize = 2;
/// Minimum number of `enum` values; shorter lists may be equal by accident.
const MIN_ENUM_VALUES: usize = 3;
/// Keywords ignored in the comparison. `description` is compared: schemas with different
/// descriptions mean different things.
const IGNORED_KEYWORDS: &[&str] = &["title", "example", "examples"];

/// Reports components with equal content.
pub(super) fn find(index: &Index<'_>, source: &Source) -> Vec<Finding> {
    let used = used_components(index);
    let chosen = selected_schemas(index);
    // A spec without operations is a library of components: every component counts as used.
    let counts = |node: &Node<'_>| {
        (used.is_empty() || used.contains(&node.pointer))
            && !chosen.contains(&node.pointer)
            && !source.is_shared(&node.pointer)
    };
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (twin, first) in equal_components(index, &counts) {
        groups.entry(first).or_default().push(twin);
    }
    let found = groups.into_iter().map(|(first, twins)| {
        let name = index.at(first).and_then(|node| node.key);
        let name = name.unwrap_or_default();
        let problem = match twins.as_slice() {
            [_] => format!("`{name}` has a duplicate"),
            twins => format!("`{name}` has {} duplicates", twins.len()),
        };
        let notes = twins.iter().map(|twin| format!("equal to {twin}"));
        let are_copies = twins
            .iter()
            .all(|twin| index.root.pointer(twin) == index.root.pointer(first));
        let actions = match are_copies {
            true => twins
                .iter()
                .flat_map(|twin| alias(index, twin, first))
                .collect(),
            false => Vec::new(),
        };
        Finding::new("duplicate-component", first, problem)
            .of_name()
            .notes(notes.collect())
            .help("keep one of the components, and replace the rest by references")
            .actions(actions)
    });
    found.collect()
}

/// Replaces a component by a reference to an equal component.
fn alias(index: &Index<'_>, twin: &str, first: &str) -> Vec<OverlayAction> {
    let Some(node) = index.at(twin) else {
        return Vec::new();
    };
    let group = twin.rsplit_once('/').map_or("", |(group, _)| group);
    let mut member = serde_json::Map::new();
    let reference = format!("#{}", first.replace('%', "%25"));
    member.insert(
        node.key.unwrap_or_default().to_owned(),
        json!({ "$ref": reference }),
    );
    vec![
        OverlayAction::remove(index.root, twin),
        OverlayAction::restore(index.root, group, Value::Object(member)),
    ]
}

/// Maps components to the first component with equal content.
pub(super) fn equal_components<'n>(
    index: &'n Index<'_>,
    counts: &dyn Fn(&Node<'_>) -> bool,
) -> BTreeMap<&'n str, &'n str> {
    let all: Vec<&Node<'_>> = components(index)
        .filter(|node| counts(node) && is_substantial(node))
        .collect();
    let mut same: BTreeMap<&str, &str> = BTreeMap::new();
    for _ in 0..MAX_PASSES {
        let mut first: HashMap<(ObjectKind, String), &str> = HashMap::new();
        let mut next = BTreeMap::new();
        for node in &all {
            let text = Text::of(node, &same);
            let known = *first.entry((node.kind, text)).or_insert(&node.pointer);
            if known != node.pointer {
                next.insert(node.pointer.as_str(), known);
            }
        }
        if next == same {
            break;
        }
        same = next;
    }
    same
}

fn is_substantial(node: &Node<'_>) -> bool {
    let count = |name: &str| match node.value.get(name) {
        Some(Value::Object(members)) => members.len(),
        Some(Value::Array(items)) => items.len(),
        _ => 0,
    };
    match node.kind {
        ObjectKind::Schema => {
            let parts = ["properties", "allOf", "anyOf", "oneOf"];
            parts.iter().any(|name| count(name) >= MIN_ENTRIES) || count("enum") >= MIN_ENUM_VALUES
        }
        ObjectKind::SecurityScheme | ObjectKind::Example => false,
        _ => {
            let members = node.value.as_object().map(serde_json::Map::len);
            node.reference().is_none() && members.is_some_and(|count| count >= MIN_ENTRIES)
        }
    }
}

/// Serializes a component; equal components have equal text.
struct Text<'t> {
    written: String,
    own: &'t str,
    same: &'t BTreeMap<&'t str, &'t str>,
}

impl<'t> Text<'t> {
    fn of(node: &'t Node<'_>, same: &'t BTreeMap<&'t str, &'t str>) -> String {
        let mut writer = Text {
            written: String::new(),
            own: &node.pointer,
            same,
        };
        let ignored = match node.kind {
            ObjectKind::Schema => IGNORED_KEYWORDS,
            _ => &[],
        };
        writer.write(node.value, ignored);
        writer.written
    }

    fn write(&mut self, value: &Value, skipped: &[&str]) {
        match value {
            Value::Object(members) => {
                let names: BTreeSet<&String> = members.keys().collect();
                for name in names {
                    if skipped.contains(&name.as_str()) {
                        continue;
                    }
                    // Writing to a string cannot fail.
                    let _ = write!(self.written, "{}:", json!(name));
                    match (&members[name], name.as_str()) {
                        (Value::String(reference), "$ref") => self.reference(reference),
                        (Value::Array(items), "required") => {
                            let names: BTreeSet<String> =
                                items.iter().map(Value::to_string).collect();
                            let _ = write!(self.written, "{names:?}");
                        }
                        (value, _) => self.write(value, &[]),
                    }
                    self.written.push(',');
                }
                self.written.push('}');
            }
            Value::Array(items) => {
                for item in items {
                    self.write(item, &[]);
                    self.written.push(',');
                }
                self.written.push(']');
            }
            other => {
                let _ = write!(self.written, "{other}");
            }
        }
    }

    fn reference(&mut self, reference: &str) {
        let target = local_pointer(reference);
        let target = target.as_deref().unwrap_or(reference);
        let first = |at: &'_ str| {
            self.same
                .get(at)
                .map_or(at.to_owned(), |first| (*first).to_owned())
        };
        let target = first(target);
        let is_itself = target == first(self.own);
        self.written
            .push_str(if is_itself { "itself" } else { &target });
    }
}
