//! Actions of overlays that repeat what the description says anyway.

use super::Finding;
use crate::source::Source;

/// Tells of the actions that changed nothing.
pub(super) fn find(source: &Source) -> Vec<Finding> {
    let found = source.idle_actions.iter().map(|at| {
        let problem = "this action changes nothing: the description says so already";
        Finding::new("idle-action", at, problem).help("remove it from the overlay")
    });
    found.collect()
}
