//! The code in `README.md` is compiled as documentation of this crate; the tests live in `main.rs`.

#![cfg_attr(doctest, doc = include_str!("../README.md"))]
