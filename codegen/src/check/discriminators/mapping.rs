//! What a discriminator maps values to.

use super::{Chooser, pointer_of};
use crate::check::parts::{parts, possible};
use crate::check::{Action, Finding, listed};
use crate::document::escape;
use crate::source::FILES;
use crate::source::pointer::{child, tokens};
use crate::spelling::closest;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Chooser<'_, '_> {
    /// Values that are mapped to schemas which are no branch.
    pub(super) fn outside(&self) -> Vec<Finding> {
        let reached: BTreeSet<&str> = possible(self.nodes, self.schema)
            .all
            .iter()
            .map(|part| part.pointer.as_str())
            .collect();
        let mut found = Vec::new();
        for (value, target) in &self.mapping {
            let Some(node) = self.target(target) else {
                continue;
            };
            // An heir of a branch is valid under the branch, too.
            let parts = parts(self.nodes, node).all;
            if parts
                .iter()
                .any(|part| reached.contains(part.pointer.as_str()))
            {
                continue;
            }
            let problem =
                format!("`{value}` is mapped to `{target}`, which is no branch of the union");
            found.push(
                Finding::new("mapping-outside-union", &self.entry(value), problem)
                    .help("add the schema to the union, or remove the value here"),
            );
        }
        found
    }

    /// Values that are mapped to nothing.
    pub(super) fn leading_nowhere(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (value, target) in &self.mapping {
            let Some(pointer) = pointer_of(target) else {
                continue;
            };
            // A name may be meant within another file.
            let is_name = !target.starts_with('#');
            let has_files = self.nodes.root.get(FILES).is_some();
            if self.nodes.root.pointer(&pointer).is_some() || is_name && has_files {
                continue;
            }
            let problem = format!("`{value}` is mapped to `{target}`, which leads to nothing");
            let siblings = self.nodes.root.pointer("/components/schemas");
            let siblings = siblings.and_then(Value::as_object);
            let name = tokens(&pointer).last().unwrap_or_default().into_owned();
            let meant = closest(
                &name,
                siblings
                    .into_iter()
                    .flat_map(|it| it.keys())
                    .map(String::as_str),
            );
            let help = match meant {
                Some(meant) => format!("did you mean `#/components/schemas/{}`?", escape(meant)),
                None => "correct the reference, or add what it names".to_owned(),
            };
            let at = self.entry(value);
            found.push(
                Finding::new("unresolved-reference", &at, problem)
                    .help(help)
                    .actions(vec![Action::remove(self.nodes.root, &at)]),
            );
        }
        found
    }

    /// Values that the schema which they are mapped to does not have.
    pub(super) fn contradicting(&self) -> Vec<Finding> {
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
                    "`{value}` is mapped to `{target}`, whose `{}` it can never be",
                    self.property
                );
                found.push(
                    Finding::new("contradicting-mapping", &self.entry(value), problem)
                        .notes(vec![format!("it is {}", listed(values.iter().copied()))])
                        .help("correct the value, the reference, or what the schema says"),
                );
            }
        }
        found
    }

    fn entry(&self, value: &str) -> String {
        child(&child(&self.at, "mapping"), value)
    }
}
