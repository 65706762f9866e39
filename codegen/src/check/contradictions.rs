//! Schemas under which no value is valid, since two of their rules cannot hold at once.

use super::Finding;
use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use super::parts::{Parts, counts, parts};
use crate::source::pointer::child;
use serde_json::Value;
use std::collections::BTreeMap;

/// Lower and upper bounds that belong together.
const BOUNDS: &[(&str, &str)] = &[
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
];

/// How deep members of members are compared.
const DEEPEST: usize = 4;

/// Two rules that cannot hold at once, by their pointers.
type Found = BTreeMap<(String, String), Finding>;

/// Tells of rules that contradict each other.
pub(super) fn find(nodes: &Nodes<'_>) -> Vec<Finding> {
    let mut found = Found::new();
    for schema in nodes.of_kind(Kind::Schema) {
        let search = &mut Search {
            nodes,
            whole: &schema.pointer,
            found: &mut found,
        };
        search.compare(&parts(nodes, schema), 0);
    }
    found.into_values().collect()
}

struct Search<'n, 'v> {
    nodes: &'n Nodes<'v>,
    /// The schema in which the others come together.
    whole: &'n str,
    found: &'n mut Found,
}

impl Search<'_, '_> {
    /// Compares the rules of schemas that apply to one value, and then those of its members.
    fn compare(&mut self, parts: &Parts<'_, '_>, depth: usize) {
        let rules = parts.all.iter().copied();
        let rules: Vec<&Node<'_>> = rules.filter(|it| counts(self.nodes, it)).collect();
        for (index, left) in rules.iter().enumerate() {
            for right in &rules[index + 1..] {
                self.types(left, right);
                self.values(left, right);
            }
        }
        for low in &rules {
            for high in &rules {
                for (lower, upper) in BOUNDS {
                    self.bounds((low, lower), (high, upper));
                }
            }
        }
        if depth == DEEPEST || rules.len() == 1 {
            return;
        }
        for (_, declared) in parts.properties(self.nodes) {
            if declared.len() > 1 {
                let mut all = Parts { all: Vec::new() };
                for property in declared {
                    for part in super::parts::parts(self.nodes, property).all {
                        if !all.all.iter().any(|other| std::ptr::eq(*other, part)) {
                            all.all.push(part);
                        }
                    }
                }
                self.compare(&all, depth + 1);
            }
        }
    }

    fn types(&mut self, left: &Node<'_>, right: &Node<'_>) {
        let named = |node| named_types(self.nodes, node);
        let (Some(some), Some(others)) = (named(left), named(right)) else {
            return;
        };
        if some.iter().any(|name| others.contains(name)) {
            return;
        }
        let problem = format!(
            "this wants `{}`, and another schema that applies to the same value wants `{}`: \
             nothing is both",
            some.join("` or `"),
            others.join("` or `")
        );
        self.tell((left, "type"), (right, "type"), problem);
    }

    fn values(&mut self, left: &Node<'_>, right: &Node<'_>) {
        let (Some((some, by)), Some((others, by_other))) =
            (listed_values(left), listed_values(right))
        else {
            return;
        };
        let allows_null = |node: &Node<'_>| {
            named_types(self.nodes, node).is_some_and(|types| types.contains(&"null"))
        };
        let both_null = allows_null(left) && allows_null(right);
        if both_null || some.iter().any(|value| others.contains(value)) {
            return;
        }
        let problem = "none of these values is one that another schema lists, which applies to the \
                       same value";
        self.tell((left, by), (right, by_other), problem.to_owned());
    }

    fn bounds(&mut self, (low, lower): (&Node<'_>, &str), (high, upper): (&Node<'_>, &str)) {
        let number = |node: &Node<'_>, name: &str| node.value.get(name).and_then(Value::as_f64);
        let (Some(least), Some(most)) = (number(low, lower), number(high, upper)) else {
            return;
        };
        if least > most {
            let problem = format!(
                "`{lower}` is {least}, and `{upper}` of what applies to the same value is {most}: \
                 nothing is both"
            );
            self.tell((low, lower), (high, upper), problem);
        }
    }

    fn tell(
        &mut self,
        (one, keyword): (&Node<'_>, &str),
        (other, other_keyword): (&Node<'_>, &str),
        problem: String,
    ) {
        let one = child(&one.pointer, keyword);
        let other = child(&other.pointer, other_keyword);
        let whole = self.whole;
        self.found
            .entry((one, other))
            .or_insert_with_key(|(one, other)| {
                Finding::new("contradiction", one, problem)
                    .notes(vec![
                        format!("the other one is {other}"),
                        format!("both apply in {whole}"),
                    ])
                    .help("correct one of them")
            });
    }
}

/// The types that a schema names; `integer` and `number` are one here.
fn named_types<'v>(nodes: &Nodes<'_>, node: &Node<'v>) -> Option<Vec<&'v str>> {
    let mut types: Vec<&str> = match node.value.get("type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    if nodes.is_30 && node.value.get("nullable") == Some(&Value::Bool(true)) {
        types.push("null");
    }
    for name in &mut types {
        if *name == "integer" {
            *name = "number";
        }
    }
    Some(types)
}

/// The values that a schema lists, and under which keyword.
fn listed_values<'v>(node: &Node<'v>) -> Option<(Vec<&'v Value>, &'static str)> {
    match (node.value.get("const"), node.value.get("enum")) {
        (Some(value), _) => Some((vec![value], "const")),
        (None, Some(Value::Array(values))) => Some((values.iter().collect(), "enum")),
        _ => None,
    }
}
