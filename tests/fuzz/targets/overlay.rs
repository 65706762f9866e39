//! Arbitrary bytes as an overlay of a small spec: applying and generating terminate.

#![no_main]

use codegen::diagnostic::{Style, render};
use codegen::{Config, Source};
use libfuzzer_sys::fuzz_target;

const DESCRIPTION: &str = include_str!("../../media/media.yaml");

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(overlay) = Source::parse("overlay.yaml", text) else {
        return;
    };
    let Ok(mut source) = Source::parse("media.yaml", DESCRIPTION) else {
        panic!("the spec is valid");
    };
    let mut diagnostics = source.overlay(overlay);
    let generated = codegen::generate(&source, &Config::default());
    diagnostics.extend(generated.map_or_else(|problems| problems, |generated| generated.warnings));
    let _ = render(&diagnostics, &source, Style::Plain);
});
