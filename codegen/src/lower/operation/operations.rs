//! Operations: names, parameters, bodies and responses.

use crate::document;
use crate::ir::{Api, Docs, Group, Operation, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::responses::accept_header;
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use crate::name::{Case, Collision, Scope, identifier, part};
use std::collections::BTreeMap;

/// Hand-written methods of `Client`; no operation method may use the names.
const CLIENT_METHODS: &[&str] = &["base_url", "builder", "clone"];

impl OperationLowering<'_> {
    pub(crate) fn operations(&mut self, operations: &[document::Operation], api: &mut Api) {
        api.server = self.schemas.server(operations);
        api.verdict.clone_from(&self.schemas.config.verdict);
        api.trace_id.clone_from(&self.schemas.config.trace_id);
        api.error_summary
            .clone_from(&self.schemas.config.error_summary);
        api.client_parameters = self.client_parameters(operations);
        api.credentials = self.credentials(operations);
        api.security_schemes = self.schemas.security_schemes(operations);
        let ids = self.schemas.ids(operations).into_iter().zip(operations);
        let (ids, generated): (Vec<String>, Vec<bool>) = ids
            .map(|((id, generated), operation)| {
                (self.schemas.configured(&operation.pointer, &id), generated)
            })
            .unzip();
        let mut methods = Scope::new(Case::Snake, CLIENT_METHODS).with_kind("operation");
        let method_names = claim(&mut methods, &ids, &generated);
        let markers: Vec<String> = ids.iter().map(|id| marker(id)).collect();
        let markers = claim(&mut self.operation_names, &markers, &generated);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        let mut group_names = Scope::new(Case::Module, &["fake", "r#mod", "types"]);
        let names = method_names.into_iter().zip(markers);
        for (operation, (method_name, marker)) in operations.iter().zip(names) {
            let method_name = self.schemas.report_rename(method_name, &operation.pointer);
            let marker = marker.unwrap_or_else(|renamed| renamed.name);
            let mut lowered = self.operation(operation, method_name, marker);
            let own = operation.server.as_ref();
            lowered.server = own.filter(|own| **own != api.server).cloned();
            let title = operation
                .tags
                .first()
                .cloned()
                .unwrap_or_else(|| Group::UNTAGGED.into());
            let group = groups.entry(title.clone()).or_insert_with(|| Group {
                name: group_names
                    .claim(&title)
                    .unwrap_or_else(|renamed| renamed.name),
                title,
                feature: None,
                operations: Vec::new(),
            });
            group.operations.push(lowered);
        }
        api.groups = groups.into_values().collect();
        for group in &mut api.groups {
            group
                .operations
                .sort_by(|left, right| left.method_name.cmp(&right.method_name));
        }
        api.groups.sort_by(|left, right| left.name.cmp(&right.name));
        api.shared_error = shared_error(api);
    }

    fn operation(
        &mut self,
        operation: &document::Operation,
        method_name: String,
        marker: String,
    ) -> Operation {
        let module = self.types.rules.table.add_inline_module(&method_name);
        let place = NamePath {
            name: marker.clone(),
            module,
        };
        let mut operation_docs = Docs {
            text: operation.description.clone().unwrap_or_default(),
            source: Some(operation.pointer.clone()),
            ..Docs::default()
        };
        if let Some(summary) = &operation.summary
            && *summary != operation_docs.text
        {
            let ends = summary.ends_with(['.', '!', '?']);
            let period = if ends { "" } else { "." };
            operation_docs.text = format!("{summary}{period}\n\n{}", operation_docs.text);
        }
        self.schemas.warn_unread_responses(operation);
        let success = self.responses_for(operation, &place, true);
        let failure = self.responses_for(operation, &place, false);
        Operation {
            id: id(operation),
            docs: operation_docs,
            deprecated: operation.deprecated,
            method: operation.method.to_uppercase(),
            path: operation.path.clone(),
            server: None,
            parameters: self.parameters(operation, &place),
            body: self.body(operation, &place),
            security: self.schemas.security(operation),
            accept: accept_header(&success, &failure),
            pagination: self.pages(operation, &success),
            event_stream: self.event_stream(operation, &failure, &place),
            headers: self.headers(operation, &place),
            other_media_types: self.schemas.other_media_types(operation),
            success_responses: success,
            error_responses: failure,
            method_name,
            marker,
        }
    }
}

impl Schemas<'_> {
    /// Names operations by `operationId`, with the tag as prefix if an id occurs twice. The `bool`
    /// is true for a generated name.
    fn ids(&self, operations: &[document::Operation]) -> Vec<(String, bool)> {
        let mut holders: BTreeMap<String, Vec<&document::Operation>> = BTreeMap::new();
        let has_id = |operation: &document::Operation| {
            operation.id.is_some() && operation.variant_name.is_none()
        };
        for operation in operations.iter().filter(|operation| has_id(operation)) {
            let holders = holders.entry(id(operation)).or_default();
            if !holders
                .iter()
                .any(|other| other.pointer == operation.pointer)
            {
                holders.push(operation);
            }
        }
        let name = |operation: &document::Operation| {
            let id = id(operation);
            if let Some(name) = &operation.variant_name {
                return (name.clone(), true);
            }
            let Some(holders) = holders.get(&id).filter(|_| has_id(operation)) else {
                return (id, true);
            };
            if !holders.iter().any(|other| std::ptr::eq(*other, operation)) {
                // Two paths share the path item through `$ref`.
                return (format!("{id} {}", path_words(&operation.path)), true);
            }
            let [first, _, ..] = holders.as_slice() else {
                return (id, false);
            };
            let tag = operation.tags.first();
            let same = holders.iter().filter(|other| other.tags.first() == tag);
            if same.count() > 1 && !std::ptr::eq(*first, operation) {
                return (self.rename_duplicate(&id, operation, holders), true);
            }
            let name = match tag {
                Some(tag) => format!("{tag} {id}"),
                None => id,
            };
            (name, false)
        };
        operations.iter().map(name).collect()
    }

    /// Names an operation whose `operationId` and tag belong to a different operation, with a
    /// warning: by the path, or by the method if the paths are equal.
    fn rename_duplicate(
        &self,
        id: &str,
        operation: &document::Operation,
        holders: &[&document::Operation],
    ) -> String {
        let at = &operation.pointer;
        let others = || holders.iter().filter(|other| other.pointer != *at);
        let name = match others().any(|other| other.path == operation.path) {
            true => format!("{id} {}", operation.method),
            false => format!("{id} {}", path_words(&operation.path)),
        };
        if self.chosen_name(at).is_none() {
            let method = identifier(&name, Case::Snake);
            self.warn(
                "duplicate-operation-id",
                &format!("{at}/operationId"),
                format!("duplicate `operationId` `{id}`, renamed to `{method}`"),
                &format!(
                    "write different ids here and at {}, or add `\"{at}\" = \"…\"` under [names] in \
                     codegen.toml",
                    holders[0].pointer
                ),
            );
        }
        name
    }

    /// The base URL: `servers` of the document, else the URL that every operation shares. Tokens
    /// for an operation's host must not go to a different host.
    fn server(&self, operations: &[document::Operation]) -> String {
        let mut own = operations.iter().map(|operation| &operation.server);
        let first = own.next().cloned().flatten();
        let shared = first.filter(|first| own.all(|other| other.as_ref() == Some(first)));
        self.document.server().or(shared).unwrap_or_default()
    }
}

/// Claims names; operations with an `operationId` go before operations with generated names.
fn claim(
    scope: &mut Scope,
    wanted: &[String],
    generated: &[bool],
) -> Vec<Result<String, Collision>> {
    let (with_id, without_id): (Vec<usize>, Vec<usize>) =
        (0..wanted.len()).partition(|index| !generated[*index]);
    let mut names = Vec::new();
    for places in [with_id, without_id] {
        let wanted: Vec<String> = places.iter().map(|index| wanted[*index].clone()).collect();
        names.extend(places.into_iter().zip(scope.claim_all(&wanted)));
    }
    names.sort_by_key(|(index, _)| *index);
    names.into_iter().map(|(_, name)| name).collect()
}

/// The error type of more than half of the operations. A new operation with a different error type
/// rarely changes the result, so the default of `Error<E>` stays.
fn shared_error(api: &Api) -> Option<Type> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let errors: Vec<Option<&Type>> = operations
        .map(|operation| {
            let errors = &operation.error_responses;
            let only = errors.variants.first().filter(|_| errors.name.is_none());
            only.and_then(|error| error.ty.as_ref())
        })
        .collect();
    // The majority vote of Boyer and Moore: the only candidate for more than half.
    let mut vote = (None, 0_usize);
    for error in &errors {
        vote = match vote {
            (_, 0) => (*error, 1),
            (candidate, count) if candidate == *error => (candidate, count + 1),
            (candidate, count) => (candidate, count - 1),
        };
    }
    let count = errors.iter().filter(|error| **error == vote.0).count();
    // Without a shared type, the default is JSON.
    let shared = vote.0.filter(|error| **error != Type::Json);
    shared.filter(|_| count * 2 > errors.len()).cloned()
}

/// The wanted name of a marker type. A marker is a unit struct: in scripts without letter case an
/// argument of equal name would resolve to the marker, hence the prefix.
fn marker(id: &str) -> String {
    let is_uppercase = identifier(id, Case::Pascal).starts_with(char::is_uppercase);
    if is_uppercase {
        id.to_owned()
    } else {
        format!("call {id}")
    }
}

/// The `operationId`; without an id, method and path: `get /pets/{id}` becomes `getPetsId`.
pub(crate) fn id(operation: &document::Operation) -> String {
    let own = operation.id.clone();
    own.unwrap_or_else(|| format!("{}{}", operation.method, path_words(&operation.path)))
}

fn path_words(path: &str) -> String {
    let words = path
        .split('/')
        .map(|segment| segment.trim_matches(['{', '}']));
    words.map(part).collect()
}
