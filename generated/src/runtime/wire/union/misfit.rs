//! Values that an open union accepts only by its last variant.

use super::Union;
use crate::runtime::rules::{Rule, Rules, Violations, validate_node};
use crate::runtime::wire::Node;

/// Returns the violations of a value that fits only the last variant, although the value has the
/// constants of an earlier variant.
///
/// ```yaml
/// anyOf:
///   - { properties: { type: { const: text }, text: { type: string } }, required: [type, text] }
///   - { properties: { type: { type: string } } }    # accepts `{"type": "text", "text": 5}`
/// ```
pub(crate) fn misfit(union: &Union, value: &Node<'_>) -> Option<Violations> {
    let (Node::Object(members), None) = (value, union.discriminator) else {
        return None;
    };
    let has_constants = |rules: Rules| match rules {
        [Rule::Object(object), ..] if !object.constants.is_empty() => {
            let mut constants = object.constants.iter();
            constants.all(|constant| {
                let value = members.get(constant.name);
                value.is_some_and(|value| constant.value.equals(value))
            })
        }
        _ => false,
    };
    let (last, earlier) = union.variants.split_last()?;
    let is_last = union.choose(value) == Some(earlier.len());
    if !is_last || has_constants((last.rules)()) {
        return None;
    }
    let mut rules = earlier.iter().map(|variant| (variant.rules)());
    let rules = rules.find(|rules| has_constants(rules))?;
    validate_node(value, rules).err()
}
