//! From keywords to rules: the limits a Rust type does not express.

pub(super) mod conditions;
pub(super) mod implied;
pub(super) mod keywords;
pub(super) mod references;
pub(super) mod unevaluated;

use crate::ir::TypeId;
use crate::lower::schema::Schemas;
use crate::lower::table::TypeTable;
use std::collections::BTreeMap;

/// Writes the rules of schemas.
pub(crate) struct RuleWriter<'a> {
    schemas: &'a Schemas<'a>,
    pub(crate) table: TypeTable<'a>,
    /// Tables of rules without a type, by the pointer of the schema, and by use below `unevaluated*`.
    tables: BTreeMap<(String, bool), TypeId>,
}

impl<'a> RuleWriter<'a> {
    pub(crate) fn new(schemas: &'a Schemas<'a>) -> Self {
        RuleWriter {
            schemas,
            table: TypeTable::new(schemas),
            tables: BTreeMap::new(),
        }
    }
}

/// The surroundings of the rules being written.
#[derive(Clone, Default)]
struct Around<'s> {
    /// The pointers of the schemas around that apply to the same value.
    in_place: Vec<&'s str>,
    /// True below a schema with `unevaluated*`, which must see every keyword even if the Rust type
    /// implies the keyword.
    has_unevaluated: bool,
}
