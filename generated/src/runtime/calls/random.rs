//! Numbers that nobody can foresee, from what the standard library protects its maps with.

use std::hash::{BuildHasher, RandomState};

pub(super) fn random() -> u64 {
    RandomState::new().hash_one(0)
}
