//! Mutated specs: the generator terminates, with a crate or with diagnostics.

use crate::support::shipped_spec::{root, shared};
use codegen::diagnostic::{Style, render};
use codegen::{Config, Source, check};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The number of mutated specs.
const CASES: u64 = 1200;
/// The number of mutated texts.
const TEXTS: u64 = 450;
/// The number of mutated overlays.
const OVERLAYS: u64 = 400;
/// Larger documents take longer and add no coverage.
const MAX_BYTES: u64 = 60_000;

/// A random number generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // Xorshift, by Marsaglia.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// The names and texts of the documents.
fn texts() -> Vec<(String, String)> {
    let own = ["tests/data/obstacles/shapes.yaml", "tests/media/media.yaml"];
    let mut paths = own.map(|path| root().join(path)).to_vec();
    if cfg!(shared) {
        let entries = fs::read_dir(shared("corpus/specs")).unwrap().flatten();
        let small = entries.filter(|entry| entry.metadata().unwrap().len() < MAX_BYTES);
        paths.extend(
            small
                .map(|entry| entry.path())
                .filter(|path| path.is_file()),
        );
    }
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let read = |path: &PathBuf| Some((name(path), fs::read_to_string(path).ok()?));
    paths.iter().filter_map(read).collect()
}

fn documents() -> Vec<Value> {
    let read = |(name, text)| Some(Source::parse(name, text).ok()?.root.to_value());
    texts().into_iter().filter_map(read).collect()
}

/// The pointers of a value and everything below.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{at}/{name}"), all);
            }
        }
        _ => {}
    }
}

/// Replaces or removes a random value.
fn mutate(document: &mut Value, random: &mut Random) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let pointer = all[random.below(all.len())].clone();
    let other = document.pointer(&all[random.below(all.len())]).cloned();
    let reference = format!("#{}", all[random.below(all.len())]);
    let replacements = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}\u{202e}é"),
        json!([]),
        json!({}),
        json!(["string", "null"]),
        json!({ "$ref": reference }),
        json!({ "": {} }),
        other.unwrap_or_default(),
    ];
    let new = replacements[random.below(replacements.len())].clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", ""));
    let name = name.replace("~1", "/").replace("~0", "~");
    let index = name.parse().unwrap_or_default();
    match (random.below(6), document.pointer_mut(parent)) {
        (0, Some(Value::Object(members))) => _ = members.remove(&name),
        (0, Some(Value::Array(items))) if index < items.len() => _ = items.remove(index),
        (1, Some(Value::Object(members))) => _ = members.insert(format!("{name}x"), new),
        (2, Some(Value::Array(items))) if !items.is_empty() => items.push(items[0].clone()),
        (2, Some(Value::Object(members))) => {
            let copy = members.get(&name).cloned().unwrap_or_default();
            members.insert(format!("{name}Copy"), copy);
        }
        (3, _) => swap(document, &pointer, &all[random.below(all.len())]),
        _ => {
            if let Some(value) = document.pointer_mut(&pointer) {
                *value = new;
            }
        }
    }
}

/// Swaps two values, unless one contains the other.
fn swap(document: &mut Value, one: &str, other: &str) {
    let parts = [format!("{one}/"), format!("{other}/")];
    if parts[0].starts_with(&parts[1]) || parts[1].starts_with(&parts[0]) {
        return;
    }
    let first = document.pointer(one).cloned().unwrap_or_default();
    let second = document
        .pointer_mut(other)
        .map(|second| std::mem::replace(second, first));
    if let (Some(second), Some(first)) = (second, document.pointer_mut(one)) {
        *first = second;
    }
}

/// Truncates a text, or changes, repeats or removes a few bytes.
fn mutate_text(text: &str, random: &mut Random) -> String {
    const BYTES: &[u8] = b"\0\t\n \"#%&'*,-.0:<>?@[\\]`{|}~!\xc3\xff";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let end = (at + random.below(40)).min(bytes.len());
        let part = bytes[at..end].to_vec();
        match random.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, part)),
            3 => drop(bytes.splice(at..at, [BYTES[random.below(BYTES.len())]])),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = BYTES[random.below(BYTES.len())];
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Checks and generates a spec; true if a crate results. A rejected spec has diagnostics.
fn compiles(name: &str, text: &str) -> bool {
    let mut source = match Source::parse(name, text) {
        Ok(source) => source,
        Err(problems) => {
            let source = Source::unparsed(name, text);
            assert!(!render(&problems, &source, Style::Plain).is_empty());
            return false;
        }
    };
    let mut diagnostics = source.bundle(&mut |_| None);
    source.upgrade();
    let _ = check::cases(&source);
    if let Ok(findings) = check::check(&source, &[]) {
        let _ = check::overlay(&findings, "Mutated");
        let findings: Vec<_> = findings.into_iter().map(|it| it.diagnostic).collect();
        let _ = render(&findings, &source, Style::Plain);
    }
    let generated = codegen::generate(&source, &Config::default());
    let made = generated.is_ok();
    diagnostics.extend(generated.map_or_else(|all| all, |generated| generated.warnings));
    assert_eq!(
        render(&diagnostics, &source, Style::Plain).is_empty(),
        diagnostics.is_empty()
    );
    made
}

#[test]
fn terminates_for_mutated_specs() {
    let documents = documents();
    let (mut made, mut rejected) = (0, 0);
    for seed in 1..=CASES {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut document = documents[random.below(documents.len())].clone();
        for _ in 0..=random.below(6) {
            mutate(&mut document, &mut random);
        }
        let mut text = document.to_string();
        if random.below(10) == 0 {
            text.truncate(text.floor_char_boundary(random.below(text.len())));
        }
        match std::panic::catch_unwind(|| compiles("mutated.json", &text)) {
            Ok(true) => made += 1,
            Ok(false) => rejected += 1,
            Err(panic) => panic!("seed {seed}: {panic:?} in\n{text}"),
        }
    }
    // Both outcomes have to occur for a meaningful test.
    assert!(
        made > 50 && rejected > 50,
        "{made} generated, {rejected} rejected"
    );
}

#[test]
fn terminates_for_mutated_texts() {
    let texts = texts();
    let (mut made, mut rejected) = (0, 0);
    for seed in 1..=TEXTS {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let (name, text) = &texts[random.below(texts.len())];
        let text = mutate_text(text, &mut random);
        match std::panic::catch_unwind(|| compiles(name, &text)) {
            Ok(true) => made += 1,
            Ok(false) => rejected += 1,
            Err(panic) => panic!("seed {seed}: {panic:?} in\n{text}"),
        }
    }
    assert!(
        made > 50 && rejected > 50,
        "{made} generated, {rejected} rejected"
    );
}

/// Overlay actions for the spec in `tests/data/obstacles`.
const OVERLAY: &str = "
overlay: 1.1.0
info: { title: Mutated, version: '1' }
actions:
- { target: '$.components.schemas[?@.type]', update: { title: T, properties: { a: { $ref: '#/x' } } } }
- { target: '$.servers', update: { url: /b } }
- { target: '$.servers[0]', remove: true }
- { target: \"$.components.schemas[?@.type == 'object']\", copy: $.info }
- { target: '$..properties.*', remove: true }
- { target: $.info.title, update: U }
- { target: $, update: { paths: { /a: {} } } }
";

#[test]
fn terminates_for_mutated_overlays() {
    let text = fs::read_to_string(root().join("tests/data/obstacles/shapes.yaml")).unwrap();
    let overlay = Source::parse("overlay.yaml", OVERLAY).unwrap();
    let overlay = overlay.root.to_value();
    let (mut applied, mut rejected) = (0, 0);
    for seed in 1..=OVERLAYS {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut overlay = overlay.clone();
        for _ in 0..random.below(4) {
            mutate(&mut overlay, &mut random);
        }
        let mutated = overlay.to_string();
        let result = std::panic::catch_unwind(|| {
            let mut source = Source::parse("shapes.yaml", text.clone()).unwrap();
            let Ok(overlay) = Source::parse("overlay.json", mutated.clone()) else {
                return false;
            };
            let problems = source.overlay(overlay);
            let _ = render(&problems, &source, Style::Plain);
            let generated = codegen::generate(&source, &Config::default());
            let all = generated.map_or_else(|all| all, |generated| generated.warnings);
            let _ = render(&all, &source, Style::Plain);
            problems.is_empty()
        });
        match result {
            Ok(true) => applied += 1,
            Ok(false) => rejected += 1,
            Err(panic) => panic!("seed {seed}: {panic:?} in\n{mutated}"),
        }
    }
    assert!(
        applied > 50 && rejected > 50,
        "{applied} applied, {rejected} rejected"
    );
}
