//! Edits and checks the manifest of a crate. The user owns the manifest: only tag features are
//! added, missing parts are reported as warnings.

use codegen::Diagnostic;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, TomlError, Value, value};

/// The comment above the first added feature.
const COMMENT: &str = "# The operations of a tag and their types.\n";
/// The maximum line width.
const WIDTH: usize = 100;

/// Adds missing tag features to a manifest, enabled by default, and returns their names.
///
/// The rest of the manifest is unchanged: a feature that the user disabled stays disabled.
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
    let has_tag_features = wanted.len() > missing.len();
    for name in &missing {
        features.insert(name, value(Array::new()));
    }
    if let Some(first) = missing.first().filter(|_| !has_tag_features)
        && let Some(mut key) = features.key_mut(first)
    {
        key.leaf_decor_mut().set_prefix(COMMENT);
    }
    let default = features.entry("default").or_insert(value(Array::new()));
    if let Some(default) = default.as_array_mut() {
        enable(default, &missing);
    }
    match missing.is_empty() {
        true => Ok((manifest.to_owned(), missing)),
        false => Ok((document.to_string(), missing)),
    }
}

/// Removes every feature except the given ones.
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

/// Appends features to a list, one per line if the list is multi-line or too wide.
fn enable(list: &mut Array, names: &[String]) {
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

/// Returns a warning for each dependency and feature that the runtime needs and the manifest lacks.
pub fn missing_parts(manifest: &str, new: &str) -> Result<Vec<Diagnostic>, TomlError> {
    let (manifest, new): (DocumentMut, DocumentMut) = (manifest.parse()?, new.parse()?);
    let mut found = Vec::new();
    let present: Vec<&dyn TableLike> = dependencies(&manifest);
    for table in dependencies(&new) {
        for (name, needed) in table.iter() {
            match present.iter().find_map(|table| table.get(name)) {
                None => found.push(missing_part(
                    &format!("dependency `{name}`"),
                    &format!("add `{name} = {}`", shown(needed)),
                )),
                // An inherited dependency is declared in the workspace.
                Some(has) if has.get("workspace").is_some() => {}
                Some(has) => {
                    for feature in missing_strings(has.get("features"), needed.get("features")) {
                        found.push(missing_part(
                            &format!("feature `{feature}` of dependency `{name}`"),
                            "add the feature to the dependency",
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
            // The default features are the user's choice.
            _ if name == "default" => {}
            None => found.push(missing_part(
                &format!("feature `{name}`"),
                &format!("add `{name} = {}` under [features]", shown(needed)),
            )),
            Some(has) => {
                for part in missing_strings(Some(has), Some(needed)) {
                    found.push(missing_part(
                        &format!("`{part}` in feature `{name}`"),
                        "add the entry to the feature",
                    ));
                }
            }
        }
    }
    Ok(found)
}

/// Returns a warning for each module that the crate root lacks.
pub fn missing_modules(root: &str, new: &str) -> Vec<Diagnostic> {
    let modules = new.lines().filter_map(|line| line.strip_prefix("pub mod "));
    let missing = modules.filter(|module| !root.contains(&format!("mod {module}")));
    let warnings = missing.map(|module| {
        let name = module.trim_end_matches(';');
        missing_part(
            &format!("module `{name}`"),
            &format!("add `pub mod {module}`"),
        )
    });
    warnings.collect()
}

fn missing_part(part: &str, help: &str) -> Diagnostic {
    let problem = format!("missing {part}, required by the runtime");
    Diagnostic::warning("incomplete-crate", "", problem).with_help(help)
}

/// The dependency tables, including those of target platforms.
fn dependencies(manifest: &DocumentMut) -> Vec<&dyn TableLike> {
    let platforms = manifest.get("target").and_then(Item::as_table_like);
    let platforms = platforms.into_iter().flat_map(TableLike::iter);
    let all = platforms.map(|(_, platform)| platform.get("dependencies"));
    let all = std::iter::once(manifest.get("dependencies")).chain(all);
    all.flatten().filter_map(Item::as_table_like).collect()
}

/// The strings of `needed` that `has` lacks.
fn missing_strings<'i>(has: Option<&Item>, needed: Option<&'i Item>) -> Vec<&'i str> {
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
    needed.retain(|name| !has.iter().any(|present| present == name));
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
    fn adds_only_missing_features() {
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
        // A disabled feature stays disabled.
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
    fn prints_many_features_one_per_line() {
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
    fn removes_features_of_other_specs() {
        let own = "[features]\ndefault = [\"rustls\"]\n# TLS.\nrustls = []\n";
        let (text, _) = with_features(own, &names(&["cats"])).unwrap();
        assert_eq!(with_only(&text, &["default", "rustls"]).unwrap(), own);
    }

    #[test]
    fn adds_features_table() {
        let (text, _) = with_features("[package]\nname = 'a'\n", &names(&["b"])).unwrap();
        let comment = COMMENT;
        let expected =
            format!("[package]\nname = 'a'\n\n[features]\n{comment}b = []\ndefault = [\"b\"]\n");
        assert_eq!(text, expected);
    }

    #[test]
    fn reports_missing_dependencies_features_and_modules() {
        let old = "[dependencies]\na = '1'\nc = { version = '1', features = ['x'] }\n[features]\ndefault = []\nclient = ['dep:a']\n";
        let new = "[features]\ndefault = ['client']\nclient = ['dep:a', 'dep:b']\nstream = []\n[dependencies]\na = '1'\nc = { version = '1', features = ['x', 'y'] }\n[target.'cfg(unix)'.dependencies]\nb = { version = '2', optional = true }\n";
        let warnings = missing_parts(old, new).unwrap();
        let warnings: Vec<_> = warnings
            .iter()
            .map(|warning| (warning.message.as_str(), warning.help.as_deref().unwrap()))
            .collect();
        assert_eq!(
            warnings,
            [
                (
                    "missing feature `y` of dependency `c`, required by the runtime",
                    "add the feature to the dependency"
                ),
                (
                    "missing dependency `b`, required by the runtime",
                    "add `b = { version = '2', optional = true }`"
                ),
                (
                    "missing `dep:b` in feature `client`, required by the runtime",
                    "add the entry to the feature"
                ),
                (
                    "missing feature `stream`, required by the runtime",
                    "add `stream = []` under [features]"
                ),
            ]
        );
        assert_eq!(missing_parts(new, new).unwrap(), []);
        let warnings = missing_modules("mod types;\n", "pub mod runtime;\npub mod types;\n");
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].message.contains("`runtime`"));
    }
}
