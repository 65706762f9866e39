//! References of Swagger 2.0 to what is converted only where it stands.

use crate::document::local;
use crate::json::Json;
use crate::source::Source;
use crate::source::pointer::child;

/// How many references may lead to each other in a row.
const DEEPEST: usize = 8;

impl Source {
    /// Puts path items, parameters and responses in the place of the references to them. What the
    /// root shares stays where it is: that is converted there.
    pub(super) fn inline(&mut self) {
        for place in members(&self.root, "/paths") {
            self.inline_at(&place, "/paths/-/");
        }
        let mut parameters = members(&self.root, "/parameters");
        let mut responses = members(&self.root, "/responses");
        for path in members(&self.root, "/paths") {
            parameters.extend(members(&self.root, &format!("{path}/parameters")));
            for operation in members(&self.root, &path) {
                parameters.extend(members(&self.root, &format!("{operation}/parameters")));
                responses.extend(members(&self.root, &format!("{operation}/responses")));
            }
        }
        for place in parameters {
            self.inline_at(&place, "/parameters/");
        }
        for place in responses {
            self.inline_at(&place, "/responses/");
        }
    }

    fn inline_at(&mut self, place: &str, shared: &str) {
        for _ in 0..DEEPEST {
            let reference = self.root.pointer(place).and_then(|value| value.get("$ref"));
            let target = reference.and_then(Json::as_str).and_then(local);
            match target.filter(|target| !target.starts_with(shared)) {
                Some(target) => self.include(place, &target),
                None => return,
            }
        }
    }
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
