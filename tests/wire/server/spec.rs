//! A spec, prepared for the validation of requests.

use super::operation::Operation;
use super::received::Received;
use check_spec::validator::options;
use serde_json::{Map, Value, json};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The operations of an OpenAPI 3.1 spec. `new` compiles the schemas, so share the result.
pub struct Description {
    operations: Vec<Operation>,
}

impl Description {
    /// Reads a spec.
    ///
    /// # Errors
    ///
    /// The operation and the cause, if a schema cannot be compiled.
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
        // Literal segments take precedence over path parameters.
        operations.sort_by_key(Operation::parameters_in_path);
        Ok(Description { operations })
    }

    /// The operation of a request.
    pub(super) fn operation(&self, request: &Received) -> Option<&Operation> {
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.is_for(request))
    }
}

/// A spec, for resolving references.
pub(super) struct Reader<'d> {
    document: &'d Value,
}

impl<'d> Reader<'d> {
    /// The target of a local `$ref`; returns a value without `$ref` unchanged.
    pub(super) fn resolve(&self, value: &'d Value) -> &'d Value {
        let pointer = value["$ref"]
            .as_str()
            .and_then(|text| text.strip_prefix('#'));
        match pointer.and_then(|pointer| self.document.pointer(pointer)) {
            Some(target) => self.resolve(target),
            None => value,
        }
    }

    /// The default security requirements, for operations without their own.
    pub(super) fn security(&self) -> &'d Value {
        &self.document["security"]
    }

    /// The security scheme with the given name.
    pub(super) fn scheme(&self, name: &str) -> &'d Value {
        self.resolve(&self.document["components"]["securitySchemes"][name])
    }

    /// A validator for a schema of the spec.
    pub(super) fn validator(&self, schema: &Value) -> Result<jsonschema::Validator, String> {
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": self.document["components"],
        });
        options().build(&root).map_err(|error| error.to_string())
    }
}

/// The properties of an object; empty for non-objects.
pub(super) fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// The items of an array; empty for non-arrays.
pub(super) fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The schema of a parameter or body; `true` if absent.
pub(super) fn schema(holder: &Value) -> &Value {
    const ANYTHING: &Value = &Value::Bool(true);
    holder.get("schema").unwrap_or(ANYTHING)
}
