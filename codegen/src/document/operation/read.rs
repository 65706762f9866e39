//! Reading paths and operations.

use super::{Operation, SecurityScheme, Server};
use crate::diagnostic::Diagnostic;
use crate::document::fields::Fields;
use crate::document::{Document, escape};
use crate::json::{Json, Members};

pub(in crate::document) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

const PATH_ITEM: &[&str] = &["$ref", "summary", "description", "servers", "parameters"];

impl<'a> Document<'a> {
    /// All operations that are kept, sorted by path and method.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        let paths = self.root.get("paths").and_then(Json::as_object);
        let mut paths: Vec<_> = paths.into_iter().flatten().collect();
        paths.sort_by_key(|(path, _)| *path);
        let mut operations = Vec::new();
        for (path, _) in paths
            .into_iter()
            .filter(|(path, _)| !path.starts_with("x-"))
        {
            let pointer = format!("/paths/{}", escape(path));
            if !path.starts_with('/') {
                self.report(
                    Diagnostic::error(
                        "path-without-slash",
                        &pointer,
                        format!("the path `{path}` does not start with a slash"),
                    )
                    .with_help(format!("write `/{path}`")),
                );
            }
            let Some((item, pointer)) = self.follow(&pointer) else {
                continue;
            };
            self.unknown_methods(item, &pointer);
            for method in METHODS {
                if item.get(method).is_some() && self.keeps_operation(path, method) {
                    operations.push(self.operation(path, method, &pointer));
                }
            }
        }
        if self.kept.is_none() {
            self.check_shared_path_items();
        }
        operations
    }

    /// Tells what is wrong with the path items in the components, also where no path has them.
    fn check_shared_path_items(&self) {
        let items = self.at("/components/pathItems");
        let items = items.and_then(Json::as_object).into_iter().flatten();
        for (name, item) in items {
            let pointer = format!("/components/pathItems/{}", escape(name));
            for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
                self.operation("", method, &pointer);
            }
        }
    }

    /// The servers of the whole description.
    #[must_use]
    pub fn servers(&self) -> Vec<Server> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::new(self.root, "", &mut diagnostics);
        let servers = fields.list("servers").iter().enumerate();
        let servers = servers
            .filter_map(|(index, server)| {
                let mut url = server.get("url")?.as_str()?.to_owned();
                let variables = server.get("variables").and_then(Json::as_object);
                for (name, variable) in variables.into_iter().flatten() {
                    if let Some(default) = variable.get("default").and_then(Json::as_str) {
                        url = url.replace(&format!("{{{name}}}"), default);
                    }
                }
                Some(Server {
                    pointer: format!("/servers/{index}"),
                    url,
                })
            })
            .collect();
        self.report_all(diagnostics);
        servers
    }

    /// The security scheme of this name.
    #[must_use]
    pub fn security_scheme(&self, name: &str) -> Option<SecurityScheme> {
        let pointer = format!("/components/securitySchemes/{}", escape(name));
        let (_, pointer) = self.follow(&pointer)?;
        self.with_fields(&pointer, |fields| SecurityScheme {
            pointer: fields.pointer.clone(),
            name: name.to_owned(),
            kind: fields.text("type").unwrap_or_default(),
            scheme: fields.text("scheme").unwrap_or_default().to_lowercase(),
            description: fields.text("description"),
            place: fields.text("in").unwrap_or_default(),
            parameter: fields.text("name").unwrap_or_default(),
        })
    }

    /// The names of the security schemes.
    pub fn security_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let schemes = self.at("/components/securitySchemes");
        let names = schemes.and_then(Json::as_object).into_iter();
        names.flat_map(Members::keys)
    }

    fn unknown_methods(&self, item: &Json, pointer: &str) {
        let names = item.as_object().into_iter().flat_map(Members::keys);
        for name in names {
            let known = METHODS.contains(&name) || PATH_ITEM.contains(&name);
            let capitals = METHODS.contains(&name.to_lowercase().as_str());
            if !known && capitals {
                self.report(
                    Diagnostic::error(
                        "method-in-capitals",
                        format!("{pointer}/{}", escape(name)),
                        format!("`{name}` is no method: methods are written in lower case here"),
                    )
                    .with_help(format!("write `{}`", name.to_lowercase())),
                );
            } else if name == "additionalOperations" {
                self.report(
                    Diagnostic::warning(
                        "unsupported-method",
                        format!("{pointer}/{name}"),
                        "operations with methods that OpenAPI does not name are left out",
                    )
                    .with_help("make such calls with a `reqwest::Client` of your own"),
                );
            } else if !known && !name.starts_with("x-") {
                self.report(
                    Diagnostic::warning(
                        "unknown-keyword",
                        format!("{pointer}/{}", escape(name)),
                        format!("`{name}` is no member of a path that is read here"),
                    )
                    .with_help("methods are written in lower case: get, put, post, delete, …"),
                );
            }
        }
    }

    /// Reads the members of the object at a pointer, and keeps what was wrong with them.
    pub(super) fn with_fields<T>(
        &self,
        pointer: &str,
        read: impl FnOnce(&mut Fields<'a, '_>) -> T,
    ) -> Option<T> {
        let value = self.at(pointer)?;
        let mut diagnostics = Vec::new();
        let read = read(&mut Fields::new(value, pointer, &mut diagnostics));
        self.report_all(diagnostics);
        Some(read)
    }

    pub(super) fn operation(&self, path: &str, method: &str, item: &str) -> Operation {
        let pointer = format!("{item}/{method}");
        let mut operation = self
            .with_fields(&pointer, |fields| Operation {
                pointer: fields.pointer.clone(),
                path: path.to_owned(),
                method: method.to_owned(),
                id: fields.text("operationId"),
                tags: fields.texts("tags").unwrap_or_default(),
                summary: fields.text("summary"),
                description: fields.text("description"),
                deprecated: fields.flag("deprecated").unwrap_or_default(),
                parameters: Vec::new(),
                body: None,
                responses: Vec::new(),
                security: Vec::new(),
                security_pointer: String::new(),
                pagination: None,
            })
            .expect("the operation was found in its path item");
        operation.parameters = self.parameters(item, &pointer);
        operation.body = self.body(&format!("{pointer}/requestBody"));
        operation.responses = self.responses(&format!("{pointer}/responses"));
        let own = format!("{pointer}/security");
        operation.security_pointer = match self.at(&own) {
            Some(_) => own,
            None => "/security".to_owned(),
        };
        operation.security = self.security(&operation.security_pointer);
        operation.pagination = self.pagination(&pointer);
        operation
    }

    fn security(&self, pointer: &str) -> Vec<Vec<String>> {
        let security = self.at(pointer).and_then(Json::as_array);
        security
            .into_iter()
            .flatten()
            .map(|alternative| {
                let names = alternative.as_object().into_iter().flat_map(Members::keys);
                names.map(str::to_owned).collect()
            })
            .collect()
    }
}
