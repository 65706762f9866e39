//! Reads paths and operations.

use super::{Operation, SecurityScheme};
use crate::diagnostic::Diagnostic;
use crate::document::object_reader::{ObjectReader, wrong_type};
use crate::document::{Document, escape, ref_target};
use crate::fields::{METHODS, ObjectKind, Versions, is_not_extension};
use crate::json::{Json, Map};

impl<'a> Document<'a> {
    /// Returns the selected operations, sorted by path and method.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for path in self.names("/paths").into_iter().filter(is_not_extension) {
            let pointer = format!("/paths/{}", escape(path));
            if !path.starts_with('/') {
                self.report(
                    Diagnostic::error(
                        "path-without-slash",
                        &pointer,
                        format!("path `{path}` does not start with `/`"),
                    )
                    .with_help(format!("write `/{path}`")),
                );
            }
            let items = self.path_items(path);
            if let Some(named) = items.last() {
                self.unknown_methods(named);
            }
            for method in self.methods(&items) {
                if self.selects_operation(path, method) {
                    operations.extend(self.operation(path, method, &items));
                }
            }
        }
        if self.selected.is_none() {
            self.check_shared_path_items();
        }
        operations
    }

    /// Returns the pointers to the path item of a path: the item itself, then every `$ref` target
    /// in turn.
    pub(in crate::document) fn path_items(&self, path: &str) -> Vec<String> {
        let own = format!("/paths/{}", escape(path));
        let Some((_, named)) = self.follow(&own) else {
            return Vec::new();
        };
        let mut items = vec![own];
        while let Some(last) = items.last().filter(|last| **last != named) {
            let Some(next) = self.at(last).and_then(ref_target) else {
                break;
            };
            items.push(next);
        }
        items
    }

    /// Reports errors in `components/pathItems`, including unused path items.
    fn check_shared_path_items(&self) {
        for name in self.names("/components/pathItems") {
            let items = [format!("/components/pathItems/{}", escape(name))];
            for method in self.methods(&items) {
                self.operation("", method, &items);
            }
        }
    }

    /// Returns the methods of the operations in the path items.
    pub(super) fn methods(&self, items: &[String]) -> Vec<&'static str> {
        let exists = |method: &&str| items.iter().any(|item| self.has_method(item, method));
        METHODS.iter().copied().filter(exists).collect()
    }

    fn has_method(&self, item: &str, method: &str) -> bool {
        let operation = format!("{item}/{method}");
        self.typed(&operation, "an object", Json::as_object)
            .is_some()
    }

    /// Returns the URL of the first entry in the root's `servers`.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        if let Some(servers) = self.at("/servers")
            && !servers.is_array()
            && !servers.is_null()
        {
            // Without a server, the base URL is unknown.
            self.report(wrong_type("/servers".to_owned(), servers, "an array"));
            return None;
        }
        self.first_server("/servers")
    }

    /// Returns the URL of the first server in the list at a pointer.
    fn first_server(&self, pointer: &str) -> Option<String> {
        let mut servers = 0..self.items(pointer).len();
        servers.find_map(|index| self.url(&format!("{pointer}/{index}")))
    }

    /// Returns the URL of a server, with variables replaced by their defaults.
    fn url(&self, pointer: &str) -> Option<String> {
        let mut url = self.with_fields(pointer, |fields| fields.string("url"))??;
        let variables = format!("{pointer}/variables");
        for name in self.names(&variables) {
            let variable = format!("{variables}/{}", escape(name));
            let default = self.with_fields(&variable, |fields| fields.string("default"));
            if let Some(default) = default.flatten() {
                url = url.replace(&format!("{{{name}}}"), &default);
            }
        }
        Some(url)
    }

    /// Returns the security scheme of a name.
    #[must_use]
    pub fn security_scheme(&self, name: &str) -> Option<SecurityScheme> {
        let pointer = format!("/components/securitySchemes/{}", escape(name));
        let (_, pointer) = self.follow(&pointer)?;
        self.with_fields(&pointer, |fields| SecurityScheme {
            pointer: fields.pointer.clone(),
            name: name.to_owned(),
            kind: fields.string("type").unwrap_or_default(),
            scheme: fields.string("scheme").unwrap_or_default().to_lowercase(),
            description: fields.string("description"),
            location: fields.string("in").unwrap_or_default(),
            parameter: fields.string("name").unwrap_or_default(),
        })
    }

    /// Returns the names of the security schemes, sorted.
    #[must_use]
    pub fn security_names(&self) -> Vec<&'a str> {
        self.names("/components/securitySchemes")
    }

    fn unknown_methods(&self, pointer: &str) {
        let item = self.at(pointer).and_then(Json::as_object);
        let names = item.into_iter().flat_map(Map::keys);
        for name in names {
            let mut fields = ObjectKind::PathItem.names(Versions::SINCE_3_0);
            let known = fields.any(|field| field == name);
            let is_uppercase_method = METHODS.contains(&name.to_lowercase().as_str());
            if !known && is_uppercase_method {
                self.report(
                    Diagnostic::error(
                        "uppercase-method",
                        format!("{pointer}/{}", escape(name)),
                        format!("method `{name}` must be lower case"),
                    )
                    .with_help(format!("write `{}`", name.to_lowercase())),
                );
            } else if name == "additionalOperations" {
                self.report(
                    Diagnostic::warning(
                        "unsupported-method",
                        format!("{pointer}/{name}"),
                        "unsupported `additionalOperations`, ignored",
                    )
                    .with_help("send requests with custom methods through a `reqwest::Client`"),
                );
            } else if !known && is_not_extension(&name) {
                self.report(
                    Diagnostic::warning(
                        "unknown-keyword",
                        format!("{pointer}/{}", escape(name)),
                        format!("unknown keyword `{name}` in a path item, ignored"),
                    )
                    .with_help("write methods in lower case: `get`, `put`, `post`, `delete`, …"),
                );
            }
        }
    }

    /// Reads the object at a pointer with `read`, and reports the diagnostics.
    pub(super) fn with_fields<T>(
        &self,
        pointer: &str,
        read: impl FnOnce(&mut ObjectReader<'a, '_>) -> T,
    ) -> Option<T> {
        let value = self.at(pointer)?;
        let mut diagnostics = Vec::new();
        let read = read(&mut ObjectReader::new(value, pointer, &mut diagnostics));
        self.report_all(diagnostics);
        Some(read)
    }

    /// Reads the operation of a method. A path item may hold operations beside its `$ref`, so every
    /// path item in the chain is searched.
    pub(super) fn operation(
        &self,
        path: &str,
        method: &str,
        items: &[String],
    ) -> Option<Operation> {
        let item = items.iter().find(|item| self.has_method(item, method))?;
        let (_, pointer) = self.follow(&format!("{item}/{method}"))?;
        let mut operation = self.with_fields(&pointer, |fields| {
            fields.warn_unknown_fields(ObjectKind::Operation);
            Operation {
                pointer: fields.pointer.clone(),
                path: path.to_owned(),
                method: method.to_owned(),
                id: fields.string("operationId"),
                variant_name: None,
                tags: fields.strings("tags").unwrap_or_default(),
                summary: fields.string("summary"),
                description: fields.string("description"),
                deprecated: fields.boolean("deprecated").unwrap_or_default(),
                parameters: Vec::new(),
                body: None,
                responses: Vec::new(),
                security: None,
                security_pointer: String::new(),
                server: None,
                pagination: None,
            }
        })?;
        operation.parameters = self.parameters(items, &pointer);
        operation.body = self.body(&format!("{pointer}/requestBody"));
        operation.responses = self.responses(&format!("{pointer}/responses"));
        let own = format!("{pointer}/security");
        operation.security_pointer = match self.at(&own) {
            Some(_) => own,
            None => "/security".to_owned(),
        };
        operation.security = self.security(&operation.security_pointer);
        let mut servers = std::iter::once(&pointer).chain(items);
        operation.server = servers.find_map(|at| self.first_server(&format!("{at}/servers")));
        operation.pagination = self.pagination(&pointer);
        Some(operation)
    }

    fn security(&self, pointer: &str) -> Option<Vec<Vec<String>>> {
        let alternatives = self.typed(pointer, "an array", Json::as_array)?;
        let alternatives = (0..alternatives.len()).filter_map(|index| {
            let pointer = format!("{pointer}/{index}");
            let names = self.typed(&pointer, "an object", Json::as_object)?;
            Some(names.keys().map(str::to_owned).collect())
        });
        Some(alternatives.collect())
    }
}
