//! Passes over the finished IR, in the order in which `lower` runs the list.

pub(super) mod constructors;
pub(super) mod conversions;
pub(super) mod cycles;
pub(super) mod examples;
pub(super) mod features;
pub(super) mod nulls;
pub(super) mod prune;
pub(super) mod recursion;
pub(super) mod ref_cycles;
pub(super) mod rule_limit;
pub(super) mod sensitive;
pub(super) mod shared;
