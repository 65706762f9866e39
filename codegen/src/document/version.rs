//! The supported OpenAPI versions.

use crate::diagnostic::Diagnostic;
use crate::json::Json;

/// Returns the value of `openapi`, or an error if the version is missing or unsupported.
pub(super) fn version(root: &Json) -> Result<String, Box<Diagnostic>> {
    let (name, found) = match (root.get("openapi"), root.get("swagger")) {
        (Some(found), _) => ("openapi", found),
        (None, Some(found)) => ("swagger", found),
        (None, None) => {
            return Err(Box::new(
                Diagnostic::error(
                    "not-openapi",
                    "",
                    "not an OpenAPI spec: `openapi` is missing",
                )
                .with_help("start the file with `openapi: 3.1.0`"),
            ));
        }
    };
    // Unquoted, YAML reads `3.1` as a number.
    let version = match found {
        Json::String(version) => version.to_string(),
        other => other.to_string(),
    };
    if name == "openapi" && version.starts_with("3.") {
        return Ok(version);
    }
    let problem = format!("unsupported version `{name}: {version}`");
    let diagnostic = Diagnostic::error("unsupported-version", format!("/{name}"), problem);
    let help = "convert the spec to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2";
    Err(Box::new(diagnostic.with_help(help)))
}
