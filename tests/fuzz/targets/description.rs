//! Arbitrary bytes as a spec: the generator terminates, and its diagnostics can be rendered.

#![no_main]

use codegen::diagnostic::{Style, render, to_json};
use codegen::{Config, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // Text that begins like JSON is parsed as JSON, despite the file name.
    let mut source = match Source::parse("fuzz.yaml", text.clone()) {
        Ok(source) => source,
        Err(problems) => {
            let source = Source::unparsed("fuzz.yaml", text);
            assert!(!render(&problems, &source, Style::Plain).is_empty());
            return;
        }
    };
    let mut diagnostics = source.bundle(&mut |_| None);
    source.upgrade();
    match codegen::generate(&source, &Config::default()) {
        Ok(generated) => diagnostics.extend(generated.warnings),
        Err(problems) => {
            assert!(problems.iter().any(|problem| problem.is_error()));
            diagnostics.extend(problems);
        }
    }
    let _ = render(&diagnostics, &source, Style::Plain);
    let _ = to_json(&diagnostics, &source);
});
