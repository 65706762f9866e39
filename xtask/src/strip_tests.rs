//! Removes tests from the runtime: copies of the runtime do not run them.

use std::collections::BTreeMap;

/// Removes files named `tests.rs`, and modules `tests` in the rest of the files.
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

/// Removes the `tests` module and its comments from formatted code.
fn strip(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let is_test_module = || {
            let mut head = lines.clone().skip_while(|line| line.starts_with("#["));
            head.next()
                .is_some_and(|head| head.starts_with("mod tests"))
        };
        if line != "#[cfg(test)]" || !is_test_module() {
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
    fn strips_only_tests() {
        let text = "mod a;\n#[cfg(test)]\n#[allow(dead_code)]\nmod tests;\nmod z;\n\nfn a() {\n}\n\n/// Checked.\n#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\n";
        assert_eq!(strip(text), "mod a;\nmod z;\n\nfn a() {\n}\n");
    }
}
