//! Values that an open union accepts only by its last variant.

use super::Union;
use crate::runtime::rules::{Rule, Rules, Violations, validate_node};
use crate::runtime::wire::Node;

/// Returns the violations of a value that has the constants of a variant but does not fit the
/// variant.
///
/// ```yaml
/// anyOf:
///   - { properties: { type: { const: text }, text: { type: string } }, required: [type, text] }
///   - { properties: { type: { type: string } } }    # accepts `{"type": "text", "text": 5}`
/// ```
pub(crate) fn misfit(union: &Union, value: &Node<'_>) -> Option<Violations> {
    let Node::Object(members) = value else {
        return None;
    };
    let has_constants = |rules: Rules| match rules {
        [Rule::Object(object), ..] => {
            !object.constants.is_empty()
                && object.constants.iter().all(|constant| {
                    members
                        .get(constant.name)
                        .is_some_and(|value| constant.value.equals(value))
                })
        }
        _ => false,
    };
    let mut rules = union.variants.iter().map(|variant| (variant.rules)());
    let rules = rules.find(|rules| has_constants(rules))?;
    validate_node(value, rules).err()
}
