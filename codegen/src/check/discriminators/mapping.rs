//! Checks of a discriminator's `mapping`.

use super::{DiscriminatorCheck, pointer_of};
use crate::check::composition::{flatten, flatten_branches};
use crate::check::{Finding, OverlayAction, join_names};
use crate::document::escape;
use crate::source::BUNDLED_FILES;
use crate::source::pointer::{child, tokens};
use crate::spelling::closest;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl DiscriminatorCheck<'_, '_> {
    /// Reports values mapped to schemas outside the union.
    pub(super) fn mapped_outside_union(&self) -> Vec<Finding> {
        let reached: BTreeSet<&str> = flatten_branches(self.nodes, self.schema)
            .schemas
            .iter()
            .map(|part| part.pointer.as_str())
            .collect();
        let mut found = Vec::new();
        for (value, target) in &self.mapping {
            let Some(node) = self.target(target) else {
                continue;
            };
            // A schema that extends a branch by `allOf` is valid under the branch.
            let parts = flatten(self.nodes, node).schemas;
            if parts
                .iter()
                .any(|part| reached.contains(part.pointer.as_str()))
            {
                continue;
            }
            let problem =
                format!("`{value}` is mapped to `{target}`, which is not a branch of the union");
            found.push(
                Finding::new("mapping-outside-union", &self.entry(value), problem)
                    .help("add the schema to the union, or remove the value from `mapping`"),
            );
        }
        found
    }

    /// Reports values mapped to missing schemas.
    pub(super) fn unresolved(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (value, target) in &self.mapping {
            let Some(pointer) = pointer_of(target) else {
                continue;
            };
            // The name may refer to a schema in a second file.
            let is_name = !target.starts_with('#');
            let has_files = self.nodes.root.get(BUNDLED_FILES).is_some();
            if self.nodes.root.pointer(&pointer).is_some() || is_name && has_files {
                continue;
            }
            let problem = format!("unresolved reference `{target}` for the value `{value}`");
            let siblings = self.nodes.root.pointer("/components/schemas");
            let siblings = siblings.and_then(Value::as_object);
            let name = tokens(&pointer).last().unwrap_or_default().into_owned();
            let meant = closest(
                &name,
                siblings
                    .into_iter()
                    .flat_map(|schemas| schemas.keys())
                    .map(String::as_str),
            );
            let help = match meant {
                Some(meant) => format!("did you mean `#/components/schemas/{}`?", escape(meant)),
                None => "correct the reference, or add its target".to_owned(),
            };
            let at = self.entry(value);
            found.push(
                Finding::new("unresolved-reference", &at, problem)
                    .help(help)
                    .actions(vec![OverlayAction::remove(self.nodes.root, &at)]),
            );
        }
        found
    }

    /// Reports values that the discriminator property of the mapped schema excludes.
    pub(super) fn conflicting_values(&self) -> Vec<Finding> {
        let mut by_target: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (value, target) in &self.mapping {
            by_target.entry(target).or_default().push(value);
        }
        let mut found = Vec::new();
        for (target, mapped) in by_target {
            let Some(values) = self.target(target).and_then(|node| self.values(node)) else {
                continue;
            };
            for value in mapped.iter().filter(|value| !values.contains(*value)) {
                let problem = format!(
                    "`{value}` is mapped to `{target}`, but `{}` excludes the value",
                    self.property
                );
                found.push(
                    Finding::new("conflicting-mapping", &self.entry(value), problem)
                        .notes(vec![format!(
                            "`{}` is {}",
                            self.property,
                            join_names(values.iter().copied())
                        )])
                        .help("correct the value, the reference or the schema"),
                );
            }
        }
        found
    }

    fn entry(&self, value: &str) -> String {
        child(&child(&self.at, "mapping"), value)
    }
}
