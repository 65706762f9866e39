//! What must not be printed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use std::fmt;

/// What proves who is calling. It cannot be displayed, and its `Debug` is `[hidden]`.
#[derive(Clone)]
pub(super) struct Secret(HeaderValue);

impl Secret {
    /// A bearer token, or what is wrong with it in words that do not repeat it.
    pub(super) fn bearer(token: &str) -> Result<Self, &'static str> {
        check(token)?;
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "has a character that no token has (RFC 6750): white space, a control \
                        character, or one beyond ASCII",
            );
        }
        Secret::new(&format!("Bearer {token}"))
    }

    /// A user name and a password.
    pub(super) fn basic(user: &str, password: &str) -> Result<Self, &'static str> {
        if user.contains(':') {
            return Err("has a colon in the user name (RFC 7617)");
        }
        let both = STANDARD.encode(format!("{user}:{password}"));
        Secret::new(&format!("Basic {both}"))
    }

    /// A key, as it is.
    pub(super) fn key(key: &str) -> Result<Self, &'static str> {
        check(key)?;
        Secret::new(key)
    }

    fn new(text: &str) -> Result<Self, &'static str> {
        let mut value =
            HeaderValue::try_from(text).map_err(|_| "has a character that no header can have")?;
        value.set_sensitive(true);
        Ok(Secret(value))
    }

    /// The key as text, for a query or a cookie.
    pub(super) fn text(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The header; marked as sensitive, so that it is printed nowhere and not kept in
    /// compression tables.
    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

fn check(secret: &str) -> Result<(), &'static str> {
    if secret.is_empty() {
        return Err("is empty");
    }
    if secret.trim() != secret {
        return Err("begins or ends with white space: trim what you read it from");
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
    fn is_not_printed() {
        let secret = Secret::bearer("EAAG-token").unwrap();
        assert_eq!(format!("{secret:?}"), "[hidden]");
        assert_eq!(format!("{:?}", secret.header()), "Sensitive");
        assert_eq!(secret.header(), "Bearer EAAG-token");
    }

    #[test]
    fn refuses_what_no_token_looks_like() {
        for token in ["", " a", "a\n", "a b", "a\0b", "töken"] {
            assert!(Secret::bearer(token).is_err(), "{token:?}");
        }
        assert!(Secret::key("a\nb").is_err());
        assert!(Secret::basic("a:b", "c").is_err());
    }

    #[test]
    fn a_password_is_encoded_with_its_user() {
        let secret = Secret::basic("Aladdin", "open sesame").unwrap();
        assert_eq!(secret.header(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{secret:?}"), "[hidden]");
    }
}
