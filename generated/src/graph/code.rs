//! The number of an error, and what is known of it.

use super::codes::CODES;
use std::fmt;
use std::ops::RangeInclusive;

/// The number of an error of the Graph API: `code` in answers and in webhooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub i64);

/// What is known of one number, or of several in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeRange {
    /// The numbers.
    pub codes: RangeInclusive<i64>,
    /// What it is about.
    pub kind: Kind,
    /// Whether the same request can be sent again.
    pub resend: Resend,
    /// What is wrong, in a few words.
    pub meaning: &'static str,
}

/// What an error is about: what there is to do depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The token is missing, wrong or too old. Get a new one.
    Authentication,
    /// The token is good, and not for this.
    Permission,
    /// Too many calls or messages. Slow down.
    RateLimit,
    /// Too many messages to one recipient. Others can be written to.
    PairRateLimit,
    /// Messaging is limited for its quality or its kind. More messages make it worse.
    Quality,
    /// The account is locked or restricted.
    Policy,
    /// The service failed, or is not there for a while.
    Service,
    /// The request is wrong.
    Request,
    /// This recipient cannot be reached like this.
    Recipient,
    /// The recipient wrote more than 24 hours ago. Send a template.
    Window,
    /// The recipient wants no marketing. Record it.
    OptedOut,
    /// Meta holds this message back.
    Withheld,
    /// The identity of the recipient is another than expected.
    Identity,
    /// The business has to settle its payments or their terms.
    Payment,
    /// The phone number is not registered as it has to be, or its PIN is wrong.
    Registration,
    /// The phone number is being moved.
    Migration,
    /// A medium could not be fetched or stored.
    Media,
    /// The template, or what it was given.
    Template,
    /// Flows.
    Flow,
    /// Marketing messages are not possible in this way.
    Marketing,
    /// Calls by voice.
    Calling,
    /// Blocking users.
    Blocking,
    /// Groups.
    Group,
    /// The user name of the business.
    Username,
    /// Signing up and connecting accounts.
    Signup,
    /// A number that is not in the table.
    Other,
}

/// Whether the same request can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resend {
    /// It would fail again: something has to change first. Also what is said of numbers that are
    /// not in the table.
    Never,
    /// Once time has passed, from minutes to days; not by itself.
    Later,
    /// It was turned away before it had any effect: the same can be sent after a pause.
    Safe,
    /// It may work, and it may have worked already: a message could arrive twice.
    MayDuplicate,
}

impl Code {
    /// What is known of it.
    #[must_use]
    pub fn known(self) -> Option<&'static CodeRange> {
        let at = CODES.partition_point(|row| *row.codes.end() < self.0);
        CODES.get(at).filter(|row| row.codes.contains(&self.0))
    }

    /// What it is about.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.known().map_or(Kind::Other, |row| row.kind)
    }

    /// Whether the same request can be sent again.
    #[must_use]
    pub fn resend(self) -> Resend {
        self.known().map_or(Resend::Never, |row| row.resend)
    }

    /// What is wrong, in a few words.
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
    fn each_number_is_found_and_its_neighbours_are_not_taken_for_it() {
        for row in CODES {
            for code in [*row.codes.start(), *row.codes.end()] {
                assert_eq!(Code(code).known(), Some(row));
            }
        }
        for code in [i64::MIN, -1, 5, 199, 300, 131_046, i64::MAX] {
            assert_eq!(Code(code).known(), None);
            assert_eq!(
                (Code(code).kind(), Code(code).resend()),
                (Kind::Other, Resend::Never)
            );
        }
    }

    #[test]
    fn the_table_is_in_order_and_says_everything_once() {
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
    fn only_limits_are_known_to_turn_away_before_anything_is_done() {
        let safe = CODES.iter().filter(|row| row.resend == Resend::Safe);
        let safe: Vec<i64> = safe.map(|row| *row.codes.start()).collect();
        assert_eq!(safe, [4, 80_007, 130_429, 131_056]);
    }
}
