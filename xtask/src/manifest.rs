//! The manifest of a crate, which is its user's: features of groups of operations are added to it,
//! and what else it lacks is told.

use codegen::Diagnostic;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, TomlError, Value, value};

/// Stands before the first feature that is added.
const COMMENT: &str = "# The operations of a tag and their types.\n";
/// How long a line may be.
const WIDTH: usize = 100;

/// A manifest with the features of groups of operations that it lacks, on by default, and their
/// names. Nothing else changes, so a feature that its user has turned off stays so.
pub fn with_features(
    manifest: &str,
    wanted: &[String],
) -> Result<(String, Vec<String>), TomlError> {
    let mut document: DocumentMut = manifest.parse()?;
    let features = document
        .entry("features")
        .or_insert(Item::Table(Table::new()));
    let Some(features) = features.as_table_like_mut() else {
        return Ok((manifest.to_owned(), Vec::new()));
    };
    let missing = wanted.iter().filter(|name| !features.contains_key(name));
    let missing: Vec<String> = missing.cloned().collect();
    let has_some = wanted.len() > missing.len();
    for name in &missing {
        features.insert(name, value(Array::new()));
    }
    if let Some(first) = missing.first().filter(|_| !has_some)
        && let Some(mut key) = features.key_mut(first)
    {
        key.leaf_decor_mut().set_prefix(COMMENT);
    }
    let default = features.entry("default").or_insert(value(Array::new()));
    if let Some(default) = default.as_array_mut() {
        turn_on(default, &missing);
    }
    match missing.is_empty() {
        true => Ok((manifest.to_owned(), missing)),
        false => Ok((document.to_string(), missing)),
    }
}

/// A manifest with these features alone.
pub fn with_only(manifest: &str, features: &[&str]) -> Result<String, TomlError> {
    let mut document: DocumentMut = manifest.parse()?;
    let table = document.get_mut("features").and_then(Item::as_table_mut);
    if let Some(table) = table {
        table.retain(|name, _| features.contains(&name));
        if let Some(default) = table.get_mut("default").and_then(Item::as_array_mut) {
            default.retain(|item| item.as_str().is_some_and(|name| features.contains(&name)));
        }
    }
    Ok(document.to_string())
}

/// Adds features to a list, in lines like the others, or in lines of their own where one is too
/// short for all.
fn turn_on(list: &mut Array, names: &[String]) {
    let is_in_lines = list.iter().any(|item| has_break(item.decor().prefix()));
    list.extend(names);
    if is_in_lines || "default = ".len() + list.to_string().len() > WIDTH {
        for item in list
            .iter_mut()
            .filter(|item| !has_break(item.decor().prefix()))
        {
            item.decor_mut().set_prefix("\n    ");
            item.decor_mut().set_suffix("");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
}

fn has_break(text: Option<&toml_edit::RawString>) -> bool {
    text.and_then(toml_edit::RawString::as_str)
        .is_some_and(|text| text.contains('\n'))
}

/// What a manifest lacks of a new one, so that the runtime does not compile, or not with all of its
/// features.
pub fn lacks(manifest: &str, new: &str) -> Result<Vec<Diagnostic>, TomlError> {
    let (manifest, new): (DocumentMut, DocumentMut) = (manifest.parse()?, new.parse()?);
    let mut found = Vec::new();
    let present: Vec<&dyn TableLike> = dependencies(&manifest);
    for table in dependencies(&new) {
        for (name, needed) in table.iter() {
            match present.iter().find_map(|table| table.get(name)) {
                None => found.push(lack(
                    &format!("the dependency `{name}`"),
                    &format!("add `{name} = {}`", shown(needed)),
                )),
                // What is inherited is said elsewhere.
                Some(has) if has.get("workspace").is_some() => {}
                Some(has) => {
                    for feature in without(has.get("features"), needed.get("features")) {
                        found.push(lack(
                            &format!("the feature `{feature}` of the dependency `{name}`"),
                            "add it to the features of the dependency",
                        ));
                    }
                }
            }
        }
    }
    let has = |name| {
        manifest
            .get("features")
            .and_then(|features| features.get(name))
    };
    let features = new.get("features").and_then(Item::as_table_like);
    for (name, needed) in features.into_iter().flat_map(TableLike::iter) {
        match has(name) {
            // What is on by default is a choice.
            _ if name == "default" => {}
            None => found.push(lack(
                &format!("the feature `{name}`"),
                &format!("add `{name} = {}` under [features]", shown(needed)),
            )),
            Some(has) => {
                for part in without(Some(has), Some(needed)) {
                    found.push(lack(
                        &format!("`{part}` in the feature `{name}`"),
                        "add it to the list of the feature",
                    ));
                }
            }
        }
    }
    Ok(found)
}

/// What the root of a crate lacks of a new one.
pub fn root_lacks(root: &str, new: &str) -> Vec<Diagnostic> {
    let modules = new.lines().filter_map(|line| line.strip_prefix("pub mod "));
    let missing = modules.filter(|module| !root.contains(&format!("mod {module}")));
    let told = missing.map(|module| {
        let name = module.trim_end_matches(';');
        lack(
            &format!("the module `{name}`"),
            &format!("add `pub mod {module}`"),
        )
    });
    told.collect()
}

fn lack(what: &str, help: &str) -> Diagnostic {
    let problem = format!("this lacks {what}, which the runtime needs");
    Diagnostic::warning("incomplete-crate", "", problem).with_help(help)
}

/// The tables of dependencies, those of single platforms included.
fn dependencies(manifest: &DocumentMut) -> Vec<&dyn TableLike> {
    let platforms = manifest.get("target").and_then(Item::as_table_like);
    let platforms = platforms.into_iter().flat_map(TableLike::iter);
    let all = platforms.map(|(_, platform)| platform.get("dependencies"));
    let all = std::iter::once(manifest.get("dependencies")).chain(all);
    all.flatten().filter_map(Item::as_table_like).collect()
}

/// What one list of strings has and the other has not.
fn without<'i>(has: Option<&Item>, needed: Option<&'i Item>) -> Vec<&'i str> {
    let list = |item: Option<&'i Item>| -> Vec<&'i str> {
        let items = item.and_then(Item::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    };
    let has: Vec<String> = match has.and_then(Item::as_array) {
        Some(has) => has
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        None => Vec::new(),
    };
    let mut needed = list(needed);
    needed.retain(|name| !has.iter().any(|other| other == name));
    needed
}

fn shown(item: &Item) -> String {
    item.to_string().trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn features_that_are_missing_are_added_and_nothing_else_changes() {
        let manifest = "# Ours.\n[package]\nname = 'a'\n\n[features]\ndefault = ['rustls'] # TLS\nrustls = []\n\n[dependencies]\nb = '1'\n";
        let (text, added) = with_features(manifest, &names(&["cats", "dogs"])).unwrap();
        assert_eq!(added, ["cats", "dogs"]);
        assert_eq!(
            text,
            manifest.replace("['rustls']", "['rustls', \"cats\", \"dogs\"]").replace(
                "rustls = []\n",
                "rustls = []\n# The operations of a tag and their types.\ncats = []\ndogs = []\n"
            )
        );
        // One that was turned off stays so.
        let text = text.replace("\"cats\", ", "");
        let again = with_features(&text, &names(&["cats", "dogs"])).unwrap();
        assert_eq!(again, (text.clone(), Vec::new()));
        let (more, added) = with_features(&text, &names(&["cats", "cows", "dogs"])).unwrap();
        assert_eq!(added, ["cows"]);
        assert_eq!(
            more,
            text.replace("\"dogs\"]", "\"dogs\", \"cows\"]")
                .replace("dogs = []\n", "dogs = []\ncows = []\n")
        );
    }

    #[test]
    fn many_features_are_a_line_each() {
        let many: Vec<String> = (10..30).map(|number| format!("tag-{number}")).collect();
        let (text, _) = with_features("[features]\ndefault = [\"a\"]\n", &many).unwrap();
        assert!(
            text.starts_with("[features]\ndefault = [\n    \"a\",\n    \"tag-10\",\n"),
            "{text}"
        );
        let (text, _) = with_features(&text, &names(&["b"])).unwrap();
        assert!(text.contains("    \"tag-29\",\n    \"b\",\n]\n"), "{text}");
    }

    #[test]
    fn features_of_another_description_are_left_out() {
        let own = "[features]\ndefault = [\"rustls\"]\n# TLS.\nrustls = []\n";
        let (text, _) = with_features(own, &names(&["cats"])).unwrap();
        assert_eq!(with_only(&text, &["default", "rustls"]).unwrap(), own);
    }

    #[test]
    fn a_manifest_without_features_gets_them() {
        let (text, _) = with_features("[package]\nname = 'a'\n", &names(&["b"])).unwrap();
        let comment = COMMENT;
        let wanted =
            format!("[package]\nname = 'a'\n\n[features]\n{comment}b = []\ndefault = [\"b\"]\n");
        assert_eq!(text, wanted);
    }

    #[test]
    fn what_the_runtime_needs_and_is_not_there_is_told() {
        let old = "[dependencies]\na = '1'\nc = { version = '1', features = ['x'] }\n[features]\ndefault = []\nclient = ['dep:a']\n";
        let new = "[features]\ndefault = ['client']\nclient = ['dep:a', 'dep:b']\nstream = []\n[dependencies]\na = '1'\nc = { version = '1', features = ['x', 'y'] }\n[target.'cfg(unix)'.dependencies]\nb = { version = '2', optional = true }\n";
        let told = lacks(old, new).unwrap();
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.problem.as_str(), it.help.as_deref().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "this lacks the feature `y` of the dependency `c`, which the runtime needs",
                    "add it to the features of the dependency"
                ),
                (
                    "this lacks the dependency `b`, which the runtime needs",
                    "add `b = { version = '2', optional = true }`"
                ),
                (
                    "this lacks `dep:b` in the feature `client`, which the runtime needs",
                    "add it to the list of the feature"
                ),
                (
                    "this lacks the feature `stream`, which the runtime needs",
                    "add `stream = []` under [features]"
                ),
            ]
        );
        assert_eq!(lacks(new, new).unwrap(), []);
        let told = root_lacks("mod types;\n", "pub mod runtime;\npub mod types;\n");
        assert_eq!(told.len(), 1);
        assert!(told[0].problem.contains("`runtime`"));
    }
}
