//! Laws that hold for every value and schema, tested with many values and schemas.

pub mod determinism;
pub mod growth;
pub mod json_schema_suite;
pub mod laws;
pub mod mutations;
pub mod random;
