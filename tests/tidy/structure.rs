//! Checks the structure of the code: no forbidden dependency, and few files for a keyword.

use super::{files, shown};
use crate::support::shipped_spec::root;
use std::fs::read_to_string;
use std::path::Path;

/// Keywords of JSON Schema as examples, and the most files with a mention. A new keyword costs as
/// many.
const KEYWORDS: &[(&str, usize)] = &[("uniqueitems", 3), ("maxlength", 4), ("dependentschema", 5)];

#[test]
fn few_files_mention_a_keyword() {
    let folders = ["codegen/src", "generated/src/runtime", "xtask/src"];
    let all: Vec<(String, String)> = folders.into_iter().flat_map(code_below).collect();
    for (keyword, most) in KEYWORDS {
        let spelled = |text: &str| text.to_lowercase().replace('_', "").contains(keyword);
        let mentions = all.iter().filter(|(_, text)| spelled(text));
        let mentions: Vec<&str> = mentions.map(|(path, _)| path.as_str()).collect();
        assert!(mentions.len() <= *most, "{keyword}: {mentions:#?}");
    }
}

#[test]
fn no_module_depends_on_a_forbidden_module() {
    let page = read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = page
        .lines()
        .skip_while(|line| !line.contains("| Must never exist |"));
    let rows = table.skip(2).take_while(|line| line.starts_with('|'));
    let (mut allowed, mut forbidden) = (Vec::new(), Vec::new());
    for row in rows {
        let cells: Vec<&str> = row.split('|').collect();
        allowed.extend(arrows(cells[1]));
        forbidden.extend(arrows(cells[2]));
    }
    assert!(forbidden.len() > 20, "unreadable table: {forbidden:?}");
    let mut found = Vec::new();
    for (from, to) in &forbidden {
        let sources = code_of(from);
        assert!(!sources.is_empty(), "no files of `{from}`");
        for (path, text) in sources {
            let is_exception = |(from, target): &(String, String)| {
                let (_, path) = path.split_once("/src/").unwrap();
                path.starts_with(from.as_str()) && target == to
            };
            if refers_to(&path, &text, to) && !allowed.iter().any(is_exception) {
                found.push(format!("{path} -> {to}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn regen_does_not_build_the_validator() {
    for manifest in ["codegen/Cargo.toml", "xtask/Cargo.toml"] {
        let text = read_to_string(root().join(manifest)).unwrap();
        assert!(!text.contains("jsonschema"), "{manifest}");
    }
}

/// The arrows in a cell: `a -> b, c` has two.
fn arrows(cell: &str) -> Vec<(String, String)> {
    let spans = cell.split('`').skip(1).step_by(2);
    let arrows = spans.filter_map(|span| span.split_once(" -> "));
    let arrows = arrows.filter(|(from, _)| !from.ends_with('<'));
    let each = arrows.flat_map(|(from, all)| all.split(", ").map(move |to| (from, to)));
    each.map(|(from, to)| {
        (
            from.to_owned(),
            to.replace("crate::", "").replace('/', "::"),
        )
    })
    .collect()
}

/// Paths and code of a module.
fn code_of(module: &str) -> Vec<(String, String)> {
    let folder = match module.split('/').next() {
        Some("graph" | "phone" | "runtime" | "updates") => format!("generated/src/{module}"),
        Some("codegen" | "xtask") => format!("{module}/src"),
        _ => format!("codegen/src/{module}"),
    };
    let file = root().join(format!("{folder}.rs"));
    let file = file.exists().then(|| code(&file)).into_iter();
    file.chain(code_below(&folder)).collect()
}

/// Paths and code of the files below a folder, except tests.
fn code_below(folder: &str) -> Vec<(String, String)> {
    if !root().join(folder).exists() {
        return Vec::new();
    }
    let files = files(folder, "rs");
    let files = files.iter().map(|path| code(path));
    files.filter(|(path, _)| !path.contains("test")).collect()
}

/// The path and the text of a file up to the tests.
fn code(path: &Path) -> (String, String) {
    let text = read_to_string(path).unwrap();
    let code = text.split("\nmod tests {").next().unwrap_or_default();
    (shown(path), code.to_owned())
}

/// True if the code refers to the module, by `crate::` or `super::`, or to a module of `std`.
fn refers_to(path: &str, text: &str, module: &str) -> bool {
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    let text: String = lines.collect();
    let (_, path) = path.split_once("/src/").unwrap();
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let own: Vec<&str> = path.split('/').filter(|part| *part != "lib").collect();
    let is_name =
        |before: &str| before.ends_with(|last: char| last.is_alphanumeric() || last == '_');
    let mut all: Vec<String> = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if !is_name(&text[..at]) {
            all.extend(expanded(&text[at + "crate::".len()..]));
        }
    }
    for (at, _) in text.match_indices("super::") {
        if !text[..at].ends_with("super::") {
            let rest = text[at..].trim_start_matches("super::");
            let levels = (text.len() - at - rest.len()) / "super::".len();
            let parent = &own[..own.len().saturating_sub(levels)];
            let paths = expanded(rest).into_iter();
            all.extend(paths.map(|path| [parent, &[&*path]].concat().join("::")));
        }
    }
    let is_inside = |path: &String| {
        let rest = path.strip_prefix(module);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    all.iter().any(is_inside) || (module.starts_with("std::") && text.contains(module))
}

/// The paths at the start of a text: `a::{b, c::d}` has two.
fn expanded(text: &str) -> Vec<String> {
    let end = text.find(|next: char| !next.is_alphanumeric() && next != '_' && next != ':');
    let (path, rest) = text.split_at(end.unwrap_or(text.len()));
    let Some(group) = rest
        .strip_prefix('{')
        .filter(|_| path.is_empty() || path.ends_with("::"))
    else {
        return vec![path.to_owned()];
    };
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, next) in group.char_indices() {
        match next {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let entries = expanded(group[start..at].trim());
                all.extend(entries.iter().map(|entry| format!("{path}{entry}")));
                start = at + 1;
                if next == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    all
}

#[test]
fn finds_references_in_every_form() {
    for text in [
        "use crate::document::Schema;",
        "use crate::{ir::Rule, document::{Schema, Types}};",
        "fn name(at: &super::super::document::Schema) {}",
        "use super::super::{document, ir};",
    ] {
        assert!(
            refers_to("codegen/src/lower/rules.rs", text, "document"),
            "{text}"
        );
    }
    for text in [
        "// crate::document",
        "use crate::documents;",
        "use super::document;",
    ] {
        assert!(
            !refers_to("codegen/src/lower/rules.rs", text, "document"),
            "{text}"
        );
    }
}
