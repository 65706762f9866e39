//! Reads a description and questions about it, and writes the answers: for `cargo xtask check-spec`.

use codegen::check::Question;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufReader, Write};

#[derive(Deserialize)]
struct Asked {
    root: Value,
    questions: Vec<Question>,
}

fn main() -> io::Result<()> {
    let input = BufReader::new(io::stdin().lock());
    let asked: Asked = serde_json::from_reader(input)?;
    let answers = tests::judge::answers(&asked.root, &asked.questions);
    let mut output = io::stdout().lock();
    serde_json::to_writer(&mut output, &answers)?;
    output.flush()
}
