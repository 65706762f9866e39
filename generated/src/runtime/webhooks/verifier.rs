//! Verification of signatures.

use super::{InvalidSecret, Rejected};
use crate::runtime::wire::Json;
use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The headers of a request. Implemented for [`http::HeaderMap`] and for slices and arrays of
/// `(name, value)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no headers",
    label = "not a list of headers",
    note = "pass an `http::HeaderMap`, or a slice of pairs of a name and a value"
)]
pub trait Headers {
    /// Returns the value of a header; `None` if the header is missing or not text. `name` is
    /// case-insensitive.
    fn header(&self, name: &str) -> Option<&str>;
}

impl Headers for HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for [(N, V)] {
    fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.iter();
        all.find(|(found, _)| found.as_ref().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<str>, const COUNT: usize> Headers for [(N, V); COUNT] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for Vec<(N, V)> {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }
}

/// A format of signed requests. Every scheme signs with HMAC-SHA-256.
pub trait Scheme: Sized + Send + Sync + 'static {
    /// The default limit of a body: the largest body of the service, plus a margin.
    const MAX_BYTES: usize;

    /// Converts a secret to the HMAC key. By default, the key is the text of the secret.
    ///
    /// # Errors
    ///
    /// Returns an error if the secret is not in the format of the service.
    fn key(secret: &str) -> Result<Vec<u8>, InvalidSecret> {
        Ok(secret.as_bytes().to_vec())
    }

    /// Reads signatures and signed values from the headers.
    ///
    /// # Errors
    ///
    /// Returns an error if a header is missing or malformed.
    fn signed(headers: &dyn Headers) -> Result<Signed, Rejected>;

    /// The id of a delivery, equal in repetitions.
    fn id(headers: &dyn Headers, body: &Json) -> Option<String> {
        let _ = (headers, body);
        None
    }

    /// The name of the event. By default, the property `type` of the body.
    fn event(headers: &dyn Headers, body: &Json) -> Option<String> {
        let _ = headers;
        body.get("type")?.as_str().map(str::to_owned)
    }

    /// True if the service verifies the address of a webhook by a GET request with a token.
    const HAS_CHALLENGE: bool = false;
}

/// The parts of a request that a signature covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// The text that is signed before the body, such as the id and the time.
    pub prefix: String,
    /// The signed time in seconds since 1970.
    pub time: Option<u64>,
    /// The signatures. A single valid signature suffices.
    pub signatures: Vec<[u8; 32]>,
}

/// Verifies that the service sent a request.
///
/// `Debug` prints no secret. A clone is cheap.
pub struct Verifier<S> {
    keys: Vec<Hmac<Sha256>>,
    token: Option<[u8; 32]>,
    max_bytes: usize,
    tolerance: Duration,
    scheme: PhantomData<fn() -> S>,
}

impl<S: Scheme> Verifier<S> {
    /// Creates a verifier with the secret that the service shows in its settings.
    ///
    /// # Errors
    ///
    /// Returns an error if the secret is empty, starts or ends with white space, or is not in the
    /// format of the scheme.
    pub fn new(secret: impl AsRef<str>) -> Result<Self, InvalidSecret> {
        let empty = Verifier {
            keys: Vec::new(),
            token: None,
            max_bytes: S::MAX_BYTES,
            tolerance: Duration::from_secs(300),
            scheme: PhantomData,
        };
        empty.with_secret(secret)
    }

    /// Accepts an additional secret, such as the old secret while the service changes to a new one.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Verifier::new`].
    pub fn with_secret(mut self, secret: impl AsRef<str>) -> Result<Self, InvalidSecret> {
        let secret = check(secret.as_ref())?;
        let key = S::key(secret)?;
        self.keys.push(mac(&key));
        Ok(self)
    }

    /// Sets the limit of a body in bytes.
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Sets the maximum difference between the signed time and the clock, for schemes that sign a
    /// time. The default is five minutes.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The limit of a body in bytes.
    #[must_use]
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Verifies a request, before the body is parsed: `body` must contain the bytes as received.
    ///
    /// # Errors
    ///
    /// Returns the reason to reject the request.
    pub fn verify(&self, headers: &impl Headers, body: &[u8]) -> Result<(), Rejected> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// Verifies a request at the time `now`.
    ///
    /// # Errors
    ///
    /// Returns the reason to reject the request.
    pub fn verify_at(
        &self,
        headers: &impl Headers,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), Rejected> {
        if body.len() > self.max_bytes {
            let limit = self.max_bytes;
            return Err(Rejected::TooLarge { limit });
        }
        let signed = S::signed(headers)?;
        let is_signed = |key: &Hmac<Sha256>| {
            let found = key.clone().chain_update(&signed.prefix).chain_update(body);
            let found = found.finalize();
            let mut signatures = signed.signatures.iter();
            // `CtOutput` compares in constant time.
            signatures.any(|signature| found == CtOutput::new((*signature).into()))
        };
        if !self.keys.iter().any(is_signed) {
            return Err(Rejected::WrongSignature);
        }
        match signed.time.is_some_and(|time| !self.is_near(time, now)) {
            true => Err(Rejected::WrongTime),
            false => Ok(()),
        }
    }

    fn is_near(&self, time: u64, now: SystemTime) -> bool {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        now.abs_diff(time) <= self.tolerance.as_secs()
    }

    pub(super) fn set_token(&mut self, token: &str) -> Result<(), InvalidSecret> {
        self.token = Some(token_digest(check(token)?));
        Ok(())
    }

    /// Compares the verify token in constant time. Returns false if the verifier has no token.
    pub(super) fn has_token(&self, given: &str) -> bool {
        let given = CtOutput::<Hmac<Sha256>>::new(token_digest(given).into());
        self.token
            .is_some_and(|token| given == CtOutput::new(token.into()))
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC accepts keys of every length")
}

/// The digest of a token. Digests have equal lengths, so a comparison does not reveal the length
/// of the token.
fn token_digest(token: &str) -> [u8; 32] {
    let digest = mac(b"verify token").chain_update(token).finalize();
    digest.into_bytes().into()
}

fn check(secret: &str) -> Result<&str, InvalidSecret> {
    if secret.is_empty() {
        return Err(InvalidSecret("is empty: anyone could sign"));
    }
    if secret.trim() != secret {
        return Err(InvalidSecret(
            "starts or ends with white space: trim the value",
        ));
    }
    Ok(secret)
}

impl<S> Clone for Verifier<S> {
    fn clone(&self) -> Self {
        Verifier {
            keys: self.keys.clone(),
            scheme: PhantomData,
            ..*self
        }
    }
}

impl<S> fmt::Debug for Verifier<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Verifier")
            .field("secrets", &self.keys.len())
            .field("max_bytes", &self.max_bytes)
            .finish_non_exhaustive()
    }
}
