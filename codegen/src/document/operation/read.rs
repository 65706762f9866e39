//! Reading paths and operations.

use super::{
    Example, Header, MediaType, Operation, Parameter, Place, RequestBody, Response, SecurityScheme,
    Server,
};
use crate::diagnostic::Diagnostic;
use crate::document::fields::Fields;
use crate::document::{Document, escape};
use serde_json::Value;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

const PATH_ITEM: &[&str] = &["$ref", "summary", "description", "servers", "parameters"];

impl<'a> Document<'a> {
    /// All operations, sorted by path and method.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        let paths = self.root.get("paths").and_then(Value::as_object);
        let mut paths: Vec<_> = paths.into_iter().flatten().collect();
        paths.sort_by_key(|(path, _)| path.as_str());
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
                if item.get(*method).is_some() {
                    operations.push(self.operation(path, method, &pointer));
                }
            }
        }
        self.check_shared_path_items();
        operations
    }

    /// Tells what is wrong with the path items in the components, also where no path has them.
    fn check_shared_path_items(&self) {
        let items = self.root.pointer("/components/pathItems");
        let items = items.and_then(Value::as_object).into_iter().flatten();
        for (name, item) in items {
            let pointer = format!("/components/pathItems/{}", escape(name));
            for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
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
                Some(Server {
                    pointer: format!("/servers/{index}"),
                    url: server.get("url")?.as_str()?.to_owned(),
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
        })
    }

    fn unknown_methods(&self, item: &Value, pointer: &str) {
        let names = item.as_object().into_iter().flat_map(serde_json::Map::keys);
        for name in names {
            let known = METHODS.contains(&name.as_str()) || PATH_ITEM.contains(&name.as_str());
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
    fn with_fields<T>(
        &self,
        pointer: &str,
        read: impl FnOnce(&mut Fields<'a, '_>) -> T,
    ) -> Option<T> {
        let value = self.root.pointer(pointer)?;
        let mut diagnostics = Vec::new();
        let read = read(&mut Fields::new(value, pointer, &mut diagnostics));
        self.report_all(diagnostics);
        Some(read)
    }

    fn operation(&self, path: &str, method: &str, item: &str) -> Operation {
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
            })
            .expect("the operation was found in its path item");
        operation.parameters = self.parameters(item, &pointer);
        operation.body = self.body(&format!("{pointer}/requestBody"));
        operation.responses = self.responses(&format!("{pointer}/responses"));
        operation.security = self.security(&pointer);
        operation
    }

    /// Those of the path item, where the operation does not declare one of the same name and
    /// place, and then those of the operation.
    fn parameters(&self, item: &str, operation: &str) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for list in [
            format!("{item}/parameters"),
            format!("{operation}/parameters"),
        ] {
            let Some(values) = self.root.pointer(&list).and_then(Value::as_array) else {
                continue;
            };
            for index in 0..values.len() {
                let Some(parameter) = self.parameter(&format!("{list}/{index}")) else {
                    continue;
                };
                let same = |other: &Parameter| {
                    other.name == parameter.name
                        && other.place == parameter.place
                        && other.place != Place::QueryString
                };
                match parameters.iter_mut().find(|other| same(other)) {
                    Some(other) => {
                        self.repeated(&list, other, &parameter);
                        *other = parameter;
                    }
                    None => parameters.push(parameter),
                }
            }
        }
        let mut queries = parameters
            .iter()
            .filter(|one| one.place == Place::QueryString);
        if let (Some(_), Some(second)) = (queries.next(), queries.next()) {
            let problem =
                "this is the second `in: querystring` of the operation, and there is one query";
            self.report(
                Diagnostic::error("duplicate-querystring", &second.pointer, problem)
                    .with_help("describe the whole query by one schema"),
            );
        }
        parameters
    }

    /// Tells of two parameters that are one and the same to the service, in one list.
    fn repeated(&self, list: &str, first: &Parameter, second: &Parameter) {
        let value = |parameter: &Parameter| self.root.pointer(&parameter.pointer);
        if !first.pointer.starts_with(list) || value(first) == value(second) {
            return;
        }
        self.report(
            Diagnostic::error(
                "duplicate-parameter",
                &second.pointer,
                format!(
                    "the parameter `{}` is declared twice in the same place, in different ways",
                    second.name
                ),
            )
            .with_help(format!(
                "the first one is at {}; keep one of them",
                first.pointer
            )),
        );
    }

    fn parameter(&self, pointer: &str) -> Option<Parameter> {
        let (value, pointer) = self.follow(pointer)?;
        let content = value.get("content").and_then(Value::as_object);
        let media = content.and_then(|content| content.keys().next());
        let schema = match media {
            Some(media) => self.schema(&format!("{pointer}/content/{}/schema", escape(media))),
            None => self.schema(&format!("{pointer}/schema")),
        };
        let parameter = self.with_fields(&pointer, |fields| {
            let name = fields.text("name");
            let place = match fields.text("in")?.as_str() {
                "path" => Place::Path,
                "query" => Place::Query,
                "querystring" => Place::QueryString,
                "header" => Place::Header,
                "cookie" => Place::Cookie,
                _ => return None,
            };
            let default_style = match place {
                Place::Path | Place::Header => "simple",
                Place::Query | Place::QueryString | Place::Cookie => "form",
            };
            let style = fields.text("style").unwrap_or_else(|| default_style.into());
            let whole = (place == Place::QueryString).then(|| "query".to_owned());
            Some(Parameter {
                pointer: fields.pointer.clone(),
                name: name.or(whole)?,
                place,
                required: fields.flag("required").unwrap_or_default() || place == Place::Path,
                description: fields.text("description"),
                deprecated: fields.flag("deprecated").unwrap_or_default(),
                allow_reserved: fields.flag("allowReserved").unwrap_or_default(),
                explode: fields.flag("explode").unwrap_or(style == "form"),
                style,
                schema,
                json: media.is_some() && place != Place::QueryString,
            })
        })?;
        if parameter.is_none() {
            self.report(
                Diagnostic::error(
                    "wrong-shape",
                    &pointer,
                    "this parameter lacks a name or a place",
                )
                .with_help("give it `name`, and `in: path`, `query`, `header` or `cookie`"),
            );
        }
        parameter
    }

    fn body(&self, pointer: &str) -> Option<RequestBody> {
        self.root.pointer(pointer)?;
        let (_, pointer) = self.follow(pointer)?;
        let content = self.content(&pointer);
        self.with_fields(&pointer, |fields| RequestBody {
            pointer: fields.pointer.clone(),
            required: fields.flag("required").unwrap_or_default(),
            description: fields.text("description"),
            content,
        })
    }

    fn responses(&self, pointer: &str) -> Vec<Response> {
        let responses = self.root.pointer(pointer).and_then(Value::as_object);
        let mut statuses: Vec<&String> = responses
            .into_iter()
            .flat_map(serde_json::Map::keys)
            .collect();
        statuses.sort();
        let statuses = statuses
            .into_iter()
            .filter(|status| !status.starts_with("x-"))
            .filter(|status| is_status(status) || self.unknown_status(pointer, status));
        statuses
            .filter_map(|status| {
                let (_, pointer) = self.follow(&format!("{pointer}/{}", escape(status)))?;
                let content = self.content(&pointer);
                self.with_fields(&pointer, |fields| Response {
                    pointer: fields.pointer.clone(),
                    status: status.clone(),
                    description: fields.text("description"),
                    content,
                    headers: headers(fields),
                })
            })
            .collect()
    }

    /// Tells of the key of a response that is no status, which is left out.
    fn unknown_status(&self, pointer: &str, status: &str) -> bool {
        self.report(
            Diagnostic::warning(
                "unknown-status",
                format!("{pointer}/{}", escape(status)),
                format!("`{status}` is no status of a response, so this response is left out"),
            )
            .with_help("write a code such as `200`, a class such as `4XX`, or `default`"),
        );
        false
    }

    fn content(&self, pointer: &str) -> Vec<MediaType> {
        let content = self
            .root
            .pointer(pointer)
            .and_then(|body| body.get("content"));
        let content = content.and_then(Value::as_object).into_iter().flatten();
        let mut content: Vec<MediaType> = content
            .map(|(name, _)| {
                let at = format!("{pointer}/content/{}", escape(name));
                MediaType {
                    name: name.clone(),
                    schema: self.schema(&format!("{at}/schema")),
                    examples: self.examples(&at),
                }
            })
            .collect();
        content.sort_by(|left, right| left.name.cmp(&right.name));
        content
    }

    fn examples(&self, pointer: &str) -> Vec<Example> {
        let media = self.root.pointer(pointer);
        let entries = media
            .and_then(|media| media.get("examples"))
            .and_then(Value::as_object);
        let mut names: Vec<&String> = entries
            .into_iter()
            .flat_map(serde_json::Map::keys)
            .collect();
        names.sort();
        let one = media
            .and_then(|media| media.get("example"))
            .map(|value| Example {
                pointer: format!("{pointer}/example"),
                name: String::new(),
                summary: None,
                value: value.clone(),
            });
        let several = names.into_iter().filter_map(|name| {
            let (value, pointer) = self.follow(&format!("{pointer}/examples/{}", escape(name)))?;
            Some(Example {
                pointer: format!("{pointer}/value"),
                name: name.clone(),
                summary: value
                    .get("summary")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
                value: value.get("value")?.clone(),
            })
        });
        one.into_iter().chain(several).collect()
    }

    fn security(&self, operation: &str) -> Vec<Vec<String>> {
        let own = self
            .root
            .pointer(operation)
            .and_then(|operation| operation.get("security"));
        let security = own
            .or_else(|| self.root.get("security"))
            .and_then(Value::as_array);
        security
            .into_iter()
            .flatten()
            .map(|alternative| {
                let names = alternative
                    .as_object()
                    .into_iter()
                    .flat_map(serde_json::Map::keys);
                names.cloned().collect()
            })
            .collect()
    }
}

/// `200`, `4XX` or `default`.
fn is_status(key: &str) -> bool {
    let [class, rest @ ..] = key.as_bytes() else {
        return false;
    };
    let is_class = matches!(class, b'1'..=b'5') && matches!(rest, b"XX" | b"xx");
    is_class
        || key == "default"
        || (key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit()))
}

fn headers(fields: &mut Fields<'_, '_>) -> Vec<Header> {
    let entries = fields.entries("headers").into_iter();
    entries
        .map(|(name, value, _)| Header {
            name,
            description: value
                .get("description")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
        .collect()
}
