//! Rules about what must not be, and what must be in some cases: those that are worth plain words.

use super::Lowering;
use crate::document::{Schema, Types};
use crate::ir::Rule;
use std::rc::Rc;

impl Lowering<'_> {
    /// `not` around `required` is worth a plain message: the member is not possible here. It also
    /// rules out all that is no object.
    pub(super) fn negation(&mut self, types: Option<Types>, not: &Rc<Schema>) -> Vec<Rule> {
        if types.is_some_and(|types| types != Types::OBJECT) {
            return vec![Rule::Not(self.full(not))];
        }
        let forbidden = |schema: &Schema| match schema.required.as_slice() {
            [only] => {
                let bare = Schema {
                    pointer: schema.pointer.clone(),
                    required: schema.required.clone(),
                    ..Schema::default()
                };
                (*schema == bare).then(|| Rule::Member(only.clone(), vec![Rule::Never]))
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
            _ => vec![Rule::Not(self.full(not))],
        }
    }
}

/// A condition. The usual one, that a member has certain values, is worth a rule of its own: it is
/// shorter to read, and its messages can name the member.
pub(super) fn conditional(condition: Vec<Rule>, then: Vec<Rule>, otherwise: Vec<Rule>) -> Rule {
    if let [Rule::Required(required), Rule::Member(name, values)] = condition.as_slice()
        && let [Rule::Enum(values)] = values.as_slice()
        && required.as_slice() == [name.clone()]
        && otherwise.is_empty()
    {
        return Rule::IfMember(name.clone(), values.clone(), then);
    }
    Rule::If(condition, then, otherwise)
}
