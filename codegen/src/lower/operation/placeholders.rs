//! Placeholders in paths, such as `{id}`.

use crate::document::{self, ParameterLocation};

/// The placeholder names of a path.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for rest in path.split('{').skip(1) {
        if let Some((name, _)) = rest.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The string parameter for an undeclared placeholder.
pub(crate) fn placeholder_parameter(
    operation: &document::Operation,
    name: &str,
) -> document::Parameter {
    document::Parameter {
        // A synthetic pointer: the configured name of the operation must not apply.
        pointer: format!(
            "{}/parameters/{}",
            operation.pointer,
            document::escape(name)
        ),
        name: name.to_owned(),
        location: ParameterLocation::Path,
        required: true,
        description: None,
        deprecated: false,
        style: "simple".to_owned(),
        explode: false,
        allow_reserved: false,
        schema: None,
        media_type: None,
    }
}
