//! Errors of verification.

use std::fmt;

/// The reason to reject a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejected {
    /// The request lacks a header that the scheme requires, such as the signature.
    MissingHeader(&'static str),
    /// The header is not in the format of the scheme.
    MalformedHeader(&'static str),
    /// The signature was made with none of the verifier's secrets, or for a different body.
    WrongSignature,
    /// The signed time differs from the clock by more than the tolerance.
    WrongTime,
    /// The body has more bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// A GET request that verifies the address has a wrong token, a wrong mode, or no challenge.
    WrongToken,
}

impl Rejected {
    /// The status code for the response: 413 for a large body, else 403.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Rejected::TooLarge { .. } => 413,
            _ => 403,
        }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejected::MissingHeader(name) => write!(out, "the request has no header `{name}`"),
            Rejected::MalformedHeader(name) => write!(out, "the header `{name}` is malformed"),
            Rejected::WrongSignature => out.write_str(
                "wrong signature: the secret differs, or the body was changed before the check",
            ),
            Rejected::WrongTime => out.write_str(
                "the signed time is too far from the clock: a replayed request, or a wrong clock",
            ),
            Rejected::TooLarge { limit } => {
                write!(out, "the body has more than {limit} bytes, the limit")
            }
            Rejected::WrongToken => out.write_str("wrong verify token, mode or challenge"),
        }
    }
}

impl std::error::Error for Rejected {}

/// The reason why a text cannot be a secret. Never contains the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSecret(pub(super) &'static str);

impl fmt::Display for InvalidSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the webhook secret {}", self.0)
    }
}

impl std::error::Error for InvalidSecret {}
