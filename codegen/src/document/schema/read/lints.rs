//! Warns about keywords that have no effect or make a schema unsatisfiable.

use super::{Reader, Types};
use crate::diagnostic::Diagnostic;
use crate::json::Json;

/// Keywords by the types they apply to.
const KEYWORDS_BY_TYPE: &[(Types, &str, &[&str])] = &[
    (
        Types::STRING,
        "strings",
        &["minLength", "maxLength", "pattern"],
    ),
    (
        Types::NUMBER,
        "numbers",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    (
        Types::ARRAY,
        "arrays",
        &[
            "items",
            "prefixItems",
            "contains",
            "minItems",
            "maxItems",
            "uniqueItems",
        ],
    ),
    (
        Types::OBJECT,
        "objects",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

/// Lower and upper bounds, and true if equal bounds accept a value.
const BOUNDS: &[(&str, &str, bool)] = &[
    ("minLength", "maxLength", true),
    ("minItems", "maxItems", true),
    ("minProperties", "maxProperties", true),
    ("minimum", "maximum", true),
    ("exclusiveMinimum", "maximum", false),
    ("minimum", "exclusiveMaximum", false),
    ("exclusiveMinimum", "exclusiveMaximum", false),
];

impl Reader<'_, '_> {
    /// Warns about conflicting bounds, empty `allOf`, `anyOf` and `oneOf`, `multipleOf` of zero or
    /// less, and keywords that do not apply to `type`.
    pub(super) fn lint(&mut self, types: Option<Types>) {
        for (lower_name, upper_name, may_be_equal) in BOUNDS {
            self.compare_bounds(lower_name, upper_name, *may_be_equal);
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
        if let Some(types) = types {
            self.inapplicable(types);
        }
    }

    /// Warns about keywords that apply only to types excluded by `type`.
    fn inapplicable(&mut self, types: Types) {
        let excluded = KEYWORDS_BY_TYPE
            .iter()
            .filter(|(applicable, ..)| types.intersection(*applicable) == Types(0));
        for (_, kinds, names) in excluded {
            for name in *names {
                // A boolean `required`, from JSON Schema draft 3, is reported as a value of the
                // wrong type.
                let is_flag = |value: &Json| *name == "required" && !value.is_array();
                if self.fields.value(name).is_some_and(|value| !is_flag(value)) {
                    let problem =
                        format!("`{name}` applies to {kinds} only, which `type` excludes");
                    let help = "remove the keyword, or correct `type`";
                    self.warn("inapplicable-keyword", name, problem, help);
                }
            }
        }
    }

    /// Warns if no value lies between two bounds.
    fn compare_bounds(&mut self, lower_name: &str, upper_name: &str, may_be_equal: bool) {
        let bound = |name| self.fields.value(name).and_then(Json::as_f64);
        let (Some(lower), Some(upper)) = (bound(lower_name), bound(upper_name)) else {
            return;
        };
        if lower > upper || (lower >= upper && !may_be_equal) {
            let problem = format!(
                "schema accepts no value: `{lower_name}` is {lower}, `{upper_name}` is {upper}"
            );
            self.warn(
                "conflicting-bounds",
                lower_name,
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
