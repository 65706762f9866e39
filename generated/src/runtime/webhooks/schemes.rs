//! The signatures of known services.

mod github;
mod meta;
mod standard;
mod stripe;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use github::GitHub;
pub use meta::Meta;
pub use standard::StandardWebhooks;
pub use stripe::Stripe;

use super::{Headers, Rejected};

/// The value of a required header.
fn required<'h>(headers: &'h dyn Headers, name: &'static str) -> Result<&'h str, Rejected> {
    headers.header(name).ok_or(Rejected::MissingHeader(name))
}

/// Decodes 64 hexadecimal digits.
fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
    }
    Some(bytes)
}

/// Reads `sha256=` and 64 hexadecimal digits.
fn sha256_header(headers: &dyn Headers, name: &'static str) -> Result<[u8; 32], Rejected> {
    let signature = required(headers, name)?.strip_prefix("sha256=");
    let signature = signature.and_then(from_hex);
    signature.ok_or(Rejected::MalformedHeader(name))
}
