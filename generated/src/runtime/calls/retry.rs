//! Making a call again.

use super::client::Client;
use super::random::random;
use super::transport::Unanswered;
use super::verdict::{Judged, Verdict};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// When a call is made again by itself.
///
/// Never if it could then take effect twice. A call is made again if its method is idempotent
/// (`GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS`) and there was no answer or one such as 500, 502 or
/// 504; and any call is, if it was certainly not carried out: no connection came about, or the
/// service turned it away with 429, with 503 and `Retry-After`, or with an answer that is known to
/// mean the same.
///
/// Before each repetition there is a wait: a random part of a time that doubles (“full jitter”), on
/// top of what the service asks for. All of it is within the time that the call has, see
/// [`Call::timeout`](crate::Call::timeout); where that would not do, the failure is returned at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
    attempt_timeout: Option<Duration>,
}

impl Retry {
    /// At most three attempts, with waits of at most 0.5 s and 1 s between them.
    #[must_use]
    pub const fn new() -> Self {
        Retry {
            attempts: 3,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            attempt_timeout: None,
        }
    }

    /// One attempt.
    #[must_use]
    pub const fn never() -> Self {
        Retry::new().attempts(1)
    }

    /// How often a call is made at most, the first time included. 0 is the same as 1.
    #[must_use]
    pub const fn attempts(self, attempts: u32) -> Self {
        Retry { attempts, ..self }
    }

    /// How long the first wait is at most, and how long any is, without what the service asks for.
    #[must_use]
    pub const fn backoff(self, first: Duration, longest: Duration) -> Self {
        Retry {
            first,
            longest,
            ..self
        }
    }

    /// How long one attempt may take; all the time that the call has, unless set.
    #[must_use]
    pub const fn attempt_timeout(self, timeout: Duration) -> Self {
        Retry {
            attempt_timeout: Some(timeout),
            ..self
        }
    }

    /// How long to wait at most after this attempt, the first being 1.
    fn ceiling(self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.first.saturating_mul(factor).min(self.longest)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Retry::new()
    }
}

/// How many repetitions a client may still make. Every call adds a tenth of one, so that a service
/// that is down gets a tenth more requests and not several times as many.
pub(super) struct Budget {
    tenths: AtomicU32,
    full: u32,
}

impl Budget {
    pub(super) fn new(repetitions: u32) -> Self {
        let full = repetitions.saturating_mul(10);
        Budget {
            tenths: AtomicU32::new(full),
            full,
        }
    }

    fn add(&self) {
        let more = |tenths: u32| (tenths < self.full).then_some(tenths + 1);
        let _ = self
            .tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    fn take(&self) -> bool {
        let less = |tenths: u32| tenths.checked_sub(10);
        let taken = self
            .tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        taken.is_ok()
    }
}

/// The attempts of one call.
pub(super) struct Attempts<'c> {
    client: &'c Client,
    retry: Retry,
    idempotent: bool,
    made: u32,
    time: Duration,
    began: Duration,
}

impl<'c> Attempts<'c> {
    pub(super) fn new(client: &'c Client, retry: Retry, idempotent: bool, time: Duration) -> Self {
        client.budget().add();
        Attempts {
            client,
            retry,
            idempotent,
            made: 0,
            time,
            began: client.clock().now(),
        }
    }

    /// How many there have been.
    pub(super) fn made(&self) -> u32 {
        self.made
    }

    /// How long the next attempt may take.
    pub(super) fn timeout(&self) -> Duration {
        // Before the first there is all of it, and no need to ask what time it is.
        let left = if self.made == 0 {
            self.time
        } else {
            self.left()
        };
        self.retry.attempt_timeout.map_or(left, |one| one.min(left))
    }

    /// How long to wait until the next attempt, where there is one.
    pub(super) fn next(&mut self, outcome: Result<&Judged, &Unanswered>) -> Option<Duration> {
        self.made += 1;
        if self.made >= self.retry.attempts {
            return None;
        }
        let asked = match verdict(outcome) {
            Verdict::TurnedAway(asked) => asked,
            Verdict::Unclear(asked) if self.idempotent => asked,
            Verdict::Unclear(_) | Verdict::Final => return None,
        };
        let wait = asked.saturating_add(part(self.retry.ceiling(self.made), random()));
        (wait < self.left() && self.client.budget().take()).then_some(wait)
    }

    fn left(&self) -> Duration {
        let passed = self.client.clock().now().saturating_sub(self.began);
        self.time.saturating_sub(passed)
    }
}

fn verdict(outcome: Result<&Judged, &Unanswered>) -> Verdict {
    match outcome {
        Ok(judged) => judged.verdict(),
        Err(Unanswered::Transport(transport)) if transport.is_connect() => {
            Verdict::TurnedAway(Duration::ZERO)
        }
        Err(Unanswered::Transport(_)) => Verdict::Unclear(Duration::ZERO),
        Err(Unanswered::Invalid(_) | Unanswered::BodyTooLarge(_)) => Verdict::Final,
    }
}

/// A part of a duration, as large as a random number says.
fn part(whole: Duration, random: u64) -> Duration {
    let nanoseconds = (whole.as_nanos().min(u128::from(u64::MAX)) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wait_doubles_up_to_a_limit() {
        let retry = Retry::new().backoff(Duration::from_secs(1), Duration::from_secs(5));
        let seconds = [1, 2, 3, 4, 99].map(|attempt| retry.ceiling(attempt).as_secs());
        assert_eq!(seconds, [1, 2, 4, 5, 5]);
    }

    #[test]
    fn a_wait_is_anything_from_nothing_to_the_longest() {
        let whole = Duration::from_secs(8);
        assert_eq!(part(whole, 0), Duration::ZERO);
        assert_eq!(part(whole, 1 << 63), Duration::from_secs(4));
        assert!(part(whole, u64::MAX) < whole);
        assert!(part(Duration::MAX, u64::MAX) > Duration::from_secs(1 << 33));
    }

    #[test]
    fn a_budget_grows_by_a_tenth_of_a_repetition_for_each_call() {
        let budget = Budget::new(2);
        assert_eq!([(); 3].map(|()| budget.take()), [true, true, false]);
        (0..9).for_each(|_| budget.add());
        assert!(!budget.take());
        budget.add();
        assert!(budget.take());
        (0..1000).for_each(|_| budget.add());
        assert_eq!([(); 3].map(|()| budget.take()), [true, true, false]);
        assert!(!Budget::new(0).take());
    }
}
