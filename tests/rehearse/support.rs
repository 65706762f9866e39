//! Calls every operation of a crate against the fake server of the same crate, or the server in
//! `REHEARSE_URL`.

#![allow(deprecated, dead_code, unused_imports, unused_mut, unused_variables, clippy::all)]

use corpus::fake::{self, Served, Server};
use corpus::{Json, Map, Nullable, Number, operations, types};
use std::fmt::Display;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

/// The values of a call: the example with the index, or built values for every parameter.
type Example = Option<usize>;
type Call = for<'a> fn(&'a str, Example) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>;
type Outcome = Result<(), Failure>;

enum Failure {
    /// The client rejected the values.
    Rejected(String),
    /// The call failed.
    Failed(String),
}

fn main() {
    // Panics are results.
    std::panic::set_hook(Box::new(|_| {}));
    let mut passed = 0;
    for (name, examples, call) in CALLS {
        let modes = (0..*examples).map(Some).chain([None]);
        let failures = modes.filter_map(|mode| failure(*call, mode).map(|reason| (mode, reason)));
        let failures: Vec<_> = failures.collect();
        passed += usize::from(failures.is_empty());
        for (mode, reason) in failures {
            let mode = mode.map_or("built values".to_owned(), |index| format!("example {index}"));
            // Messages may have several lines.
            let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            println!("{name}: {mode}: {reason}");
        }
    }
    println!("passed {passed} of {}", CALLS.len());
}

/// Calls an operation; returns the reason of a failure. The client may reject an example, since
/// published examples break the schema at times.
fn failure(call: Call, example: Example) -> Option<String> {
    let result = catch_unwind(AssertUnwindSafe(|| {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().expect("a runtime");
        let fake = Server::bind(("127.0.0.1", 0)).expect("a free port");
        let url = std::env::var("REHEARSE_URL").unwrap_or_else(|_| fake.url().to_string());
        let outcome = runtime.block_on(call(&url, example));
        let violations = fake.take_violations();
        let violations = violations.iter().flat_map(|received| received.violations());
        let violations: Vec<String> = violations.map(ToString::to_string).collect();
        (outcome, violations.join("; "))
    }));
    match result {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            Some(format!("panicked: {}", text.unwrap_or_default()))
        }
        Ok((Ok(()), violations)) if violations.is_empty() => None,
        Ok((Err(Failure::Rejected(_)), _)) if example.is_some() => None,
        Ok((Ok(()), violations)) => Some(format!("violations: {violations}")),
        Ok((Err(Failure::Rejected(reason)), _)) => Some(format!("rejected: {reason}")),
        Ok((Err(Failure::Failed(reason)), violations)) => Some(format!("{reason} {violations}")),
    }
}

/// An argument: an example, else a built value.
fn argument<Op: Served, T>(
    name: &str,
    example: Example,
    examples: &[&str],
    built: Option<T>,
) -> Result<T, Failure>
where
    T: serde::de::DeserializeOwned,
{
    let found = optional::<Op, T>(example, examples, None);
    let no_value = || Failure::Failed(format!("`{name}`: no built value is valid"));
    found.or(built).ok_or_else(no_value)
}

/// An example, or without an index the built value.
fn optional<Op: Served, T>(example: Example, examples: &[&str], built: Option<T>) -> Option<T>
where
    T: serde::de::DeserializeOwned,
{
    let Some(index) = example else {
        return built;
    };
    let text = examples.get(index).or(examples.first())?;
    serde_json::from_str(text).ok()
}

/// True if the fake server answers: the replies have every declared header.
fn is_fake() -> bool {
    std::env::var("REHEARSE_URL").is_err()
}

fn failed(error: impl Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// The outcome of a call.
fn finish<T, E: Clone + std::fmt::Debug>(result: Result<T, corpus::Error<E>>) -> Result<T, Failure>
where
    corpus::Error<E>: Display,
{
    result.map_err(|error| match error {
        corpus::Error::Invalid(_) => Failure::Rejected(error.to_string()),
        _ => {
            let response = error.response();
            let body = response.map(|response| String::from_utf8_lossy(&response.body));
            let body = body.iter().flat_map(|body| body.chars()).take(600);
            // Prism names the violations in a header.
            let violations = response.and_then(|response| response.headers.get("sl-violations"));
            Failure::Failed(format!("{error}: {violations:?} {}", body.collect::<String>()))
        }
    })
}
