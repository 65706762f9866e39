//! What a base URL has to be.

use reqwest::Url;
use std::net::IpAddr;

/// The base URL, or what is wrong with it.
pub(super) fn check(text: &str, plain_http: bool) -> Result<Url, &'static str> {
    if text.is_empty() || text.starts_with('/') {
        return Err(
            "is missing: the description names no host, so set it with `ClientBuilder::base_url`",
        );
    }
    let Ok(url) = Url::parse(text) else {
        return Err("is no URL: it has to look like `https://host` or `https://host/prefix`");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user name or password: remove it, a URL is no place for a secret");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a query or fragment: remove it, a base URL ends with its path");
    }
    match url.scheme() {
        "https" => {}
        "http" if plain_http || is_loopback(&url) => {}
        "http" => {
            return Err(
                "would send the token over plain HTTP to another machine: use https, or \
                        `ClientBuilder::allow_token_over_plain_http` if it has to be",
            );
        }
        _ => return Err("has a scheme other than https or http"),
    }
    Ok(url)
}

/// Whether a base URL is one of this machine over plain HTTP.
///
/// Such a one must not be reached through a proxy, which would be another machine.
pub(super) fn is_local(base_url: &Url) -> bool {
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
    fn https_and_the_machine_itself_are_fine() {
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
    fn what_could_leak_the_token_is_refused() {
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
