//! Names of inline types.

use crate::source::BUNDLED_FILES;
use crate::source::pointer::tokens;

/// The base name and the module of an inline type.
#[derive(Clone)]
pub(crate) struct NamePath {
    pub name: String,
    pub module: usize,
}

impl NamePath {
    pub(crate) fn below(&self, part: &str) -> NamePath {
        NamePath {
            name: format!("{}{}", self.name, crate::name::part(part)),
            module: self.module,
        }
    }
}

/// The meaningful segments of a pointer, without structure such as `properties`.
pub(crate) fn meaningful_segments(pointer: &str) -> String {
    const STRUCTURE: &[&str] = &[
        "components",
        "schemas",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "$defs",
        "definitions",
        "content",
        "schema",
        "paths",
    ];
    let mut tokens = tokens(pointer);
    let mut file = None;
    if let Some(rest) = pointer.strip_prefix(&format!("/{BUNDLED_FILES}/"))
        && let Some(path) = crate::source::pointer::tokens(&format!("/{rest}")).next()
    {
        tokens.nth(1);
        let name = path.rsplit('/').next().unwrap_or_default();
        file = Some(name.split('.').next().unwrap_or_default().to_owned());
    }
    let segments: Vec<_> = tokens
        .filter(|segment| !STRUCTURE.contains(&segment.as_ref()))
        .collect();
    match (segments.is_empty(), file) {
        (true, Some(file)) => file,
        _ => segments.join(" "),
    }
}
