//! Shared code of the examples: configuration from the environment, and output.

use std::process::ExitCode;
use whatsapp_cloud::types::{GraphErrorResponse, SendMessageResponse};
use whatsapp_cloud::{Client, Error};

/// Reads the token and the named variables, runs `send`, and prints the outcome.
pub async fn run<const N: usize>(
    names: [&str; N],
    send: impl AsyncFnOnce(Client, [String; N]) -> Result<SendMessageResponse, SendError>,
) -> ExitCode {
    let (client, values) = match read(names) {
        Ok(read) => read,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match send(client, values).await {
        Ok(response) => {
            println!("{}", outcome(&response));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}", explain(&error));
            ExitCode::FAILURE
        }
    }
}

/// The error of a send.
pub type SendError = Error<GraphErrorResponse>;

fn read<const N: usize>(names: [&str; N]) -> Result<(Client, [String; N]), String> {
    let mut missing = Vec::new();
    let mut variable = |name: &str| match std::env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => {
            missing.push(name.to_owned());
            String::new()
        }
    };
    let token = variable("WHATSAPP_TOKEN");
    let values = names.map(&mut variable);
    if !missing.is_empty() {
        return Err(format!("set {} in the environment", missing.join(", ")));
    }
    let builder = Client::builder().bearer_token(token);
    let builder = match base_url(std::env::args().skip(1))? {
        Some(base_url) => builder.base_url(base_url),
        None => builder,
    };
    let client = builder.build().map_err(|error| error.to_string())?;
    Ok((client, values))
}

/// Returns the value of `--base-url`, which replaces the server of the spec.
pub fn base_url(arguments: impl Iterator<Item = String>) -> Result<Option<String>, String> {
    let arguments: Vec<String> = arguments.collect();
    match arguments.as_slice() {
        [] => Ok(None),
        [name, url] if name == "--base-url" => Ok(Some(url.clone())),
        _ => Err("the only argument is `--base-url URL`".to_owned()),
    }
}

/// Describes a response in a line.
pub fn outcome(response: &SendMessageResponse) -> String {
    match response {
        SendMessageResponse::MessageResponsePayload(sent) => {
            let ids: Vec<&str> = sent
                .messages
                .iter()
                .map(|message| message.id.as_str())
                .collect();
            format!("sent: {}", ids.join(", "))
        }
        SendMessageResponse::MarkMessageResponsePayload(_) => "marked as read".to_owned(),
        other => format!("unknown response: {other:?}"),
    }
}

/// Describes an error and suggests a fix.
pub fn explain(error: &SendError) -> String {
    match error {
        Error::Invalid(invalid) => {
            let problems = invalid.iter().map(|part| {
                let what = &part.part;
                format!("\n  {what}: {}", part.violations)
            });
            format!("nothing was sent:{}", problems.collect::<String>())
        }
        // Decide by the code; Meta may change the message.
        Error::Api(failure) => {
            let error = &failure.body.error;
            let advice = match error.code {
                0 | 190 => "get a new access token",
                130_429 | 131_056 => "wait, and send less at a time",
                131_030 => "add the recipient to the list of the test number",
                131_047 => "the recipient has been silent for a day: send a template",
                132_000 | 132_012 => "give the template the parameters that it was approved with",
                _ => "look the code up in Meta's list of errors",
            };
            let trace = error.fbtrace_id.as_deref().unwrap_or("unknown");
            format!(
                "refused: {} (code {}, trace {trace}): {advice}",
                error.message, error.code
            )
        }
        error if error.is_retryable() => format!("not sent, so it can be sent again: {error}"),
        // The server may have accepted the message: a second send could deliver a duplicate.
        error => format!("perhaps sent: {error}"),
    }
}
