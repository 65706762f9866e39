//! Hashes of values, from the JSON: equal values have equal JSON.

use super::number::to_integer;
use super::{Node, Typed};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Hashes a value.
pub fn hash<T: Typed, H: Hasher>(value: &T, state: &mut H) {
    let mut own = DefaultHasher::new();
    hash_node(&value.node(), &mut own);
    state.write_u64(own.finish());
}

fn hash_node(node: &Node<'_>, state: &mut DefaultHasher) {
    match node {
        Node::Null => state.write_u8(0),
        Node::Bool(value) => value.hash(state),
        Node::String(text) => text.hash(state),
        // `Number` treats `1` and `1.0` as equal.
        Node::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), _, _) => value.hash(state),
            (_, Some(value), _) => value.hash(state),
            (_, _, Some(value)) => match to_integer(value) {
                Some(value) => value.hash(state),
                None => value.to_bits().hash(state),
            },
            _ => {}
        },
        Node::Array(items) => {
            items.len().hash(state);
            for item in items {
                hash_node(item, state);
            }
        }
        // The sum ignores the order of properties.
        Node::Object(members) => {
            let hashes = members.iter().map(|(name, value)| {
                let mut state = DefaultHasher::new();
                name.hash(&mut state);
                hash_node(value, &mut state);
                state.finish()
            });
            hashes.fold(0, u64::wrapping_add).hash(state);
        }
    }
}
