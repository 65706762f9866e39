//! Response headers.

use crate::document;
use crate::ir::{Api, Docs, Header, HeaderStyle, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::media_types::is_json;
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use crate::name::{Case, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// The handwritten methods of `ResponseHead`.
const HEAD_METHODS: &[&str] = &["clone", "headers", "new", "of", "read", "status"];

impl OperationLowering<'_> {
    /// The headers of every response of an operation, without repetition; names are
    /// case-insensitive. A header with conflicting types becomes any JSON value.
    pub(crate) fn headers(
        &mut self,
        operation: &document::Operation,
        place: &NamePath,
    ) -> Vec<Header> {
        let mut found: BTreeMap<String, Vec<&document::Header>> = BTreeMap::new();
        let responses = operation.responses.iter();
        for header in responses.flat_map(|response| &response.headers) {
            let name = header.name.to_lowercase();
            // OpenAPI ignores `Content-Type` in `headers`.
            if name != "content-type" {
                found.entry(name).or_default().push(header);
            }
        }
        let responses = operation.responses.iter();
        let successes = responses.filter(|response| is_success(&response.status, operation));
        let in_success = successes.flat_map(|response| &response.headers);
        let in_success: BTreeSet<String> = in_success
            .map(|header| header.name.to_lowercase())
            .collect();
        let first = found.values().map(|headers| headers[0]);
        let wanted: Vec<String> = first
            .map(|header| self.schemas.configured(&header.pointer, &header.name))
            .collect();
        let names = Scope::new(Case::Snake, HEAD_METHODS)
            .with_kind("header")
            .claim_all(&wanted);
        let headers = found.into_values().zip(names);
        headers
            .map(|(headers, name)| {
                let first = headers[0];
                let name = self.schemas.report_rename(name, &first.pointer);
                let mut header = self.header(&headers, name, place);
                header.in_success = in_success.contains(&header.wire.to_lowercase());
                header
            })
            .collect()
    }

    fn header(&mut self, headers: &[&document::Header], name: String, place: &NamePath) -> Header {
        let first = headers[0];
        let place = place.below(&format!("{} header", first.name));
        let mut types: Vec<(Type, HeaderStyle)> = Vec::new();
        for header in headers {
            let (form, schema) = match (header.media.as_deref(), &header.schema) {
                (Some(media), schema) if is_json(media) => (HeaderStyle::Json, schema.as_ref()),
                // Values in formats besides JSON stay text.
                (Some(_), _) => (HeaderStyle::Simple, None),
                (None, schema) if header.explode => (HeaderStyle::Exploded, schema.as_ref()),
                (None, schema) => (HeaderStyle::Simple, schema.as_ref()),
            };
            let ty = schema.map_or(Type::String, |schema| {
                self.types.lower_schema(schema, &place).ty
            });
            if !types.contains(&(ty.clone(), form)) {
                types.push((ty, form));
            }
        }
        let (ty, form) = match types.as_slice() {
            [one] => one.clone(),
            _ => (Type::Json, HeaderStyle::Simple),
        };
        Header {
            wire: first.name.clone(),
            name,
            docs: self.schemas.header_docs(first),
            ty,
            in_success: false,
            form,
        }
    }
}

/// True for a successful status, and for `default` as the only status.
fn is_success(status: &str, operation: &document::Operation) -> bool {
    match status {
        "default" => operation.responses.len() == 1,
        status => !status.starts_with(['4', '5']),
    }
}

impl Schemas<'_> {
    fn header_docs(&self, header: &document::Header) -> Docs {
        let mut docs = match &header.schema {
            Some(schema) => self.docs(std::slice::from_ref(schema)),
            None => Docs::default(),
        };
        if let Some(description) = &header.description {
            docs.text.clone_from(description);
        }
        let deprecated = "Deprecated.".to_owned();
        if header.deprecated && !docs.facts.contains(&deprecated) {
            docs.facts.push(deprecated);
            docs.annotations.push(("deprecated", String::new()));
        }
        docs.source = None;
        docs
    }
}

/// Moves headers with equal meaning in multiple operations to `api.headers`, so that one method
/// reads them: many services repeat a dozen headers per operation.
///
/// Headers with named types stay with the operation: the type may be behind a cargo feature.
pub(crate) fn share_headers(api: &mut Api) {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let mut found: BTreeMap<&String, Vec<&Header>> = BTreeMap::new();
    for header in operations.flat_map(|operation| &operation.headers) {
        found.entry(&header.name).or_default().push(header);
    }
    let is_plain = |header: &Header| {
        let mut is_plain = true;
        header.ty.visit_named_types(&mut |_| is_plain = false);
        is_plain
    };
    let shared = found.into_iter().filter_map(|(name, all)| {
        let (first, rest) = all.split_first()?;
        let is_same = |other: &&Header| {
            let names = [&first.wire, &other.wire];
            names[0].eq_ignore_ascii_case(names[1])
                && (&first.ty, first.form) == (&other.ty, other.form)
        };
        let is_shared = !rest.is_empty() && rest.iter().all(is_same) && is_plain(first);
        is_shared.then(|| (name.clone(), Header::clone(first)))
    });
    api.headers = shared.collect();
}
