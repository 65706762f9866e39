//! Required members that no property declares.

use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use super::parts::{Parts, children, possible, required};
use super::{Action, Finding, is_never};
use crate::source::pointer::child;
use crate::spelling::closest;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A required name, by the schema that requires it.
type Named<'n> = (&'n str, &'n str);

/// Schemas that are compared together, by their pointers, in order.
type Group<'n> = Vec<&'n str>;

/// How deep members of members are looked into.
const DEEPEST: usize = 8;

/// Tells of names in `required` that are declared in no composition of the schema.
pub(super) fn find(nodes: &Nodes<'_>) -> Vec<Finding> {
    let mut search = Search {
        nodes,
        open: BTreeMap::new(),
        settled: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    for whole in nodes.of_kind(Kind::Schema) {
        if !is_negated(nodes, whole) {
            search.group(&[whole], 0);
        }
    }
    let Search { open, settled, .. } = search;
    let open = open.into_iter().filter(|(key, _)| !settled.contains(key));
    open.map(|((at, name), names)| finding(nodes, (at, name), &names))
        .collect()
}

struct Search<'n, 'v> {
    nodes: &'n Nodes<'v>,
    /// What no property declares so far, with the names that are declared there.
    open: BTreeMap<Named<'n>, BTreeSet<&'n str>>,
    /// What some composition declares.
    settled: BTreeSet<Named<'n>>,
    /// The groups of several schemas that were looked at.
    seen: BTreeSet<Group<'n>>,
}

impl<'n, 'v> Search<'n, 'v> {
    /// Looks at schemas that are about one value, and then at those about its members and items.
    fn group(&mut self, group: &[&'n Node<'v>], depth: usize) {
        let nodes = self.nodes;
        let mut all: Vec<&'n Node<'v>> = Vec::new();
        for schema in group {
            for part in possible(nodes, schema).all {
                if !all.iter().any(|other| std::ptr::eq(*other, part)) {
                    all.push(part);
                }
            }
        }
        let all = Parts { all };
        let names = all.properties(nodes);
        self.compare(&all, &names);
        if depth == DEEPEST {
            return;
        }
        let mut inner: Vec<Vec<&Node<'_>>> = names.into_values().collect();
        inner.push(children_of(nodes, &all, "items"));
        inner.push(children_of(nodes, &all, "additionalProperties"));
        for group in inner.iter().filter(|group| group.len() > 1) {
            let mut key: Group<'n> = group.iter().map(|it| it.pointer.as_str()).collect();
            key.sort_unstable();
            if self.seen.insert(key) {
                self.group(group, depth + 1);
            }
        }
    }

    fn compare(&mut self, all: &Parts<'n, 'v>, names: &BTreeMap<&'n str, Vec<&'n Node<'v>>>) {
        let is_open = all.all.iter().any(|part| takes_others(self.nodes, part));
        for part in &all.all {
            // What a condition asks for is no promise.
            if is_negated(self.nodes, part) {
                continue;
            }
            for name in required(self.nodes, part) {
                let key = (part.pointer.as_str(), name);
                if is_open || names.contains_key(name) {
                    self.settled.insert(key);
                } else {
                    self.open.entry(key).or_default().extend(names.keys());
                }
            }
        }
    }
}

fn children_of<'n, 'v>(
    nodes: &'n Nodes<'v>,
    parts: &Parts<'n, 'v>,
    keyword: &str,
) -> Vec<&'n Node<'v>> {
    let all = parts.all.iter();
    all.flat_map(|part| children(nodes, part, keyword))
        .collect()
}

/// Whether a schema stands where values are refused or only looked at.
fn is_negated(nodes: &Nodes<'_>, node: &Node<'_>) -> bool {
    let mut node = Some(node);
    while let Some(inner) = node.filter(|inner| inner.kind == Kind::Schema) {
        if matches!(inner.member, "not" | "if") {
            return true;
        }
        node = nodes.parent(inner);
    }
    false
}

/// Whether a schema describes members whose names it does not know, or leads to what is not known.
fn takes_others(nodes: &Nodes<'_>, part: &Node<'_>) -> bool {
    let others = [
        "additionalProperties",
        "unevaluatedProperties",
        "patternProperties",
    ];
    let mut others = others.iter().filter_map(|name| part.value.get(*name));
    let leads_away = part.value.get("$dynamicRef").is_some()
        || part
            .reference()
            .is_some_and(|it| nodes.target(it).is_none());
    leads_away || others.any(|others| !is_never(others))
}

fn finding(nodes: &Nodes<'_>, (at, name): Named<'_>, names: &BTreeSet<&str>) -> Finding {
    let index = nodes.at(at).and_then(|node| {
        let list = node.value.get("required")?.as_array()?;
        list.iter().position(|item| item.as_str() == Some(name))
    });
    let list = child(at, "required");
    let item = child(&list, &index.unwrap_or_default().to_string());
    let problem = format!("`{name}` is required, and no property declares it");
    let finding = Finding::new("undeclared-required", &item, problem);
    if let Some(meant) = closest(name, names.iter().copied()) {
        return finding.help(format!("did you mean `{meant}`?"));
    }
    let mut member = Map::new();
    member.insert(name.to_owned(), json!({}));
    let update = json!({ "properties": Value::Object(member) });
    finding
        .help("declare it in `properties`, or do not require it")
        .actions(vec![Action::update(nodes.root, at, update)])
}
