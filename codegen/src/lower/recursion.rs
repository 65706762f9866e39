//! Boxes what contains itself.
//!
//! A field or a variant is boxed exactly where it stands on a cycle of types that hold each other
//! by value. Lists and maps hold theirs behind a pointer already.

use crate::ir::{Kind, Others, Type, TypeDef};

/// Boxes every by-value use of a type on a cycle, and makes an alias on a cycle of its own any
/// JSON value, since Rust has no name for it.
pub(super) fn box_cycles(types: &mut [TypeDef]) {
    let edges: Vec<Vec<usize>> = types.iter().map(by_value).collect();
    let component = components(&edges);
    for index in 0..types.len() {
        let on_cycle = |target: usize| {
            component[target] == component[index]
                && (target != index || edges[index].contains(&index))
        };
        for_each_type(&mut types[index].kind, &mut |ty| box_type(ty, &on_cycle));
    }
}

fn box_type(ty: &mut Type, on_cycle: &dyn Fn(usize) -> bool) {
    match ty {
        Type::Named(id) if on_cycle(id.0) => *ty = Type::Boxed(Box::new(ty.clone())),
        Type::Nullable(inner) => box_type(inner, on_cycle),
        _ => {}
    }
}

fn for_each_type(kind: &mut Kind, act: &mut dyn FnMut(&mut Type)) {
    match kind {
        Kind::Struct(structure) => {
            let fields = structure.required.iter_mut().chain(&mut structure.optional);
            fields.for_each(|field| act(&mut field.ty));
            if let Others::Typed(field) = &mut structure.others {
                act(&mut field.ty);
            }
        }
        Kind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| act(&mut variant.ty)),
        Kind::Alias(_) | Kind::Texts(_) | Kind::Integers(_) => {}
    }
}

/// The types that a type holds by value.
fn by_value(def: &TypeDef) -> Vec<usize> {
    fn target(ty: &Type) -> Option<usize> {
        match ty {
            Type::Named(id) => Some(id.0),
            Type::Nullable(inner) => target(inner),
            _ => None,
        }
    }
    match &def.kind {
        Kind::Struct(structure) => {
            let fields = structure.required.iter().chain(&structure.optional);
            fields.filter_map(|field| target(&field.ty)).collect()
        }
        Kind::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| target(&variant.ty))
            .collect(),
        Kind::Alias(ty) => target(ty).into_iter().collect(),
        Kind::Texts(_) | Kind::Integers(_) => Vec::new(),
    }
}

/// The strongly connected component of each node (Tarjan's algorithm, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; edges.len()];
    let mut low = vec![UNSEEN; edges.len()];
    let mut component = vec![UNSEEN; edges.len()];
    let mut open = Vec::new();
    let mut counter = 0;
    for root in 0..edges.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                order[node] = counter;
                low[node] = counter;
                counter += 1;
                open.push(node);
            }
            if let Some(&target) = edges[node].get(next) {
                path.push((node, next + 1));
                if order[target] == UNSEEN {
                    path.push((target, 0));
                } else if component[target] == UNSEEN {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    component
}
