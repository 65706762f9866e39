//! The phases of generation, measured separately: for the shipped spec and, if present, larger
//! specs.

#![allow(missing_docs, clippy::unwrap_used)]

use codegen::{Config, Source, emit};
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;

const DOCUMENTS: [&str; 4] = [
    "spec/whatsapp-cloud.yaml",
    "../shared/corpus/specs/meta-whatsapp.yaml",
    "../shared/corpus/specs/openai.yaml",
    "../shared/corpus/specs/elastic-serverless.json",
];

fn main() {
    divan::main();
}

/// The specs whose files exist.
fn documents() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.into_iter().filter(|path| at(path).exists())
}

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn source(path: &str) -> Source {
    let text = fs::read_to_string(at(path)).unwrap();
    let mut source = Source::parse(path.to_owned(), text).unwrap();
    assert!(source.bundle(&mut |_| None).is_empty());
    source.upgrade();
    source
}

#[divan::bench(args = documents())]
fn parse(bencher: Bencher, path: &str) {
    let text = fs::read_to_string(at(path)).unwrap();
    bencher
        .with_inputs(|| text.clone())
        .bench_values(|text| Source::parse(path.to_owned(), text).unwrap());
}

#[divan::bench(args = documents())]
fn lower(bencher: Bencher, path: &str) {
    let source = source(path);
    bencher.bench(|| codegen::lower(black_box(&source), &Config::default()).unwrap());
}

#[divan::bench(args = documents())]
fn emit(bencher: Bencher, path: &str) {
    let (api, _) = codegen::lower(&source(path), &Config::default()).unwrap();
    bencher.bench(|| {
        let files = emit::files(black_box(&api));
        files.map(|file| file.items(&api).count()).sum::<usize>()
    });
}

/// Single-threaded, while `print` uses every processor.
#[divan::bench(args = documents())]
fn format(bencher: Bencher, path: &str) {
    let (api, _) = codegen::lower(&source(path), &Config::default()).unwrap();
    let items = || emit::files(&api).map(|file| file.items(&api).collect::<Vec<_>>());
    bencher
        .with_inputs(|| items().collect::<Vec<_>>())
        .bench_local_values(|files| {
            let texts = files.into_iter().map(codegen::files::text);
            texts.map(|text| text.len()).sum::<usize>()
        });
}

/// Emits and formats, as `generate` does.
#[divan::bench(args = documents())]
fn print(bencher: Bencher, path: &str) {
    let (api, _) = codegen::lower(&source(path), &Config::default()).unwrap();
    bencher.bench(|| codegen::print(black_box(&api)));
}
