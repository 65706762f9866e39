//! What must not be printed.

use http::HeaderValue;
use std::fmt;

/// A token, ready for the `Authorization` header. It cannot be displayed, and its `Debug` is
/// `[hidden]`.
#[derive(Clone)]
pub(super) struct Secret(HeaderValue);

impl Secret {
    /// A bearer token, or what is wrong with it in words that do not repeat it.
    pub(super) fn bearer(token: &str) -> Result<Self, &'static str> {
        if token.is_empty() {
            return Err("is empty");
        }
        if token.trim() != token {
            return Err("begins or ends with white space: trim what you read it from");
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                "has a character that no token has (RFC 6750): white space, a control \
                        character, or one beyond ASCII",
            );
        }
        let mut value = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|_| "has a character that no header can have")?;
        value.set_sensitive(true);
        Ok(Secret(value))
    }

    /// The header; marked as sensitive, so that it is printed nowhere and not kept in
    /// compression tables.
    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
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
    }
}
