//! Names in `required` that `properties` does not declare.

use super::composition::{Flattened, children, flatten_branches, own_required};
use super::index::{Index, Node};
use super::{Finding, OverlayAction, is_false};
use crate::fields::ObjectKind;
use crate::source::pointer::child;
use crate::spelling::closest;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The pointer of a schema, and a name in `required`.
type RequiredName<'n> = (&'n str, &'n str);

/// Pointers of the schemas for a value, sorted.
type Group<'n> = Vec<&'n str>;

/// Maximum nesting depth for searching properties.
const MAX_DEPTH: usize = 8;

/// Reports names in `required` that no composition of the schema declares.
pub(super) fn find(nodes: &Index<'_>) -> Vec<Finding> {
    let mut search = Search {
        nodes,
        undeclared: BTreeMap::new(),
        declared: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    for schema in nodes.of_kind(ObjectKind::Schema) {
        if !is_negated(nodes, schema) {
            search.group(&[schema], 0);
        }
    }
    let Search {
        undeclared,
        declared,
        ..
    } = search;
    let undeclared = undeclared
        .into_iter()
        .filter(|(key, _)| !declared.contains(key));
    undeclared
        .map(|((at, name), names)| finding(nodes, (at, name), &names))
        .collect()
}

struct Search<'n, 'v> {
    nodes: &'n Index<'v>,
    /// Names undeclared in at least one composition, with the declared names for suggestions.
    undeclared: BTreeMap<RequiredName<'n>, BTreeSet<&'n str>>,
    /// Names declared in at least one composition.
    declared: BTreeSet<RequiredName<'n>>,
    /// Groups of two or more schemas already checked.
    seen: BTreeSet<Group<'n>>,
}

impl<'n, 'v> Search<'n, 'v> {
    /// Checks schemas that apply to one value, then the schemas of the value's properties and
    /// items.
    fn group(&mut self, group: &[&'n Node<'v>], depth: usize) {
        let nodes = self.nodes;
        let mut all: Vec<&'n Node<'v>> = Vec::new();
        for schema in group {
            for part in flatten_branches(nodes, schema).schemas {
                if !all.iter().any(|known| std::ptr::eq(*known, part)) {
                    all.push(part);
                }
            }
        }
        let all = Flattened { schemas: all };
        let names = all.properties(nodes);
        self.compare(&all, &names);
        if depth == MAX_DEPTH {
            return;
        }
        let mut inner: Vec<Vec<&Node<'_>>> = names.into_values().collect();
        inner.push(children_of(nodes, &all, "items"));
        inner.push(children_of(nodes, &all, "additionalProperties"));
        for group in inner.iter().filter(|group| group.len() > 1) {
            let mut key: Group<'n> = group.iter().map(|node| node.pointer.as_str()).collect();
            key.sort_unstable();
            if self.seen.insert(key) {
                self.group(group, depth + 1);
            }
        }
    }

    fn compare(&mut self, all: &Flattened<'n, 'v>, names: &BTreeMap<&'n str, Vec<&'n Node<'v>>>) {
        let is_permissive = all
            .schemas
            .iter()
            .any(|part| allows_undeclared(self.nodes, part));
        for part in &all.schemas {
            // `required` in a condition has no effect by itself.
            if is_negated(self.nodes, part) {
                continue;
            }
            for name in own_required(self.nodes, part) {
                let key = (part.pointer.as_str(), name);
                if is_permissive || names.contains_key(name) {
                    self.declared.insert(key);
                } else {
                    self.undeclared.entry(key).or_default().extend(names.keys());
                }
            }
        }
    }
}

fn children_of<'n, 'v>(
    nodes: &'n Index<'v>,
    parts: &Flattened<'n, 'v>,
    keyword: &str,
) -> Vec<&'n Node<'v>> {
    let all = parts.schemas.iter();
    all.flat_map(|part| children(nodes, part, keyword))
        .collect()
}

/// True if the schema is inside `not` or `if`.
fn is_negated(nodes: &Index<'_>, node: &Node<'_>) -> bool {
    let mut node = Some(node);
    while let Some(inner) = node.filter(|inner| inner.kind == ObjectKind::Schema) {
        if matches!(inner.field, "not" | "if") {
            return true;
        }
        node = nodes.parent(inner);
    }
    false
}

/// True if the schema describes undeclared properties, or refers to an unknown schema.
fn allows_undeclared(nodes: &Index<'_>, part: &Node<'_>) -> bool {
    let keywords = [
        "additionalProperties",
        "unevaluatedProperties",
        "patternProperties",
    ];
    let mut values = keywords.iter().filter_map(|name| part.value.get(*name));
    let is_unresolved = part.value.get("$dynamicRef").is_some()
        || part
            .reference()
            .is_some_and(|reference| nodes.target(reference).is_none());
    is_unresolved || values.any(|value| !is_false(value))
}

fn finding(nodes: &Index<'_>, (at, name): RequiredName<'_>, names: &BTreeSet<&str>) -> Finding {
    let index = nodes.at(at).and_then(|node| {
        let list = node.value.get("required")?.as_array()?;
        list.iter().position(|item| item.as_str() == Some(name))
    });
    let list = child(at, "required");
    let item = child(&list, &index.unwrap_or_default().to_string());
    let problem = format!("required property `{name}` is not declared");
    let finding = Finding::new("undeclared-required", &item, problem);
    if let Some(meant) = closest(name, names.iter().copied()) {
        return finding.help(format!("did you mean `{meant}`?"));
    }
    let mut member = Map::new();
    member.insert(name.to_owned(), json!({}));
    let update = json!({ "properties": Value::Object(member) });
    finding
        .help("declare the property in `properties`, or remove it from `required`")
        .actions(vec![OverlayAction::update(nodes.root, at, update)])
}
