//! Plain prose: few stand-ins, words such as `it` and `which` that point at a thing instead of
//! naming it.

use super::{files, pages, shown};
use std::fs::read_to_string;
use std::path::PathBuf;

/// The largest share of stand-ins, in percent.
const MOST_STAND_INS: f64 = 8.0;
/// The largest share of lines of which a quarter or more are stand-ins, in percent.
const MOST_DENSE_LINES: f64 = 4.0;

const STAND_INS: &[&str] = &[
    "it",
    "its",
    "itself",
    "this",
    "that",
    "these",
    "those",
    "they",
    "them",
    "their",
    "which",
    "what",
    "whatever",
    "whose",
    "who",
    "whoever",
    "one",
    "ones",
    "other",
    "others",
    "another",
    "all",
    "each",
    "both",
    "either",
    "neither",
    "none",
    "some",
    "any",
    "anything",
    "something",
    "everything",
    "nothing",
    "such",
    "same",
    "so",
    "there",
    "here",
    "where",
    "wherever",
    "whether",
];

/// Folders that are measured, each as a whole.
const FOLDERS: &[&str] = &[
    "codegen/src",
    "generated/src/graph",
    "generated/src/phone",
    "generated/src/runtime",
    "generated/src/updates",
    "tests",
    "xtask/src",
];

#[derive(Default)]
struct Count {
    words: usize,
    stand_ins: usize,
    lines: usize,
    dense: usize,
}

impl Count {
    fn add(&mut self, line: &str) {
        let line = without_code(line);
        let words: Vec<String> = line
            .split(|c: char| !c.is_ascii_alphabetic() && !"'’-".contains(c))
            .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
            .map(str::to_ascii_lowercase)
            .collect();
        if words.len() < 5 {
            return;
        }
        let stand_ins = words
            .iter()
            .filter(|word| STAND_INS.contains(&word.as_str()))
            .count();
        self.words += words.len();
        self.stand_ins += stand_ins;
        self.lines += 1;
        self.dense += usize::from(stand_ins * 4 >= words.len());
    }

    fn check(&self, name: &str, failures: &mut Vec<String>) {
        let percent = |part: usize, whole: usize| {
            #[allow(clippy::cast_precision_loss)]
            let share = part as f64 * 100.0 / whole.max(1) as f64;
            share
        };
        let stand_ins = percent(self.stand_ins, self.words);
        let dense = percent(self.dense, self.lines);
        if stand_ins > MOST_STAND_INS || dense > MOST_DENSE_LINES {
            failures.push(format!(
                "{name}: {stand_ins:.1} % stand-ins, {dense:.1} % dense lines"
            ));
        }
    }
}

/// The line without back-quoted code, links and addresses.
fn without_code(line: &str) -> String {
    let mut text = String::new();
    let mut pieces = line.split('`').peekable();
    while let Some(prose) = pieces.next() {
        text.push_str(prose);
        text.push(' ');
        let code = pieces.next();
        // An opening back-quote without a closing one is no code.
        if let (Some(code), None) = (code, pieces.peek()) {
            text.push_str(code);
        }
    }
    let words = text.split(' ').filter(|word| !word.starts_with("http"));
    let text = words.collect::<Vec<_>>().join(" ");
    match text.split_once("](") {
        Some((before, after)) => {
            let after = after.split_once(')').map_or("", |(_, after)| after);
            let before = before.rsplit_once('[').map_or(before, |(before, _)| before);
            format!("{before} {}", without_code(after))
        }
        None => text,
    }
}

/// The prose of a file: comments of Rust code, paragraphs of Markdown.
fn prose(path: &PathBuf) -> Vec<String> {
    let text = read_to_string(path).unwrap();
    if text.starts_with(codegen::HEADER) {
        return Vec::new();
    }
    let is_rust = path.extension().is_some_and(|extension| extension == "rs");
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.trim();
        if is_rust {
            let Some(comment) = line.strip_prefix("//") else {
                is_code = false;
                continue;
            };
            line = comment.trim_start_matches(['/', '!']).trim_start();
        }
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code && !line.starts_with(['|', '<']) {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[test]
fn comments_and_pages_name_things() {
    let mut failures = Vec::new();
    for folder in FOLDERS {
        let mut count = Count::default();
        for line in files(folder, "rs").iter().flat_map(prose) {
            count.add(&line);
        }
        assert!(count.lines > 0, "{folder} has no comments");
        count.check(folder, &mut failures);
    }
    for page in pages() {
        let mut count = Count::default();
        for line in prose(&page) {
            count.add(&line);
        }
        count.check(&shown(&page), &mut failures);
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
