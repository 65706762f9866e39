//! Unpredictable numbers, from the random keys of the standard library's hash maps.

use std::hash::{BuildHasher, RandomState};

pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(0)
}
