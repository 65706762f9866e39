//! Parts of the commands that further programs of the project share.

pub mod failure;
pub mod input;
pub mod report;
pub mod spec_root;
