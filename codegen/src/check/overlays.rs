//! Overlay actions without effect.

use super::Finding;
use crate::source::Source;

/// Reports overlay actions without effect.
pub(super) fn find(source: &Source) -> Vec<Finding> {
    let found = source.unused_actions.iter().map(|at| {
        let problem = "overlay action has no effect: the spec already has this value";
        Finding::new("unused-action", at, problem).help("remove the action from the overlay")
    });
    found.collect()
}
