//! What a description says of requests, ready to be held against them.

use super::operation::Operation;
use super::received::Received;
use serde_json::{Map, Value, json};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The operations of an OpenAPI 3.1 document. Making one compiles its schemas; share it.
pub struct Description {
    operations: Vec<Operation>,
}

impl Description {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Where a schema cannot be compiled: its place, and why.
    pub fn new(document: &Value) -> Result<Self, String> {
        let reader = Reader { document };
        let mut operations = Vec::new();
        for (path, item) in object(&document["paths"]) {
            let item = reader.resolve(item);
            for method in METHODS {
                if item[method].is_object() {
                    let read = Operation::read(&reader, path, method, item);
                    operations.push(read.map_err(|error| format!("{method} {path}: {error}"))?);
                }
            }
        }
        // What is written out is meant before what a parameter could be.
        operations.sort_by_key(Operation::parameters_in_path);
        Ok(Description { operations })
    }

    /// The operation that a request is for.
    pub(super) fn operation(&self, request: &Received) -> Option<&Operation> {
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.is_for(request))
    }
}

/// A document, and what its references mean.
pub(super) struct Reader<'d> {
    document: &'d Value,
}

impl<'d> Reader<'d> {
    /// What a reference into this document means; anything else is itself.
    pub(super) fn resolve(&self, value: &'d Value) -> &'d Value {
        let pointer = value["$ref"]
            .as_str()
            .and_then(|text| text.strip_prefix('#'));
        match pointer.and_then(|pointer| self.document.pointer(pointer)) {
            Some(target) => self.resolve(target),
            None => value,
        }
    }

    /// What all operations ask for that say nothing of it themselves.
    pub(super) fn security(&self) -> &'d Value {
        &self.document["security"]
    }

    /// The scheme of this name.
    pub(super) fn scheme(&self, name: &str) -> &'d Value {
        self.resolve(&self.document["components"]["securitySchemes"][name])
    }

    /// A validator for a schema of the document.
    pub(super) fn validator(&self, schema: &Value) -> Result<jsonschema::Validator, String> {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": self.document["components"],
        });
        jsonschema::draft202012::new(&whole).map_err(|error| error.to_string())
    }
}

/// The members of an object; none of anything else.
pub(super) fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// The items of an array; none of anything else.
pub(super) fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The schema of a parameter or body; `true` where there is none.
pub(super) fn schema(holder: &Value) -> &Value {
    const ANYTHING: &Value = &Value::Bool(true);
    holder.get("schema").unwrap_or(ANYTHING)
}
