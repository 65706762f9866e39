//! Validates base URLs.

use reqwest::Url;
use std::net::IpAddr;

/// Parses a base URL. The error is the rest of a sentence that starts with "the base URL".
pub(crate) fn check(text: &str, plain_http: bool) -> Result<Url, &'static str> {
    if text.is_empty() || text.starts_with('/') {
        return Err(
            "is missing: the spec names no host, so set a URL with `ClientBuilder::base_url`",
        );
    }
    let Ok(url) = Url::parse(text) else {
        return Err("is not a valid URL: expected `https://host` or `https://host/prefix`");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("contains a user name or password: remove it, URLs are not kept secret");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("contains a query or fragment: remove it, a base URL ends with the path");
    }
    match url.scheme() {
        "https" => {}
        "http" if plain_http || is_loopback(&url) => {}
        "http" => {
            return Err(
                "would send the token over plain HTTP to another host: use `https`, or call \
                 `ClientBuilder::allow_token_over_plain_http`",
            );
        }
        _ => return Err("has an unsupported scheme: use `https`"),
    }
    Ok(url)
}

/// Returns true if the base URL is a loopback address over plain HTTP.
///
/// The client bypasses proxies for loopback addresses: a proxy would forward the token,
/// unencrypted, to another host.
pub(crate) fn is_local(base_url: &Url) -> bool {
    base_url.scheme() == "http" && is_loopback(base_url)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn accepts_https_and_loopback() {
        for text in [
            "https://graph.facebook.com/",
            "https://a.example/prefix/",
            "http://localhost:8080/",
            "http://127.0.0.1:8080/",
            "http://[::1]:8080/",
        ] {
            let url = check(text, false).unwrap();
            assert_eq!(url.as_str(), text);
            assert_eq!(is_local(&url), text.starts_with("http:"), "{text}");
        }
    }

    #[test]
    fn rejects_urls_that_could_leak_the_token() {
        for text in [
            "http://graph.facebook.com",
            "http://127.0.0.1.example",
            "http://localhost.example",
            "https://user:secret@a.example",
            "https://a.example/?query",
            "https://a.example/#fragment",
            "ftp://a.example",
            "a.example",
            "",
        ] {
            assert!(check(text, false).is_err(), "{text}");
        }
        assert!(check("http://graph.internal", true).is_ok());
    }
}
