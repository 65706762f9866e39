//! The code in `README.md` is compiled as documentation of this crate; the tests live in `main.rs`.
//! What the programs here have in common is in this library.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]

pub mod judge;
