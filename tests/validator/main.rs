//! Validates values for `cargo xtask check-spec`: reads a spec and cases, writes the outcomes.

use codegen::check::Case;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufReader, Write};

#[derive(Deserialize)]
struct Request {
    root: Value,
    questions: Vec<Case>,
}

fn main() -> io::Result<()> {
    let input = BufReader::new(io::stdin().lock());
    let request: Request = serde_json::from_reader(input)?;
    let answers = tests::validator::answers(&request.root, &request.questions);
    let mut output = io::stdout().lock();
    serde_json::to_writer(&mut output, &answers)?;
    output.flush()
}
