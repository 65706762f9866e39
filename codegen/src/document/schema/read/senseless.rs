//! What a schema says that has no effect, or leaves no value.

use super::{Reader, Types};
use crate::diagnostic::Diagnostic;
use crate::json::Json;

/// Keywords, with the types that they ask something of.
const ASKS: &[(Types, &str, &[&str])] = &[
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

/// Limits between which there has to be something, and whether they may be the same.
const LIMITS: &[(&str, &str, bool)] = &[
    ("minLength", "maxLength", true),
    ("minItems", "maxItems", true),
    ("minProperties", "maxProperties", true),
    ("minimum", "maximum", true),
    ("exclusiveMinimum", "maximum", false),
    ("minimum", "exclusiveMaximum", false),
    ("exclusiveMinimum", "exclusiveMaximum", false),
];

impl Reader<'_, '_> {
    /// Tells of what has no effect, or leaves no value.
    pub(super) fn senseless(&mut self, types: Option<Types>) {
        for (least, most, may_meet) in LIMITS {
            self.order(least, most, *may_meet);
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            let listed = self.fields.value(name).and_then(Json::as_array);
            if listed.is_some_and(<[Json]>::is_empty) {
                let problem = format!("`{name}` lists no schema, and has no effect");
                let help = "remove it, or list the schemas";
                self.tell("empty-keyword", name, problem, help);
            }
        }
        let step = self.fields.value("multipleOf").and_then(Json::as_f64);
        if step.is_some_and(|step| step <= 0.0) {
            let problem = "no number is a multiple of this, so it has no effect".to_owned();
            let help = "write a number greater than 0";
            self.tell("impossible-limits", "multipleOf", problem, help);
        }
        if let Some(types) = types {
            self.idle(types);
        }
    }

    /// Tells of keywords that ask something of other types only.
    fn idle(&mut self, types: Types) {
        let others = ASKS
            .iter()
            .filter(|(asked, ..)| types.and(*asked) == Types(0));
        for (_, all, names) in others {
            for name in *names {
                // Older drafts have a flag of this name, which is told by its shape.
                let is_flag = |value: &Json| *name == "required" && !value.is_array();
                if self.fields.value(name).is_some_and(|value| !is_flag(value)) {
                    let problem =
                        format!("`{name}` asks something of {all}, which are ruled out by `type`");
                    let help = "remove it, or correct the `type`";
                    self.tell("idle-keyword", name, problem, help);
                }
            }
        }
    }

    /// Tells of two limits between which there is nothing.
    fn order(&mut self, least: &str, most: &str, may_meet: bool) {
        let bound = |name| self.fields.value(name).and_then(Json::as_f64);
        let (Some(lower), Some(upper)) = (bound(least), bound(most)) else {
            return;
        };
        if lower > upper || (lower >= upper && !may_meet) {
            let problem = format!("{least} is {lower} and {most} is {upper}, so no value is valid");
            self.tell("impossible-limits", least, problem, "correct one of them");
        }
    }

    fn tell(&mut self, code: &'static str, name: &str, problem: String, help: &str) {
        let told = Diagnostic::warning(code, self.fields.at(name), problem).with_help(help);
        self.fields.diagnostics.push(told);
    }
}
