//! Follows redirects.

use crate::runtime::http::client::Client;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, LOCATION, RANGE, USER_AGENT};
use http::{HeaderMap, Method, StatusCode};
use reqwest::{Request, Response, Url};

/// The headers that a redirect to a different host keeps. The remaining headers may contain
/// credentials.
const HEADERS_FOR_OTHER_HOSTS: [http::HeaderName; 4] = [ACCEPT, ACCEPT_LANGUAGE, RANGE, USER_AGENT];

/// Sends a request, and follows as many redirects as the client allows.
pub(crate) async fn execute(client: &Client, mut request: Request) -> reqwest::Result<Response> {
    let mut left = client.settings.redirects;
    loop {
        let copy = if left > 0 { repeatable(&request) } else { None };
        let response = client.settings.http.execute(request).await?;
        let next = copy.and_then(|copy| redirected(copy, &response, client.settings.plain_http));
        match next {
            Some(next) => request = next,
            None => return Ok(response),
        }
        left -= 1;
    }
}

/// A copy of the request; `None` unless the method is `GET` or `HEAD` and the body is empty.
fn repeatable(request: &Request) -> Option<Request> {
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    let body = request.body();
    let has_body = body.is_some_and(|body| body.as_bytes().is_none_or(|bytes| !bytes.is_empty()));
    match is_read && !has_body {
        true => request.try_clone(),
        false => None,
    }
}

/// The request for the `Location` of a redirect; `None` if the response is the result.
fn redirected(mut request: Request, response: &Response, plain_http: bool) -> Option<Request> {
    let is_redirect = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    let location = std::str::from_utf8(location.as_bytes()).ok()?;
    let url = target(request.url(), location, plain_http)?;
    if url.origin() != request.url().origin() {
        *request.headers_mut() = public(request.headers());
    }
    *request.url_mut() = url;
    Some(request)
}

/// The URL of a redirect; `None` if the redirect leads from HTTPS to plain HTTP, where anybody on
/// the network could read the request.
fn target(from: &Url, location: &str, plain_http: bool) -> Option<Url> {
    let url = from.join(location).ok()?;
    let is_allowed = match url.scheme() {
        "https" => true,
        "http" => plain_http || from.scheme() == "http",
        _ => false,
    };
    let has_user = !url.username().is_empty() || url.password().is_some();
    (is_allowed && !has_user).then_some(url)
}

/// The headers that a different host may read.
fn public(headers: &HeaderMap) -> HeaderMap {
    let names = HEADERS_FOR_OTHER_HOSTS.into_iter();
    let headers = names.filter_map(|name| {
        let value = headers.get(&name).filter(|value| !value.is_sensitive())?;
        Some((name, value.clone()))
    });
    headers.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn resolves_safe_targets() {
        let from = Url::parse("https://a.example/cats/1?key=secret").unwrap();
        let of = |location| target(&from, location, false).map(String::from);
        assert_eq!(of("2"), Some("https://a.example/cats/2".into()));
        assert_eq!(of("/dogs"), Some("https://a.example/dogs".into()));
        assert_eq!(of("//b.example"), Some("https://b.example/".into()));
        for location in [
            "http://a.example",
            "ftp://a.example",
            "https://user:p@a.example",
        ] {
            assert_eq!(of(location), None, "{location}");
        }
        assert!(target(&from, "http://a.example", true).is_some());
    }

    #[test]
    fn keeps_credentials_from_other_hosts() {
        let headers = [
            ("accept", "text/csv"),
            ("authorization", "Bearer a"),
            ("cookie", "sid=1"),
            ("x-app", "key"),
        ];
        let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let kept = public(&headers.into_iter().collect());
        assert_eq!(kept.keys().collect::<Vec<_>>(), [ACCEPT]);
    }
}
