//! Which versions are read.

use crate::diagnostic::Diagnostic;
use crate::json::Json;

/// The version that a description says it is in, if it is one that is read.
pub(super) fn version(root: &Json) -> Result<String, Box<Diagnostic>> {
    let (name, found) = match (root.get("openapi"), root.get("swagger")) {
        (Some(found), _) => ("openapi", found),
        (None, Some(found)) => ("swagger", found),
        (None, None) => {
            return Err(Box::new(
                Diagnostic::error(
                    "not-openapi",
                    "",
                    "this is no OpenAPI description: it has no member `openapi`",
                )
                .with_help("begin the file with `openapi: 3.1.0`"),
            ));
        }
    };
    // Without quotes, YAML reads two digits as a number.
    let version = match found {
        Json::String(version) => version.to_string(),
        other => other.to_string(),
    };
    if name == "openapi" && version.starts_with("3.") {
        return Ok(version);
    }
    let (problem, help) = if name == "swagger" && found.is_number() {
        let problem = "the version of Swagger is a number where a string is expected".to_owned();
        (
            problem,
            format!("put it in quotes: `swagger: \"{version}\"`"),
        )
    } else {
        let problem = format!("`{name}: {version}` is no version that is read");
        let help = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read: convert it to one of them";
        (problem, help.to_owned())
    };
    let at = format!("/{name}");
    let diagnostic = Diagnostic::error("unsupported-version", at, problem);
    Err(Box::new(diagnostic.with_help(help)))
}
