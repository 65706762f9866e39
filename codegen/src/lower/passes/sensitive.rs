//! Unions with sensitive values: an unknown value may be sensitive, too.
//!
//! ```yaml
//! Message: { oneOf: [{ $ref: '#/components/schemas/Text' }, { type: integer }] }
//! Text: { properties: { body: { type: string, x-sensitive: true } } }
//! ```
//!
//! ```text
//! Message::Unknown(…)
//! ```

use crate::ir::{TypeDef, TypeKind};

/// Marks the unions whose variants contain sensitive fields, at any depth.
pub(crate) fn mark_unions(types: &mut [TypeDef]) {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    for (index, def) in types.iter().enumerate() {
        def.kind
            .visit_named_types(&mut |used| users[used.0].push(index));
    }
    let sensitive = (0..types.len()).filter(|index| !types[*index].sensitive_fields().is_empty());
    let mut open: Vec<usize> = sensitive.collect();
    let mut seen = vec![false; types.len()];
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        if let TypeKind::Union(union) = &mut types[index].kind {
            union.hides_unknown = true;
        }
        open.extend(&users[index]);
    }
}
