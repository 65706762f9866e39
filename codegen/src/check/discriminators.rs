//! Discriminators that select no schema, or not the intended schema.
//!
//! ```yaml
//! Pet:
//!   oneOf: [{ $ref: '#/components/schemas/Cat' }]
//!   discriminator: { propertyName: kind } # without `mapping`, the value is `Cat`
//! Cat:
//!   properties: { kind: { const: cat } } # `unmapped-branches`: needs `mapping: { cat: … }`
//! ```

mod mapping;

use super::composition::{children, derived_schemas, flatten, flatten_branches, has_effect};
use super::index::is_in_bundled_file;
use super::index::{Index, Node};
use super::{Finding, OverlayAction, join_names};
use crate::document::local_pointer;
use crate::fields::ObjectKind;
use crate::source::pointer::{child, tokens};
use crate::spelling::closest;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A discriminator with its schema and branches.
struct DiscriminatorCheck<'n, 'v> {
    nodes: &'n Index<'v>,
    /// The schema with the `discriminator`.
    schema: &'n Node<'v>,
    at: String,
    property: &'v str,
    /// `mapping`: values with their references.
    mapping: Vec<(&'v str, &'v str)>,
    /// The branches with a `$ref`, and the targets of the references.
    branches: Vec<(&'n Node<'v>, &'n Node<'v>)>,
}

/// Reports discriminators without effect and with wrong branches or mappings.
pub(super) fn find(nodes: &Index<'_>) -> Vec<Finding> {
    let heirs = derived_schemas(nodes);
    let mut found = Vec::new();
    for schema in nodes.of_kind(ObjectKind::Schema) {
        let Some(chooser) = DiscriminatorCheck::of(nodes, schema) else {
            continue;
        };
        let heirs = heirs.get(schema.pointer.as_str());
        match (has_branches(nodes, schema), heirs) {
            (true, _) => {
                found.extend(chooser.undeclared());
                found.extend(chooser.unmapped());
                found.extend(chooser.mapped_outside_union());
            }
            (false, Some(heirs)) => found.extend(chooser.unchecked(heirs)),
            (false, None) => found.extend(chooser.unused()),
        }
        found.extend(chooser.unresolved());
        found.extend(chooser.conflicting_values());
    }
    found
}

/// Returns the pointers to the schemas that discriminators select. The name of such a schema
/// carries meaning, so equal schemas are not duplicates.
pub(super) fn selected_schemas(nodes: &Index<'_>) -> BTreeSet<String> {
    let mut chosen = BTreeSet::new();
    for schema in nodes.of_kind(ObjectKind::Schema) {
        let Some(chooser) = DiscriminatorCheck::of(nodes, schema) else {
            continue;
        };
        let mapped = chooser
            .mapping
            .iter()
            .filter_map(|(_, target)| pointer_of(target));
        chosen.extend(mapped);
        for (branch, target) in &chooser.branches {
            chosen.extend(branch.reference().and_then(local_pointer));
            chosen.insert(target.pointer.clone());
        }
    }
    let heirs = derived_schemas(nodes).into_values().flatten();
    chosen.extend(heirs.map(str::to_owned));
    chosen
}

fn has_branches(nodes: &Index<'_>, schema: &Node<'_>) -> bool {
    let parts = flatten(nodes, schema).schemas;
    parts.iter().any(|part| {
        ["oneOf", "anyOf"]
            .iter()
            .any(|union| part.value.get(*union).is_some())
    })
}

impl<'n, 'v> DiscriminatorCheck<'n, 'v> {
    fn of(nodes: &'n Index<'v>, schema: &'n Node<'v>) -> Option<Self> {
        let discriminator = schema.value.get("discriminator")?;
        if !has_effect(nodes, schema) {
            return None;
        }
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let mapping = mapping.into_iter().flatten();
        let parts = flatten(nodes, schema).schemas;
        let unions = parts
            .iter()
            .flat_map(|part| ["oneOf", "anyOf"].map(|union| children(nodes, part, union)));
        let branches = unions.flatten().filter_map(|branch| {
            branch.reference()?;
            Some((branch, nodes.resolved(branch)?))
        });
        Some(DiscriminatorCheck {
            nodes,
            schema,
            at: child(&schema.pointer, "discriminator"),
            property: discriminator.get("propertyName")?.as_str()?,
            mapping: mapping
                .filter_map(|(value, target)| Some((value.as_str(), target.as_str()?)))
                .collect(),
            branches: branches.collect(),
        })
    }

    /// Returns the schema for a value of `mapping`.
    fn target(&self, target: &str) -> Option<&'n Node<'v>> {
        let node = self.nodes.at(&pointer_of(target)?)?;
        self.nodes.resolved(node)
    }

    /// Reports a discriminator without schemas to select from.
    fn unused(&self) -> Option<Finding> {
        // The discriminator of a branch may belong to the enclosing union.
        if matches!(self.schema.field, "allOf" | "anyOf" | "oneOf") {
            return None;
        }
        let problem = "discriminator has no effect: the schema has no `oneOf` or `anyOf`, and no \
                       schema extends it by `allOf`";
        let mapped = self
            .mapping
            .iter()
            .filter(|(_, target)| self.target(target).is_some());
        let mapped: Vec<String> = mapped
            .map(|(value, target)| {
                format!("`{value}` is mapped to {target}, which is never applied")
            })
            .collect();
        let finding = Finding::new("unused-discriminator", &self.at, problem);
        Some(match mapped.is_empty() {
            true => finding
                .help("remove the discriminator, or add the missing `oneOf`")
                .actions(vec![OverlayAction::remove(self.nodes.root, &self.at)]),
            false => finding
                .notes(mapped)
                .help("add `oneOf` with the mapped schemas, or remove the discriminator"),
        })
    }

    /// Reports a discriminator that relies on inheritance, which JSON Schema lacks.
    fn unchecked(&self, heirs: &[&str]) -> Option<Finding> {
        let is_value = |node: &Node<'_>| {
            let target = node.reference().and_then(local_pointer);
            target.as_deref() == Some(self.schema.pointer.as_str())
                && !matches!(node.field, "allOf" | "anyOf" | "oneOf")
        };
        // OpenAPI 3.0 schemas are not JSON Schema, and inherit by `allOf`.
        if self.nodes.is_30() || !self.nodes.of_kind(ObjectKind::Schema).any(is_value) {
            return None;
        }
        let names = heirs
            .iter()
            .map(|at| at.rsplit('/').next().unwrap_or_default());
        let problem = format!(
            "discriminator without `oneOf`: JSON Schema never applies the schemas that extend \
             this schema by `allOf`: {}",
            join_names(names)
        );
        Some(
            Finding::new("unchecked-discriminator", &self.at, problem).help(
                "use `oneOf` with the extending schemas where their values are valid, and move \
                 the discriminator there",
            ),
        )
    }

    /// Reports branches that do not declare the discriminator property.
    fn undeclared(&self) -> Vec<Finding> {
        let own = flatten(self.nodes, self.schema).properties(self.nodes);
        if own.contains_key(self.property) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (branch, target) in &self.branches {
            let possible = flatten_branches(self.nodes, target);
            let names = possible.properties(self.nodes);
            let is_known = possible.schemas.iter().all(|part| {
                part.reference()
                    .is_none_or(|reference| self.nodes.target(reference).is_some())
            });
            if names.contains_key(self.property) || names.is_empty() || !is_known {
                continue;
            }
            let problem = format!(
                "branch does not declare the discriminator property `{}`",
                self.property
            );
            let help = match closest(self.property, names.keys().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("declare `{}` in the branch", self.property),
            };
            found.push(
                Finding::new("undeclared-discriminator", &branch.pointer, problem)
                    .notes(vec![format!("the branch is {}", target.pointer)])
                    .help(help),
            );
        }
        found
    }

    /// Reports unmapped branches whose schema name is not a valid value of the discriminator
    /// property.
    fn unmapped(&self) -> Option<Finding> {
        let mut notes = Vec::new();
        let mut mapping = Map::new();
        for (branch, target) in &self.branches {
            let reference = branch
                .reference()
                .and_then(local_pointer)
                .unwrap_or_default();
            let name = tokens(&reference).last().unwrap_or_default().into_owned();
            let mut targets = self.mapping.iter().map(|(_, target)| self.target(target));
            let is_mapped =
                targets.any(|node| node.is_some_and(|node| node.pointer == target.pointer));
            let Some(values) = self.values(target) else {
                continue;
            };
            if is_mapped || values.contains(name.as_str()) || is_in_bundled_file(&reference) {
                continue;
            }
            notes.push(format!(
                "`{name}` selects this branch, but its `{}` is {}",
                self.property,
                join_names(values.iter().copied())
            ));
            let is_free = |value: &&&str| self.mapping.iter().all(|(mapped, _)| mapped != *value);
            for value in values.iter().filter(is_free) {
                mapping.insert((*value).to_owned(), json!(branch.reference()));
            }
        }
        if notes.is_empty() {
            return None;
        }
        let problem = format!(
            "incomplete `mapping`: branches exclude their schema name as the value of `{}`",
            self.property
        );
        let finding = Finding::new("unmapped-branches", &self.at, problem)
            .notes(notes)
            .help("map the values to the branches in `mapping`");
        let is_complete = mapping.len() == finding.diagnostic.notes.len();
        Some(match is_complete {
            true => finding.actions(vec![OverlayAction::update(
                self.nodes.root,
                &self.at,
                json!({ "mapping": mapping }),
            )]),
            false => finding,
        })
    }

    /// Returns the values that a branch allows for the discriminator property.
    fn values(&self, target: &'n Node<'v>) -> Option<BTreeSet<&'v str>> {
        let members = flatten(self.nodes, target).properties(self.nodes);
        let mut all: Option<BTreeSet<&str>> = None;
        for member in members.get(self.property)? {
            for part in flatten(self.nodes, member).schemas {
                let listed = match (part.value.get("const"), part.value.get("enum")) {
                    (Some(value), _) => vec![value],
                    (None, Some(Value::Array(values))) => values.iter().collect(),
                    _ => continue,
                };
                let listed: Option<BTreeSet<&str>> =
                    listed.into_iter().map(Value::as_str).collect();
                let listed = listed?;
                all = Some(match all {
                    Some(all) => all.intersection(&listed).copied().collect(),
                    None => listed,
                });
            }
        }
        all.filter(|all| !all.is_empty())
    }
}

/// Returns the pointer for a value of `mapping`: a reference within the spec, or the name of a
/// schema.
fn pointer_of(target: &str) -> Option<String> {
    match target.contains(['#', '/', '.']) {
        true => local_pointer(target),
        false => Some(child("/components/schemas", target)),
    }
}
