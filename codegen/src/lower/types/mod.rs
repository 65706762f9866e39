//! From schemas to types: one file per kind of type.

pub(super) mod additional_properties;
pub(super) mod declare;
pub(super) mod define;
pub(super) mod enums;
pub(super) mod integers;
pub(super) mod multi_type;
pub(super) mod nullable;
pub(super) mod object;
pub(super) mod ref_targets;
pub(super) mod references;
pub(super) mod union;
pub(super) mod variant_names;
pub(super) mod variants;

use crate::ir::{Example, Rule, Type, TypeId};
use crate::lower::rules::RuleWriter;
use crate::lower::schema::Schemas;
use std::collections::{BTreeMap, BTreeSet};

/// Lowers schemas to types.
pub(crate) struct TypeLowering<'a> {
    pub(crate) schemas: &'a Schemas<'a>,
    pub(crate) rules: RuleWriter<'a>,
    pub(crate) examples: Vec<Example>,
    /// The pointers and types of recorded body examples.
    recorded_examples: BTreeSet<(String, Type)>,
    /// The pointers of inline schemas in progress, with types once known.
    in_progress: Vec<(String, Option<TypeId>)>,
    /// The current depth of nested inline schemas.
    depth: usize,
    /// The structs of inline schemas, by the pointers of flattened parts: equal parts share a type.
    structs: BTreeMap<Vec<String>, TypeId>,
    /// The lowered inline schemas, by pointer.
    inline: BTreeMap<String, Lowered>,
}

/// The type of a schema at the point of use, with rules for restrictions beyond the type.
#[derive(Debug, Clone)]
pub(crate) struct Lowered {
    pub ty: Type,
    pub rules: Vec<Rule>,
}

impl Lowered {
    pub(crate) fn without_rules(ty: Type) -> Self {
        Lowered {
            ty,
            rules: Vec::new(),
        }
    }
}

impl<'a> TypeLowering<'a> {
    pub(crate) fn new(schemas: &'a Schemas<'a>) -> Self {
        TypeLowering {
            schemas,
            rules: RuleWriter::new(schemas),
            examples: Vec::new(),
            recorded_examples: BTreeSet::new(),
            in_progress: Vec::new(),
            depth: 0,
            structs: BTreeMap::new(),
            inline: BTreeMap::new(),
        }
    }
}
