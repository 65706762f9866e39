//! References of Swagger 2.0 to what is converted only where it stands.

use crate::document;
use crate::json::Json;
use crate::source::Source;
use crate::source::pointer::child;

/// How many references may lead to each other in a row.
const DEEPEST: usize = 8;

/// So many values are copied at most: a small text may refer to the same large thing often.
const MOST_VALUES: usize = 1 << 20;

impl Source {
    /// Puts path items, parameters and responses in the place of the references to them. What the
    /// root shares stays where it is: that is converted there.
    pub(super) fn inline(&mut self) {
        let mut left = MOST_VALUES;
        self.inline_all(&members(&self.root, "/paths"), None, &mut left);
        let mut parameters = members(&self.root, "/parameters");
        let mut responses = members(&self.root, "/responses");
        for path in members(&self.root, "/paths") {
            parameters.extend(members(&self.root, &format!("{path}/parameters")));
            for operation in members(&self.root, &path) {
                parameters.extend(members(&self.root, &format!("{operation}/parameters")));
                responses.extend(members(&self.root, &format!("{operation}/responses")));
            }
        }
        self.inline_all(&parameters, Some("/parameters/"), &mut left);
        self.inline_all(&responses, Some("/responses/"), &mut left);
    }

    /// Copies what references in these places name, but for what is shared. All are looked up before
    /// anything is copied, so no copy is copied again.
    fn inline_all(&mut self, places: &[String], shared: Option<&str>, left: &mut usize) {
        let targets: Vec<_> = places
            .iter()
            .filter_map(|place| Some((place, target(&self.root, place, shared)?)))
            .collect();
        let contents: Vec<_> = targets
            .into_iter()
            .filter_map(|(place, target)| {
                let content = self.root.pointer(&target)?;
                *left = left.checked_sub(content.all().take(*left + 1).count())?;
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
        self.move_all(&moves);
    }
}

/// Where a reference leads in the end, unless that is shared, or around the reference itself.
fn target(root: &Json, place: &str, shared: Option<&str>) -> Option<String> {
    let mut found = None;
    let mut at = place.to_owned();
    for _ in 0..DEEPEST {
        let Some(next) = document::target(root.pointer(&at)?) else {
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

/// The pointers to the members or elements of the value at a pointer.
fn members(root: &Json, pointer: &str) -> Vec<String> {
    match root.pointer(pointer) {
        Some(Json::Object(members)) => members.keys().map(|name| child(pointer, name)).collect(),
        Some(Json::Array(items)) => (0..items.len())
            .map(|index| format!("{pointer}/{index}"))
            .collect(),
        _ => Vec::new(),
    }
}
