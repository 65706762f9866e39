//! Error codes and their classification.

use super::codes::CODES;
use std::fmt;
use std::ops::RangeInclusive;

/// An error code of the Graph API: the property `code` in responses and webhooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub i64);

/// The classification of an error code, or of a range of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeRange {
    /// The codes.
    pub codes: RangeInclusive<i64>,
    /// The category of the error.
    pub kind: ErrorKind,
    /// The advice on sending the same request again.
    pub resend: Resend,
    /// The cause, in a few words.
    pub meaning: &'static str,
}

/// The category of an error; decides the remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The token is missing, invalid or expired. Get a new token.
    Authentication,
    /// The token is valid but lacks a permission.
    Permission,
    /// Too many requests or messages. Slow down.
    RateLimit,
    /// Too many messages to a single recipient. More recipients are not affected.
    PairRateLimit,
    /// Messaging is limited because of low quality. More messages make the limit worse.
    Quality,
    /// The account is locked or restricted.
    Policy,
    /// The service failed or is temporarily unavailable.
    Service,
    /// The request is invalid.
    Request,
    /// The message cannot reach the recipient.
    Recipient,
    /// The recipient's last message is more than 24 hours old. Send a template.
    Window,
    /// The recipient has opted out of marketing. Record the opt-out.
    OptedOut,
    /// Meta holds the message back.
    Withheld,
    /// The recipient's identity does not match the expected identity.
    Identity,
    /// The payment method or the payment terms need attention.
    Payment,
    /// The phone number is not registered correctly, or the PIN is wrong.
    Registration,
    /// The phone number is in migration.
    Migration,
    /// A media file could not be downloaded or uploaded.
    Media,
    /// The template or the template parameters are invalid.
    Template,
    /// A flow failed.
    Flow,
    /// The API does not allow the marketing message.
    Marketing,
    /// A voice call failed.
    Calling,
    /// Blocking users failed.
    Blocking,
    /// A group operation failed.
    Group,
    /// The user name of the business is not allowed.
    Username,
    /// Sign-up or account connection failed.
    Signup,
    /// The code is not in [`CODES`].
    Other,
}

/// Advice on sending the same request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resend {
    /// The request would fail again: fix the cause first. Also the default for codes that are not
    /// in [`CODES`].
    Never,
    /// Send again after minutes to days; never retried automatically.
    Later,
    /// Rejected without any effect: send again after a pause.
    Safe,
    /// Possibly processed: sending again could deliver a duplicate message.
    MayDuplicate,
}

impl Code {
    /// Looks up the code in [`CODES`].
    #[must_use]
    pub fn known(self) -> Option<&'static CodeRange> {
        let index = CODES.partition_point(|row| *row.codes.end() < self.0);
        CODES.get(index).filter(|row| row.codes.contains(&self.0))
    }

    /// The category of the error.
    #[must_use]
    pub fn kind(self) -> ErrorKind {
        self.known().map_or(ErrorKind::Other, |row| row.kind)
    }

    /// The advice on sending the same request again.
    #[must_use]
    pub fn resend(self) -> Resend {
        self.known().map_or(Resend::Never, |row| row.resend)
    }

    /// The cause in a few words, if known.
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        self.known().map(|row| row.meaning)
    }
}

impl From<i64> for Code {
    fn from(code: i64) -> Self {
        Code(code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_code_but_no_neighbour() {
        for row in CODES {
            for code in [*row.codes.start(), *row.codes.end()] {
                assert_eq!(Code(code).known(), Some(row));
            }
        }
        for code in [i64::MIN, -1, 5, 199, 300, 131_046, i64::MAX] {
            assert_eq!(Code(code).known(), None);
            assert_eq!(
                (Code(code).kind(), Code(code).resend()),
                (ErrorKind::Other, Resend::Never)
            );
        }
    }

    #[test]
    fn table_is_sorted_without_duplicates() {
        for rows in CODES.windows(2) {
            assert!(rows[0].codes.end() < rows[1].codes.start(), "{:?}", rows[1]);
        }
        assert!(
            CODES
                .iter()
                .all(|row| !row.codes.is_empty() && !row.meaning.is_empty())
        );
    }

    #[test]
    fn only_rate_limits_are_safe_to_resend() {
        let safe = CODES.iter().filter(|row| row.resend == Resend::Safe);
        let safe: Vec<i64> = safe.map(|row| *row.codes.start()).collect();
        assert_eq!(safe, [4, 80_007, 130_429, 131_056]);
    }
}
