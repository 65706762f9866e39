//! A request with the response, as a line of JSON without secrets.

use crate::runtime::fake::body::tables;
use crate::runtime::fake::judge::{Judged, judge};
use crate::runtime::fake::reply::declared;
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::sensitive::Secrets;
use crate::runtime::wire::{Json, file};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use serde_json::json;

/// A request with the response.
pub(super) struct Exchange<'e> {
    request: &'e Request<Bytes>,
    response: &'e Response<Bytes>,
    judged: Judged,
    secrets: Secrets,
}

impl<'e> Exchange<'e> {
    pub(super) fn new(request: &'e Request<Bytes>, response: &'e Response<Bytes>) -> Self {
        let judged = judge(request);
        Exchange {
            request,
            response,
            secrets: Secrets::of(request, &judged),
            judged,
        }
    }

    /// The exchange as JSON, with a line break at the end.
    pub(super) fn line(&self) -> String {
        let mut request = json!({
            "method": self.request.method().as_str(),
            "target": self.secrets.hidden_in_text(&self.request.uri().to_string()),
            "headers": self.headers(self.request.headers()),
        });
        self.add_body(&mut request, self.request_body(), self.request.body());
        let mut response = json!({
            "status": self.response.status().as_u16(),
            "headers": self.headers(self.response.headers()),
        });
        self.add_body(&mut response, self.response_body(), self.response.body());
        let exchange = json!({
            "operation": self.judged.operation(),
            "request": request,
            "response": response,
        });
        format!("{exchange}\n")
    }

    fn headers(&self, headers: &HeaderMap) -> Json {
        let headers = headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            json!([name.as_str(), self.secrets.hidden_in_header(name, &value)])
        });
        headers.collect()
    }

    /// The body of the request as JSON; forms, too.
    fn request_body(&self) -> Option<(Json, Schema)> {
        let (route, body) = (self.judged.route?, self.judged.body.as_ref()?);
        let body = match self.judged.files.is_empty() {
            true => body.clone(),
            false => file::without(body.clone()),
        };
        Some((body, Schema(tables(route).to_vec())))
    }

    /// The body of the response, if JSON.
    fn response_body(&self) -> Option<(Json, Schema)> {
        let body: Json = serde_json::from_slice(self.response.body()).ok()?;
        let status = self.response.status();
        let declared = self.judged.route.map(declared).unwrap_or_default();
        let declared = declared
            .iter()
            .filter(|one| one.precision(status).is_some());
        let best = declared.min_by_key(|one| one.precision(status));
        let rules = best.map(|one| (one.payload.rules)());
        Some((body, Schema(rules.into_iter().collect())))
    }

    /// Adds the property `json`, `text` or `base64`.
    fn add_body(&self, message: &mut Json, json: Option<(Json, Schema)>, bytes: &Bytes) {
        if bytes.is_empty() {
            return;
        }
        let text = std::str::from_utf8(bytes);
        match (json, text) {
            (Some((mut json, schema)), _) => {
                self.secrets.hide(&mut json, &schema);
                message["json"] = json;
            }
            (None, Ok(text)) => message["text"] = self.secrets.hidden_in_text(text).into(),
            (None, Err(_)) => message["base64"] = STANDARD.encode(bytes).into(),
        }
    }
}
