//! Entries of `mapping` that refer to missing files.

use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::source::pointer::tokens;

/// Removes the entry of `mapping` at `pointer`. Returns the warning, with the pointer `at`.
pub(super) fn ignore(value: &mut Json, pointer: &str, at: String, file: &str) -> Diagnostic {
    let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    let name = tokens(pointer).last();
    if let (Some(Json::Object(members)), Some(name)) = (value.pointer_mut(parent), name) {
        members.remove(&name);
    }
    let problem = format!("referenced file `{file}` not found, mapping ignored");
    Diagnostic::warning("missing-file", at, problem).with_help("correct the path, or add the file")
}
