//! Spoiled descriptions: whatever is in them, the compiler ends, and says something or makes a
//! crate.

use crate::description::{root, shared};
use codegen::diagnostic::{Style, render};
use codegen::{Config, Source};
use serde_json::{Value, json};
use std::fs;

/// How many spoiled descriptions are tried.
const CASES: u64 = 1200;
/// How many spoiled overlays are tried.
const OVERLAYS: u64 = 400;
/// Larger documents say no more, and take longer.
const MOST_BYTES: u64 = 60_000;

/// Numbers that are the same in every run.
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

fn documents() -> Vec<Value> {
    let mut paths = vec![root().join("tests/obstacles/shapes.yaml")];
    if let Some(folder) = shared("corpus/specs") {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let small = entries.filter(|entry| entry.metadata().unwrap().len() < MOST_BYTES);
        paths.extend(
            small
                .map(|entry| entry.path())
                .filter(|path| path.is_file()),
        );
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).ok()?;
        Some(Source::parse(path.display().to_string(), text).ok()?.root)
    };
    paths.iter().filter_map(read).collect()
}

/// The pointers of all values.
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

/// Puts something else in the place of one value, or takes it away.
fn spoil(document: &mut Value, random: &mut Random) {
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
    match (random.below(4), document.pointer_mut(parent)) {
        (0, Some(Value::Object(members))) => _ = members.remove(&name),
        (1, Some(Value::Object(members))) => _ = members.insert(format!("{name}x"), new),
        (2, Some(Value::Array(items))) if !items.is_empty() => items.push(items[0].clone()),
        _ => {
            if let Some(value) = document.pointer_mut(&pointer) {
                *value = new;
            }
        }
    }
}

#[test]
fn spoiled_descriptions_end() {
    let documents = documents();
    let (mut made, mut told) = (0, 0);
    for seed in 1..=CASES {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut document = documents[random.below(documents.len())].clone();
        for _ in 0..=random.below(6) {
            spoil(&mut document, &mut random);
        }
        let mut text = document.to_string();
        if random.below(10) == 0 {
            text.truncate(text.floor_char_boundary(random.below(text.len())));
        }
        let result = std::panic::catch_unwind(|| {
            let mut source = Source::parse("spoiled.json", text.clone()).map_err(drop)?;
            let _ = source.bundle(&mut |_| None);
            source.upgrade();
            codegen::generate(&source, &Config::default())
                .map(drop)
                .map_err(drop)
        });
        match result {
            Ok(Ok(())) => made += 1,
            Ok(Err(())) => told += 1,
            Err(panic) => panic!("seed {seed}: {panic:?} in\n{text}"),
        }
    }
    // A test that only ever sees one of the two proves little.
    assert!(made > 50 && told > 50, "{made} made, {told} told");
}

/// What an overlay may do to the description in `tests/obstacles`.
const OVERLAY: &str = "
overlay: 1.1.0
info: { title: Spoiled, version: '1' }
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
fn spoiled_overlays_end() {
    let text = fs::read_to_string(root().join("tests/obstacles/shapes.yaml")).unwrap();
    let overlay = Source::parse("overlay.yaml", OVERLAY).unwrap().root;
    let (mut applied, mut told) = (0, 0);
    for seed in 1..=OVERLAYS {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut overlay = overlay.clone();
        for _ in 0..random.below(4) {
            spoil(&mut overlay, &mut random);
        }
        let spoiled = overlay.to_string();
        let result = std::panic::catch_unwind(|| {
            let mut source = Source::parse("shapes.yaml", text.clone()).unwrap();
            let Ok(overlay) = Source::parse("overlay.json", spoiled.clone()) else {
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
            Ok(false) => told += 1,
            Err(panic) => panic!("seed {seed}: {panic:?} in\n{spoiled}"),
        }
    }
    assert!(applied > 50 && told > 50, "{applied} applied, {told} told");
}
