//! Writes the code that sends a call and reads the response.

use super::document::Document;
use super::scenario::Call;
use codegen::ir::{BodyFormat, Operation, Responses};

/// Sets the media type of a body with several media types.
#[must_use]
pub fn content_type(call: &Call, operation: &Operation) -> String {
    match (&call.request.body, &operation.body) {
        (Some(described), Some(body))
            if body.form == BodyFormat::Bytes && body.media_type != described.media_type =>
        {
            let media_type = &described.media_type;
            format!("    let call = call.header(\"content-type\", {media_type:?});\n")
        }
        _ => String::new(),
    }
}

/// Sends a call, and writes the events of the response.
const EVENTS: &str = "    let got = match call.events().await {
        Ok(mut events) => {
            let (status, headers) = (events.status().as_u16(), events.headers().clone());
            let mut values = Vec::new();
            while let Some(value) = events.next_value().await {
                values.push(support::json(&value.map_err(text)?));
            }
            Got::output(status, &headers, Some(Written::events(values)))
        }
        Err(error) => Got::error(&error, error.response().map(|response| (response.status.as_u16(), &response.body[..]))),
    };
";

/// Sends a call, and keeps the bytes of the response.
const RAW: &str = "    let got = match call.send_raw().await {
        Ok(response) => Got::output(
            response.status.as_u16(),
            &response.headers,
            Some(Written::Bytes(response.body.to_vec())),
        ),
        Err(error) => Got::error(&error, None),
    };
";

/// Sends the call, and writes the response or the error.
#[must_use]
pub fn sent(document: &Document, call: &Call, operation: &Operation) -> String {
    let library = document.library();
    let media_type = call.response.body.as_ref().map(|body| &body.media_type);
    if media_type.is_some_and(|name| operation.other_media_types.contains(name)) {
        return RAW.to_owned();
    }
    if operation.event_stream.is_some() {
        return EVENTS.to_owned();
    }
    let output = written(document, &operation.success_responses, "output");
    let failure = written(document, &operation.error_responses, "failure.body");
    format!(
        "    let got = match call.send_for_response().await {{\n        \
         Ok(response) => {{\n            \
         let (head, output) = response.into_parts();\n            \
         Got::output(head.status.as_u16(), &head.headers, {output})\n        }}\n        \
         Err({library}::Error::Api(failure)) => \
         Got::output(failure.response.status.as_u16(), &failure.response.headers, {failure}),\n        \
         Err(error) => Got::error(&error, error.response().map(|response| (response.status.as_u16(), &response.body[..]))),\n    \
         }};\n"
    )
}

/// An expression that writes a decoded body.
fn written(document: &Document, responses: &Responses, value: &str) -> String {
    let form = |form, value: &str| match form {
        BodyFormat::Text => format!("Some(Written::Text({value}.to_string()))"),
        BodyFormat::Bytes => format!("Some(Written::Bytes({value}.to_vec()))"),
        _ => format!("support::json(&{value})"),
    };
    let Some(name) = &responses.name else {
        let mut variants = responses.variants.iter();
        let found = variants.find(|response| response.ty.is_some());
        return found.map_or("None".to_owned(), |response| form(response.form, value));
    };
    let name = format!("{}::operations::{name}", document.library());
    let arms = responses.variants.iter().map(|response| match response.ty {
        Some(_) => {
            let value = form(response.form, "value");
            format!("{name}::{}(value) => {value}, ", response.variant)
        }
        None => format!("{name}::{} => None, ", response.variant),
    });
    format!("match {value} {{ {}_ => None }}", arms.collect::<String>())
}
