//! Inlines Swagger 2.0 references to values whose conversion depends on the position.

use crate::document;
use crate::json::Json;
use crate::source::Source;
use crate::source::pointer::child;

/// The longest chain of references.
const MAX_CHAIN: usize = 8;

/// The most values to copy: a small spec may refer to a large value many times.
const MAX_VALUES: usize = 1 << 20;

impl Source {
    /// Inlines references to path items, parameters and responses. References into the shared
    /// `parameters` and `responses` of the root stay, since both are converted in place.
    pub(super) fn inline(&mut self) {
        let mut budget = MAX_VALUES;
        self.inline_all(&members(&self.root, "/paths"), None, &mut budget);
        let mut parameters = members(&self.root, "/parameters");
        let mut responses = members(&self.root, "/responses");
        for path in members(&self.root, "/paths") {
            parameters.extend(members(&self.root, &format!("{path}/parameters")));
            for operation in members(&self.root, &path) {
                parameters.extend(members(&self.root, &format!("{operation}/parameters")));
                responses.extend(members(&self.root, &format!("{operation}/responses")));
            }
        }
        self.inline_all(&parameters, Some("/parameters/"), &mut budget);
        self.inline_all(&responses, Some("/responses/"), &mut budget);
    }

    /// Inlines the references at `pointers`, except references below `shared`. Looks up every target
    /// before copying, so copies contain no copies.
    fn inline_all(&mut self, pointers: &[String], shared: Option<&str>, budget: &mut usize) {
        let targets: Vec<_> = pointers
            .iter()
            .filter_map(|place| Some((place, target(&self.root, place, shared)?)))
            .collect();
        let contents: Vec<_> = targets
            .into_iter()
            .filter_map(|(place, target)| {
                let content = self.root.pointer(&target)?;
                *budget = budget.checked_sub(content.descendants().take(*budget + 1).count())?;
                Some((place, target, content.clone()))
            })
            .collect();
        let mut moves = Vec::new();
        for (place, target, content) in contents {
            if let Some(value) = self.root.pointer_mut(place) {
                *value = content;
                moves.push((place.clone(), target));
            }
        }
        self.record_moves(&moves);
    }
}

/// Follows a chain of references. Returns `None` if the target is shared or contains the reference.
fn target(root: &Json, place: &str, shared: Option<&str>) -> Option<String> {
    let mut found = None;
    let mut at = place.to_owned();
    for _ in 0..MAX_CHAIN {
        let Some(next) = document::ref_target(root.pointer(&at)?) else {
            break;
        };
        let is_around = place.starts_with(&format!("{next}/")) || next == place;
        if is_around || shared.is_some_and(|shared| next.starts_with(shared)) {
            return None;
        }
        at.clone_from(&next);
        found = Some(next);
    }
    found
}

/// Returns the pointers to the properties or items of a value.
fn members(root: &Json, pointer: &str) -> Vec<String> {
    match root.pointer(pointer) {
        Some(Json::Object(members)) => members.keys().map(|name| child(pointer, name)).collect(),
        Some(Json::Array(items)) => (0..items.len())
            .map(|index| format!("{pointer}/{index}"))
            .collect(),
        _ => Vec::new(),
    }
}
