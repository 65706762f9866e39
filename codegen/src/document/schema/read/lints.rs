//! Warns about keywords that have no effect or make a schema unsatisfiable.

use super::{Reader, Schema, Types};
use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::keywords::{Limit, types_of};

impl Reader<'_, '_> {
    /// Warns about conflicting bounds, empty `allOf`, `anyOf` and `oneOf`, `multipleOf` of zero or
    /// less, and keywords that do not apply to `type`.
    pub(super) fn lint(&mut self, schema: &Schema) {
        for lower in &schema.limits {
            for upper in &schema.limits {
                self.compare_bounds(lower, upper);
            }
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            let listed = self.fields.value(name).and_then(Json::as_array);
            if listed.is_some_and(<[Json]>::is_empty) {
                let problem = format!("`{name}` is empty, ignored");
                let help = "add schemas, or remove the keyword";
                self.warn("empty-keyword", name, problem, help);
            }
        }
        let step = self.fields.value("multipleOf").and_then(Json::as_f64);
        if step.is_some_and(|step| step <= 0.0) {
            let problem = "`multipleOf` must be greater than 0, ignored".to_owned();
            let help = "write a number greater than 0";
            self.warn("conflicting-bounds", "multipleOf", problem, help);
        }
        if let Some(types) = schema.types {
            self.inapplicable(types);
        }
    }

    /// Warns about keywords that apply only to types excluded by `type`.
    fn inapplicable(&mut self, types: Types) {
        for name in self.fields.names() {
            let applicable = types_of(name);
            // A boolean `required`, from JSON Schema draft 3, is reported as a value of the wrong
            // type.
            let is_array = self.fields.value(name).is_some_and(Json::is_array);
            if types.intersection(applicable).is_empty() && (name != "required" || is_array) {
                let values = match applicable {
                    Types::STRING => "strings",
                    Types::NUMBER => "numbers",
                    Types::ARRAY => "arrays",
                    _ => "objects",
                };
                let problem = format!("`{name}` applies to {values} only, which `type` excludes");
                let help = "remove the keyword, or correct `type`";
                self.warn("inapplicable-keyword", name, problem, help);
            }
        }
    }

    /// Warns if no value lies between two bounds.
    fn compare_bounds(&mut self, lower: &Limit, upper: &Limit) {
        let (Some(least), Some(most)) = (lower.operand.as_f64(), upper.operand.as_f64()) else {
            return;
        };
        if lower.keyword.excludes(least, (upper.keyword, most)) {
            let (lower, upper) = (lower.keyword.name, upper.keyword.name);
            let problem =
                format!("schema accepts no value: `{lower}` is {least}, `{upper}` is {most}");
            self.warn(
                "conflicting-bounds",
                lower,
                problem,
                "correct one of the bounds",
            );
        }
    }

    fn warn(&mut self, code: &'static str, name: &str, problem: String, help: &str) {
        let diagnostic = Diagnostic::warning(code, self.fields.at(name), problem).with_help(help);
        self.fields.diagnostics.push(diagnostic);
    }
}
