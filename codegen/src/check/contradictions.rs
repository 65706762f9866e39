//! Contradictory rules, under which a schema accepts no value.

use super::Finding;
use super::composition::{Flattened, flatten, has_effect};
use super::index::{Index, Node};
use crate::fields::ObjectKind;
use crate::keywords::{LIMITS, LimitKeyword};
use crate::source::pointer::child;
use serde_json::Value;
use std::collections::BTreeMap;

/// Maximum nesting depth for comparing properties.
const MAX_DEPTH: usize = 4;

/// Findings by the pointers of the two conflicting rules.
type Found = BTreeMap<(String, String), Finding>;

/// Reports contradictory rules.
pub(super) fn find(nodes: &Index<'_>) -> Vec<Finding> {
    let mut found = Found::new();
    for schema in nodes.of_kind(ObjectKind::Schema) {
        let search = &mut Search {
            nodes,
            composition: &schema.pointer,
            found: &mut found,
        };
        search.compare(&flatten(nodes, schema), 0);
    }
    found.into_values().collect()
}

struct Search<'n, 'v> {
    nodes: &'n Index<'v>,
    /// Pointer to the schema that combines the compared schemas.
    composition: &'n str,
    found: &'n mut Found,
}

impl Search<'_, '_> {
    /// Compares the rules of schemas that apply to one value, then the rules of the value's
    /// properties.
    fn compare(&mut self, parts: &Flattened<'_, '_>, depth: usize) {
        let rules = parts.schemas.iter().copied();
        let rules: Vec<&Node<'_>> = rules.filter(|node| has_effect(self.nodes, node)).collect();
        for (index, left) in rules.iter().enumerate() {
            for right in &rules[index + 1..] {
                self.types(left, right);
                self.values(left, right);
            }
        }
        let lower = bounds(&rules, LimitKeyword::is_lower);
        let upper = bounds(&rules, LimitKeyword::is_upper);
        for low in &lower {
            for high in &upper {
                self.bounds(low, high);
            }
        }
        if depth == MAX_DEPTH || rules.len() == 1 {
            return;
        }
        for (_, declared) in parts.properties(self.nodes) {
            if declared.len() > 1 {
                let mut all = Flattened {
                    schemas: Vec::new(),
                };
                for property in declared {
                    for part in super::composition::flatten(self.nodes, property).schemas {
                        if !all.schemas.iter().any(|known| std::ptr::eq(*known, part)) {
                            all.schemas.push(part);
                        }
                    }
                }
                self.compare(&all, depth + 1);
            }
        }
    }

    fn types(&mut self, left: &Node<'_>, right: &Node<'_>) {
        let named = |node| named_types(self.nodes, node);
        let (Some(left_types), Some(right_types)) = (named(left), named(right)) else {
            return;
        };
        if left_types.iter().any(|name| right_types.contains(name)) {
            return;
        }
        let problem = format!(
            "conflicting `type`: `{}` here, `{}` in a second schema for this value",
            left_types.join("` or `"),
            right_types.join("` or `")
        );
        self.report((left, "type"), (right, "type"), problem);
    }

    fn values(&mut self, left: &Node<'_>, right: &Node<'_>) {
        let (Some((left_values, keyword)), Some((right_values, right_keyword))) =
            (listed_values(left), listed_values(right))
        else {
            return;
        };
        let allows_null = |node: &Node<'_>| {
            named_types(self.nodes, node).is_some_and(|types| types.contains(&"null"))
        };
        let both_null = allows_null(left) && allows_null(right);
        if both_null || left_values.iter().any(|value| right_values.contains(value)) {
            return;
        }
        let problem = format!(
            "conflicting `{keyword}`: a second schema for this value allows none of the values"
        );
        self.report((left, keyword), (right, right_keyword), problem);
    }

    fn bounds(&mut self, low: &Bound<'_, '_>, high: &Bound<'_, '_>) {
        let ((lower, least), (upper, most)) = ((low.limit, low.value), (high.limit, high.value));
        if lower.types == upper.types && lower.excludes(least, (upper, most)) {
            let (lower, upper) = (lower.name, upper.name);
            let problem = format!(
                "conflicting bounds for one value: `{lower}` is {least}, `{upper}` is {most}"
            );
            self.report((low.node, lower), (high.node, upper), problem);
        }
    }

    fn report(
        &mut self,
        (left, keyword): (&Node<'_>, &str),
        (right, right_keyword): (&Node<'_>, &str),
        problem: String,
    ) {
        let left = child(&left.pointer, keyword);
        let right = child(&right.pointer, right_keyword);
        let composition = self.composition;
        self.found
            .entry((left, right))
            .or_insert_with_key(|(left, right)| {
                Finding::new("conflicting-schemas", left, problem)
                    .notes(vec![
                        format!("conflicts with {right}"),
                        format!("both rules apply in {composition}"),
                    ])
                    .help("correct one of the rules")
            });
    }
}

/// A limit of a schema.
struct Bound<'n, 'v> {
    node: &'n Node<'v>,
    limit: &'static LimitKeyword,
    value: f64,
}

/// Returns the selected limits of schemas.
fn bounds<'n, 'v>(
    schemas: &[&'n Node<'v>],
    is_selected: fn(&LimitKeyword) -> bool,
) -> Vec<Bound<'n, 'v>> {
    let limits = LIMITS.iter().filter(|limit| is_selected(limit));
    let all = limits.flat_map(|limit| {
        schemas.iter().filter_map(move |node| {
            let value = node.value.get(limit.name)?.as_f64()?;
            Some(Bound { node, limit, value })
        })
    });
    all.collect()
}

/// Returns the names in `type`. `integer` counts as `number`.
fn named_types<'v>(nodes: &Index<'_>, node: &Node<'v>) -> Option<Vec<&'v str>> {
    let mut types: Vec<&str> = match node.value.get("type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    if nodes.is_30() && node.value.get("nullable") == Some(&Value::Bool(true)) {
        types.push("null");
    }
    for name in &mut types {
        if *name == "integer" {
            *name = "number";
        }
    }
    Some(types)
}

/// Returns the values of `const` or `enum`, with the keyword.
fn listed_values<'v>(node: &Node<'v>) -> Option<(Vec<&'v Value>, &'static str)> {
    match (node.value.get("const"), node.value.get("enum")) {
        (Some(value), _) => Some((vec![value], "const")),
        (None, Some(Value::Array(values))) => Some((values.iter().collect(), "enum")),
        _ => None,
    }
}
