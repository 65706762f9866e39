//! Answers of the Graph API.

use crate::runtime::wire::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The answer to a request of the business.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub body: Json,
}

impl Answer {
    pub(super) fn ok(body: Json) -> Self {
        Answer {
            status: StatusCode::OK,
            body,
        }
    }

    pub(super) fn success() -> Self {
        Answer::ok(json!({ "success": true }))
    }

    /// An error with a code of Meta's list.
    pub(super) fn error(code: i64, details: impl Into<String>) -> Self {
        let status = match code {
            190 => StatusCode::UNAUTHORIZED,
            4 | 80_007 | 130_429 | 131_056 => StatusCode::TOO_MANY_REQUESTS,
            2 | 131_000 | 131_016 => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let title = title(code);
        let body = json!({ "error": {
            "message": format!("(#{code}) {title}"),
            "type": "OAuthException",
            "code": code,
            "error_data": { "messaging_product": "whatsapp", "details": details.into() },
        } });
        Answer { status, body }
    }

    /// Writes the answer, with the headers of the service.
    pub(super) fn into_response(mut self, trace: u64) -> Response {
        let trace = format!("A{trace:x}");
        if let Some(error) = self.body.get_mut("error") {
            error["fbtrace_id"] = json!(trace);
        }
        let body = self.body.to_string();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json; charset=UTF-8"),
        );
        if let Ok(trace) = HeaderValue::from_str(&trace) {
            headers.insert("x-fb-request-id", trace.clone());
            headers.insert("x-fb-trace-id", trace);
        }
        response
    }
}

/// An error as webhooks have it.
pub(super) fn webhook_error(code: i64, details: &str) -> Json {
    let title = title(code);
    json!({
        "code": code, "title": title, "message": title, "error_data": { "details": details },
        "href": "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes",
    })
}

/// The title of an error.
fn title(code: i64) -> &'static str {
    match code {
        4 => "Application request limit reached",
        100 => "Invalid parameter",
        190 => "Access token has expired",
        2500 => "Unknown path components",
        130_403 => "Business blocked the user",
        130_472 => "The user is part of an experiment",
        130_429 => "Rate limit hit",
        131_000 => "Something went wrong",
        131_008 => "Required parameter is missing",
        33 | 131_009 => "Parameter value is not valid",
        131_016 => "Service unavailable",
        131_021 => "Recipient cannot be sender",
        131_026 => "Message undeliverable",
        131_047 => "Re-engagement message",
        131_049 => "Not delivered, to protect the user from too many messages",
        131_050 => "User has stopped marketing messages",
        131_052 => "Media download error",
        131_053 => "Media upload error",
        131_055 => "Method not allowed",
        131_056 => "Pair rate limit hit",
        131_062 => "Business-scoped user ids are not supported for this message",
        132_000 => "Number of parameters does not match the expected number of params",
        132_001 => "Template name does not exist in the translation",
        132_012 => "Parameter format does not match format in the created template",
        132_015 => "Template is paused",
        132_018 => "Template parameters are not valid",
        139_100 => "Failed to block or unblock some users",
        _ => "The request failed",
    }
}
