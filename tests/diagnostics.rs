//! Errors and warnings: bad specs, and the findings of `check-spec`.

mod check_spec;
mod contradictions;
mod document;
mod field_types;
mod operations;
mod published_invalid;
mod references;
mod settings;
