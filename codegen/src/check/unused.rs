//! Components that no operation uses.

use super::duplicates::equal_components;
use super::index::Index;
use super::reachable::{components, used_components};
use super::{Finding, OverlayAction};
use crate::fields::ObjectKind;
use crate::source::Source;

/// Reports components that are unreachable from operations.
pub(super) fn find(nodes: &Index<'_>, source: &Source) -> Vec<Finding> {
    // A spec without operations is a library of components: every component counts as used.
    if nodes.of_kind(ObjectKind::Operation).next().is_none() {
        return Vec::new();
    }
    let used = used_components(nodes);
    let twins = equal_components(nodes, &|_| true);
    let mut found = Vec::new();
    for component in components(nodes) {
        if used.contains(&component.pointer) || source.is_shared(&component.pointer) {
            continue;
        }
        let word = component.kind.word();
        let name = component.key.unwrap_or_default();
        let problem = format!("unused {word} `{name}`");
        let twin = twins.get(component.pointer.as_str());
        let same = twin.map(|twin| format!("equal to {twin}"));
        found.push(
            Finding::new("unused-component", &component.pointer, problem)
                .of_name()
                .notes(same.into_iter().collect())
                .help("remove the component, or refer to it where needed")
                .actions(vec![OverlayAction::remove(nodes.root, &component.pointer)]),
        );
    }
    found
}
