//! Laws that hold for all values and schemas, tried with many.

pub mod determinism;
pub mod growth;
pub mod json_schema_suite;
pub mod laws;
pub mod mutations;
pub mod random;
