//! Every kind of API change, with severity: `changes/cases.yaml` patches `changes/base.yaml`.

use crate::support::shipped_spec::root;
use codegen::diff::{Change, Level, compare, rules};
use codegen::outline::{self, Fact};
use codegen::{Config, Generated, Source};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn read(name: &str) -> Value {
    let path = root().join("tests/data/changes").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The cases in `changes/cases.yaml`.
pub fn cases() -> Vec<Value> {
    read("cases.yaml").as_array().unwrap().clone()
}

/// The generated code before and after a change.
pub fn crates_of(case: &Value) -> [Generated; 2] {
    let nothing = json!({});
    let base = patched(read("base.yaml"), case.get("base").unwrap_or(&nothing));
    let usual = "client.parameters = [\"tenant\"]";
    let settings = case["settings"].as_str().unwrap_or(usual);
    let new = patched(base.clone(), &case["patch"]);
    [generated(&base, usual), generated(&new, settings)]
}

fn facts_of(case: &Value) -> [Vec<Fact>; 2] {
    crates_of(case).map(|generated| generated.facts())
}

fn generated(description: &Value, settings: &str) -> Generated {
    let source = Source::parse("changes.json", description.to_string()).unwrap();
    let mut config = Config::parse("codegen.toml", settings).unwrap();
    // A case may remove what the settings name.
    config.ignores_unmatched = true;
    codegen::generate(&source, &config).unwrap()
}

/// Applies a JSON merge patch (RFC 7396): `null` removes a property.
fn patched(mut target: Value, patch: &Value) -> Value {
    let Value::Object(members) = patch else {
        return patch.clone();
    };
    if !target.is_object() {
        target = json!({});
    }
    let object = target.as_object_mut().unwrap();
    for (name, value) in members {
        let old = object.remove(name).unwrap_or_default();
        if !value.is_null() {
            object.insert(name.clone(), patched(old, value));
        }
    }
    target
}

/// The rules of the changes, prefixed by level: `!` breaking, `+` additive, `.` documentation.
fn summary(changes: &[Change]) -> String {
    let rules = changes.iter().map(|change| {
        let level = match change.level {
            Level::Breaking => '!',
            Level::Additive => '+',
            Level::Documentation => '.',
        };
        format!("{level}{}", change.rule)
    });
    rules.collect::<Vec<_>>().join(" ")
}

#[test]
fn reports_every_kind_of_change_in_both_directions() {
    let mut seen = BTreeSet::new();
    for case in &cases() {
        let [old, new] = facts_of(case);
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        assert_eq!(
            (summary(&there), summary(&back)),
            (
                case["there"].as_str().unwrap().into(),
                case["back"].as_str().unwrap().into()
            ),
            "{}",
            case["patch"]
        );
        seen.extend(there.iter().chain(&back).map(|change| change.rule));
    }
    let all: BTreeSet<_> = rules::RULES.iter().map(|rule| rule.name).collect();
    let unseen: Vec<_> = all.difference(&seen).collect();
    assert!(unseen.is_empty(), "no case for {unseen:?}");
}

#[test]
fn compares_outlines_like_specs_except_documentation() {
    let printed = |facts: &[Fact]| outline::parse(&outline::print(facts)).unwrap();
    for case in &cases() {
        let [old, new] = facts_of(case);
        let mut expected = compare(&old, &new);
        expected.retain(|change| change.rule != "words-changed");
        let names = |changes: &[Change]| -> Vec<_> {
            changes
                .iter()
                .map(|it| (it.rule, it.item.clone(), it.was.clone(), it.is.clone()))
                .collect()
        };
        assert_eq!(
            names(&compare(&printed(&old), &printed(&new))),
            names(&expected)
        );
    }
}

#[test]
fn documents_every_rule() {
    let level = |level| match level {
        Level::Breaking => "breaking",
        Level::Additive => "additive",
        Level::Documentation => "documentation",
    };
    let rows = rules::RULES.iter().map(|row| {
        let (sent, received) = (level(row.sent), level(row.received));
        format!(
            "| `{}` | {} | {sent} | {received} |\n",
            row.name, row.predicate
        )
    });
    let table: String = rows.collect();
    let page = std::fs::read_to_string(root().join("docs/compatibility.md")).unwrap();
    assert!(page.contains(&table), "expected table:\n{table}");
}
