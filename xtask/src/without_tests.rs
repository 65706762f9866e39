//! The runtime without its tests, which run in this project and in no crate that has a copy.

use std::collections::BTreeMap;

/// The files of a folder without their tests: without those named `tests.rs`, and without the modules
/// of this name in the others.
pub fn without_tests(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let files = files.into_iter();
    let files = files.filter(|(path, _)| !path.ends_with("/tests.rs"));
    files
        .map(|(path, content)| match std::str::from_utf8(&content) {
            Ok(text) => (path, strip(text).into_bytes()),
            Err(_) => (path, content),
        })
        .collect()
}

/// Formatted code without its module of tests, and what is written above that.
fn strip(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let is_of_tests = || {
            let mut head = lines.clone().skip_while(|line| line.starts_with("#["));
            head.next()
                .is_some_and(|head| head.starts_with("mod tests"))
        };
        if line != "#[cfg(test)]" || !is_of_tests() {
            kept.push(line);
            continue;
        }
        while kept.last().is_some_and(|line| line.starts_with("///")) {
            kept.pop();
        }
        let head = lines.find(|line| line.starts_with("mod "));
        if head.is_some_and(|head| head.ends_with('{')) {
            lines.find(|line| *line == "}");
        }
    }
    kept.dedup_by(|next, line| next.is_empty() && line.is_empty());
    kept.join("\n").trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_go_and_all_else_stays() {
        let text = "mod a;\n#[cfg(test)]\n#[allow(dead_code)]\nmod tests;\nmod z;\n\nfn a() {\n}\n\n/// Checked.\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\n";
        assert_eq!(strip(text), "mod a;\nmod z;\n\nfn a() {\n}\n");
    }
}
