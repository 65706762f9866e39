//! Meta's Graph API.

use super::sha256_header;
use crate::runtime::webhooks::{Headers, InvalidSecret, Rejected, Scheme, Signed, Verifier};

/// Signatures of Meta: `X-Hub-Signature-256`, with the app secret as key.
///
/// The signature covers no time, so a recorded request stays valid: use a
/// [`Deduplicate`](crate::runtime::webhooks::Deduplicate).
#[derive(Debug)]
pub enum Meta {}

impl Scheme for Meta {
    // Meta sends up to 3 MB.
    const MAX_BYTES: usize = 4 << 20;
    const HAS_CHALLENGE: bool = true;

    fn signed(headers: &dyn Headers) -> Result<Signed, Rejected> {
        Ok(Signed {
            signatures: vec![sha256_header(headers, "X-Hub-Signature-256")?],
            ..Signed::default()
        })
    }
}

impl Verifier<Meta> {
    /// Sets the verify token: the text next to the address in the app's dashboard.
    ///
    /// # Errors
    ///
    /// Returns an error if the token is empty, or starts or ends with white space.
    pub fn with_verify_token(mut self, token: impl AsRef<str>) -> Result<Self, InvalidSecret> {
        self.set_token(token.as_ref())?;
        Ok(self)
    }

    /// Checks the query of a GET request with which Meta verifies the address, and returns the
    /// challenge: the body of the response, as plain text with status 200.
    ///
    /// # Errors
    ///
    /// Returns an error for a wrong token or mode: respond with 403.
    pub fn challenge(&self, query: &str) -> Result<String, Rejected> {
        self.answer(query).ok_or(Rejected::WrongToken)
    }
}

impl<S: Scheme> Verifier<S> {
    /// The challenge of a query; `None` if mode or token is wrong.
    pub(in crate::runtime::webhooks) fn answer(&self, query: &str) -> Option<String> {
        let value = |name: &str| {
            let mut pairs = query.trim_start_matches('?').split('&');
            pairs.find_map(|pair| {
                let (found, value) = pair.split_once('=')?;
                (decode(found)? == name).then(|| decode(value))?
            })
        };
        let is_right =
            value("hub.mode")? == "subscribe" && self.has_token(&value("hub.verify_token")?);
        is_right.then(|| value("hub.challenge"))?
    }
}

/// Decodes a percent-encoded part of a query; `None` if the result is not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}
