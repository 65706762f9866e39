//! Secrets, hidden from `Debug` output.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use std::fmt;

/// A token, password or key. Has no `Display`; `Debug` prints `[hidden]`.
#[derive(Clone)]
pub(crate) struct Secret(HeaderValue);

impl Secret {
    /// Creates a bearer token. Error messages never contain the token.
    pub(crate) fn bearer(token: &str) -> Result<Self, &'static str> {
        check(token)?;
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "contains white space, a control character or a non-ASCII character, \
                        which RFC 6750 forbids",
            );
        }
        Secret::new(&format!("Bearer {token}"))
    }

    /// Creates HTTP Basic credentials.
    pub(crate) fn basic(user: &str, password: &str) -> Result<Self, &'static str> {
        if user.contains(':') {
            return Err("has a colon in the user name, which RFC 7617 forbids");
        }
        let encoded = STANDARD.encode(format!("{user}:{password}"));
        Secret::new(&format!("Basic {encoded}"))
    }

    /// Creates an API key.
    pub(crate) fn key(key: &str) -> Result<Self, &'static str> {
        check(key)?;
        Secret::new(key)
    }

    fn new(text: &str) -> Result<Self, &'static str> {
        let mut value = HeaderValue::try_from(text)
            .map_err(|_| "contains a control character or a non-ASCII character")?;
        value.set_sensitive(true);
        Ok(Secret(value))
    }

    /// The key as text, for a query or a cookie.
    pub(crate) fn text(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The header value, marked as sensitive: hidden from `Debug` output and kept out of HTTP/2
    /// compression tables.
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

fn check(secret: &str) -> Result<(), &'static str> {
    if secret.is_empty() {
        return Err("is empty");
    }
    if secret.trim() != secret {
        return Err("starts or ends with white space: trim the value");
    }
    Ok(())
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[hidden]")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_secret() {
        let secret = Secret::bearer("EAAG-token").unwrap();
        assert_eq!(format!("{secret:?}"), "[hidden]");
        assert_eq!(format!("{:?}", secret.header()), "Sensitive");
        assert_eq!(secret.header(), "Bearer EAAG-token");
    }

    #[test]
    fn rejects_invalid_tokens() {
        for token in ["", " a", "a\n", "a b", "a\0b", "töken"] {
            assert!(Secret::bearer(token).is_err(), "{token:?}");
        }
        assert!(Secret::key("a\nb").is_err());
        assert!(Secret::basic("a:b", "c").is_err());
    }

    #[test]
    fn encodes_user_and_password() {
        let secret = Secret::basic("Aladdin", "open sesame").unwrap();
        assert_eq!(secret.header(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{secret:?}"), "[hidden]");
    }
}
