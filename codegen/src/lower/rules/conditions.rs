//! Simplified rules for `not` and `if`, with better messages than the general rules.

use crate::document::{Schema, Types};
use crate::ir::Rule;
use crate::lower::rules::RuleWriter;
use std::rc::Rc;

impl RuleWriter<'_> {
    /// Lowers `not`. `not: { required: [a] }` becomes a rule that forbids the property `a`.
    /// Strictly, the keyword also rejects values without properties, so a schema with a `type`
    /// besides `object` keeps `Rule::Not`.
    ///
    /// ```yaml
    /// Holder: { properties: { a: {}, b: {} }, not: { required: [a] } }
    /// ```
    ///
    /// ```text
    /// const HOLDER: Rules = &[Rule::Property("a", &[Rule::Never])];
    /// ```
    pub(crate) fn lower_not(&mut self, types: Option<Types>, not: &Rc<Schema>) -> Vec<Rule> {
        if types.is_some_and(|types| types != Types::OBJECT) {
            return vec![Rule::Not(self.value_rules(not))];
        }
        let forbidden = |schema: &Schema| match schema.required.as_slice() {
            [name] => {
                let only_required = Schema {
                    pointer: schema.pointer.clone(),
                    required: schema.required.clone(),
                    ..Schema::default()
                };
                (*schema == only_required).then(|| Rule::Property(name.clone(), vec![Rule::Never]))
            }
            _ => None,
        };
        if let Some(rule) = forbidden(not) {
            return vec![rule];
        }
        let only_alternatives = Schema {
            pointer: not.pointer.clone(),
            any_of: not.any_of.clone(),
            ..Schema::default()
        };
        let forbidden: Option<Vec<Rule>> =
            not.any_of.iter().map(|schema| forbidden(schema)).collect();
        match forbidden {
            Some(forbidden) if !forbidden.is_empty() && **not == only_alternatives => forbidden,
            _ => vec![Rule::Not(self.value_rules(not))],
        }
    }
}

/// Lowers `if`, `then` and `else`. The common test for the value of a property becomes
/// `Rule::IfPropertyIn`, which is shorter and can name the property in messages:
///
/// ```yaml
/// if: { required: [by], properties: { by: { const: transfer } } }
/// then: { required: [iban] }
/// ```
///
/// ```text
/// Rule::IfPropertyIn("by", &[Literal::String("transfer")], &[Rule::Required(&["iban"])])
/// ```
pub(crate) fn lower_if(condition: Vec<Rule>, then: Vec<Rule>, otherwise: Vec<Rule>) -> Rule {
    if let [Rule::Required(required), Rule::Property(name, values)] = condition.as_slice()
        && let [Rule::Enum(values)] = values.as_slice()
        && required.as_slice() == [name.clone()]
        && otherwise.is_empty()
    {
        return Rule::IfPropertyIn(name.clone(), values.clone(), then);
    }
    Rule::IfThenElse(condition, then, otherwise)
}
