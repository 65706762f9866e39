//! Security requirements and security schemes.

use crate::diagnostic::Diagnostic;
use crate::document;
use crate::ir::{Credential, Docs, SecurityScheme};
use crate::lower::operation::OperationLowering;
use crate::lower::schema::Schemas;
use crate::spelling::closest;
use std::collections::BTreeSet;

impl OperationLowering<'_> {
    /// The client settings for all security schemes in use, except bearer tokens.
    pub(crate) fn credentials(&mut self, operations: &[document::Operation]) -> Vec<Credential> {
        let names = self.schemas.schemes_in_use(operations);
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut credentials = Vec::new();
        for name in &names {
            let Some(found) = self.schemas.document.security_scheme(name) else {
                continue;
            };
            let Some(scheme) = scheme(&found).filter(|scheme| *scheme != SecurityScheme::Bearer)
            else {
                continue;
            };
            let method = self.builder_names.claim(name);
            let method = self.schemas.report_rename(method, &found.pointer);
            credentials.push(Credential {
                name: method,
                docs: Docs {
                    text: found.description.unwrap_or_default(),
                    source: Some(found.pointer),
                    ..Docs::default()
                },
                scheme,
            });
        }
        credentials
    }
}

impl Schemas<'_> {
    /// The alternative security requirements of an operation. An unsupported scheme is reported and
    /// left to the caller: a requirement with no further schemes becomes empty, since a request
    /// without credentials may then be right.
    ///
    /// ```text
    /// no `security`         -> []         every credential of the client is sent
    /// security: [], or [{}] -> [[]]       no credential is sent
    /// security: [{ a: [] }] -> [[a]]
    /// ```
    pub(crate) fn security(&self, operation: &document::Operation) -> Vec<Vec<SecurityScheme>> {
        let Some(declared) = &operation.security else {
            return Vec::new();
        };
        let mut security = Vec::new();
        for alternative in declared {
            let schemes: Vec<SecurityScheme> = alternative
                .iter()
                .filter_map(|name| self.scheme(name, operation))
                .collect();
            if !security.contains(&schemes) {
                security.push(schemes);
            }
        }
        let all_empty = security.iter().all(Vec::is_empty);
        let is_public = declared.iter().all(Vec::is_empty);
        match all_empty {
            true if is_public => vec![Vec::new()],
            // Only unsupported schemes: the caller knows which credentials are right.
            true => Vec::new(),
            false => security,
        }
    }

    fn scheme(&self, name: &str, operation: &document::Operation) -> Option<SecurityScheme> {
        let found = self.document.security_scheme(name);
        let scheme = found.as_ref().and_then(scheme);
        if scheme.is_none() {
            let (code, pointer, problem, help) = match found {
                Some(found) => (
                    "unsupported-security",
                    found.pointer,
                    format!(
                        "unsupported security scheme `{name}`; requests are not authorized by the \
                         scheme"
                    ),
                    "add the credentials to each request, by `header`".to_owned(),
                ),
                None => (
                    "unknown-security",
                    operation.security_pointer.clone(),
                    format!("undeclared security scheme `{name}`, ignored"),
                    match closest(name, self.document.security_names()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "declare the scheme under `components/securitySchemes`".to_owned(),
                    },
                ),
            };
            self.document
                .report(Diagnostic::warning(code, pointer, problem).with_help(help));
        }
        scheme
    }

    /// The names of the security schemes of the operations. An operation without `security` may
    /// need any scheme of the spec.
    fn schemes_in_use<'n>(&'n self, operations: &'n [document::Operation]) -> BTreeSet<&'n str> {
        let mut names = BTreeSet::new();
        for operation in operations {
            match &operation.security {
                Some(alternatives) => {
                    names.extend(alternatives.iter().flatten().map(String::as_str));
                }
                None => names.extend(self.document.security_names()),
            }
        }
        names
    }

    /// The security schemes that requests can use.
    pub(crate) fn security_schemes(
        &self,
        operations: &[document::Operation],
    ) -> Vec<SecurityScheme> {
        let mut schemes = Vec::new();
        // If the spec has no `security`, the service may accept a bearer token.
        let accepts_any = |operation| self.security(operation).is_empty();
        if operations.iter().any(accepts_any) {
            schemes.push(SecurityScheme::Bearer);
        }
        for name in self.schemes_in_use(operations) {
            let found = self.document.security_scheme(name);
            let found = found.as_ref().and_then(scheme);
            schemes.extend(found.filter(|found| !schemes.contains(found)));
        }
        schemes
    }
}

fn scheme(scheme: &document::SecurityScheme) -> Option<SecurityScheme> {
    let place = match scheme.location.as_str() {
        "header" => "header",
        "query" => "query",
        "cookie" => "cookie",
        _ => "",
    };
    match (scheme.kind.as_str(), scheme.scheme.as_str()) {
        ("http", "bearer") | ("oauth2" | "openIdConnect", _) => Some(SecurityScheme::Bearer),
        ("http", "basic") => Some(SecurityScheme::Basic),
        ("apiKey", _) if !place.is_empty() && !scheme.parameter.is_empty() => {
            Some(SecurityScheme::Key {
                place,
                parameter: scheme.parameter.clone(),
            })
        }
        _ => None,
    }
}
