//! Code shared by the programs in `tests`; the tests are in `main.rs`.
//! The code in `README.md` and `docs/phone.md` is compiled as documentation of this crate.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![cfg_attr(doctest, doc = include_str!("../docs/phone.md"))]

pub mod conformance;
pub mod rehearse;
