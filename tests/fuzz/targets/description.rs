//! Bytes as a description: whatever they are, the compiler ends, and what it says can be shown.

#![no_main]

use codegen::diagnostic::{Style, render, to_json};
use codegen::{Config, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // What begins like JSON is read as JSON whatever it is called.
    let mut source = match Source::parse("fuzz.yaml", text.clone()) {
        Ok(source) => source,
        Err(problems) => {
            let source = Source::unread("fuzz.yaml", text);
            assert!(!render(&problems, &source, Style::Plain).is_empty());
            return;
        }
    };
    let mut told = source.bundle(&mut |_| None);
    source.upgrade();
    match codegen::generate(&source, &Config::default()) {
        Ok(generated) => told.extend(generated.warnings),
        Err(problems) => {
            assert!(problems.iter().any(|problem| problem.is_error()));
            told.extend(problems);
        }
    }
    render(&told, &source, Style::Plain);
    to_json(&told, &source);
});
