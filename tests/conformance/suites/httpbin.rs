//! httpbin: a server that shows requests, and sends every kind of response.

use crate::conformance::servers::server::{Server, free_port};
use crate::conformance::{Case, Context, Stop, Suite, crates, install};
use serde_json::Value;
use std::process::Command;

pub const SUITE: Suite = Suite {
    name: "httpbin",
    tests: "streams, redirects, compression, ranges, timeouts, credentials",
    source: "`httpbin` 0.10.4 from PyPI",
    quick: false,
    run,
};

const PACKAGES: &[&str] = &["httpbin==0.10.4", "gunicorn==23.0.0"];

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let python = install::pip(context, SUITE.name, PACKAGES)?;
    let folder = crates::generate(context, SUITE.name, include_str!("httpbin/spec.yaml"))?;
    let port = free_port()?;
    let mut gunicorn = Command::new(python);
    gunicorn.args(["-m", "gunicorn", "--bind", &format!("127.0.0.1:{port}")]);
    gunicorn.args(["--threads", "4", "httpbin:app"]);
    let server = Server::start(&mut gunicorn, port)?;
    let url = ("HTTPBIN", format!("http://127.0.0.1:{}", server.port));
    let program = include_str!("httpbin/program.rs");
    let output = crates::run_with(context, &folder, program, "blocking,stream,gzip", &[url])?;
    let lines = output.lines().filter_map(|line| line.split_once('\t'));
    let cases = lines.map(|(name, error)| {
        let error: Value = serde_json::from_str(error).unwrap_or_default();
        Case::of(
            name,
            error.as_str().map_or(Ok(()), |error| Err(error.to_owned())),
        )
    });
    Ok(cases.collect())
}
