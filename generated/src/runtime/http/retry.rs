//! Retries.

pub(crate) mod classify;
pub(crate) mod random;

use crate::runtime::http::client::Client;
use crate::runtime::http::retry::classify::{Classified, RetryClass};
use crate::runtime::http::retry::random::random;
use crate::runtime::http::transport::ExchangeError;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// The retry policy of a call.
///
/// Only requests that cannot take effect twice are retried:
///
/// - Any request, if the service certainly did not process it: the connection failed, or
///   the service returned 429, 503 with `Retry-After`, or a response known to mean "not processed".
/// - An idempotent request (`GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS`, `TRACE`), also
///   after 408, 500, 502, 503, 504, and if no complete response arrived.
///
/// The delay before a retry is the delay in `Retry-After`, if any, plus a random part of an
/// exponentially growing back-off ("full jitter"). Retries count towards the time limit of the
/// call, see [`Call::timeout`](crate::Call::timeout); if the delay would exceed the limit, the call
/// fails at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    attempt_timeout: Option<Duration>,
}

impl Retry {
    /// At most three attempts, with a back-off of at most 0.5 s, then 1 s.
    #[must_use]
    pub const fn new() -> Self {
        Retry {
            attempts: 3,
            initial_backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(30),
            attempt_timeout: None,
        }
    }

    /// A single attempt, without retries.
    #[must_use]
    pub const fn never() -> Self {
        Retry::new().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. 0 is treated as 1.
    #[must_use]
    pub const fn attempts(self, attempts: u32) -> Self {
        Retry { attempts, ..self }
    }

    /// Sets the upper bound of the first back-off, which then doubles, and the upper bound of every
    /// back-off. A delay in `Retry-After` is added.
    #[must_use]
    pub const fn backoff(self, initial_backoff: Duration, max_backoff: Duration) -> Self {
        Retry {
            initial_backoff,
            max_backoff,
            ..self
        }
    }

    /// Sets the time limit of a single attempt. The default is the remaining time of the call.
    #[must_use]
    pub const fn attempt_timeout(self, timeout: Duration) -> Self {
        Retry {
            attempt_timeout: Some(timeout),
            ..self
        }
    }

    /// The upper bound of the back-off after the given attempt, counted from 1.
    fn ceiling(self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.initial_backoff
            .saturating_mul(factor)
            .min(self.max_backoff)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Retry::new()
    }
}

/// The retry budget of a client. A call adds a tenth of a retry, so a service that is down receives
/// a tenth more requests, not several times as many.
pub(crate) struct Budget {
    tenths: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(10);
        Budget {
            tenths: AtomicU32::new(full),
            full,
        }
    }

    fn add(&self) {
        let add_tenth = |tenths: u32| (tenths < self.full).then_some(tenths + 1);
        let _ = self
            .tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add_tenth);
    }

    fn take(&self) -> bool {
        let take_retry = |tenths: u32| tenths.checked_sub(10);
        let taken = self
            .tenths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take_retry);
        taken.is_ok()
    }
}

/// The attempts of a call.
pub(crate) struct Attempts<'c> {
    client: &'c Client,
    retry: Retry,
    idempotent: bool,
    made: u32,
    time: Duration,
    start: Duration,
}

impl<'c> Attempts<'c> {
    pub(crate) fn new(client: &'c Client, retry: Retry, idempotent: bool, time: Duration) -> Self {
        client.settings.budget.add();
        Attempts {
            client,
            retry,
            idempotent,
            made: 0,
            time,
            start: client.settings.clock.now(),
        }
    }

    /// The number of attempts made.
    pub(crate) fn count(&self) -> u32 {
        self.made
    }

    /// The time limit of the next attempt.
    pub(crate) fn timeout(&self) -> Duration {
        // Before the first attempt, the full time is left: the clock need not be read.
        let left = if self.made == 0 {
            self.time
        } else {
            self.left()
        };
        self.retry
            .attempt_timeout
            .map_or(left, |limit| limit.min(left))
    }

    /// Returns the delay before the next attempt, or `None` if the call must not be retried.
    pub(crate) fn next(
        &mut self,
        outcome: Result<&Classified, &ExchangeError>,
    ) -> Option<Duration> {
        self.made += 1;
        if self.made >= self.retry.attempts {
            return None;
        }
        let minimum = match retry_class(outcome) {
            RetryClass::NotProcessed(minimum) => minimum,
            RetryClass::MaybeProcessed(minimum) if self.idempotent => minimum,
            RetryClass::MaybeProcessed(_) | RetryClass::Final => return None,
        };
        let wait = minimum.saturating_add(fraction(self.retry.ceiling(self.made), random()));
        (wait < self.left() && self.client.settings.budget.take()).then_some(wait)
    }

    fn left(&self) -> Duration {
        let passed = self.client.settings.clock.now().saturating_sub(self.start);
        self.time.saturating_sub(passed)
    }
}

fn retry_class(outcome: Result<&Classified, &ExchangeError>) -> RetryClass {
    match outcome {
        Ok(judged) => judged.retry_class(),
        Err(ExchangeError::Transport(transport)) if transport.is_connect() => {
            RetryClass::NotProcessed(Duration::ZERO)
        }
        Err(ExchangeError::Transport(_)) => RetryClass::MaybeProcessed(Duration::ZERO),
        Err(ExchangeError::Invalid(_) | ExchangeError::BodyTooLarge(_)) => RetryClass::Final,
    }
}

/// Scales a duration by `random / 2^64`.
fn fraction(duration: Duration, random: u64) -> Duration {
    let nanoseconds = (duration.as_nanos().min(u128::from(u64::MAX)) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_backoff_up_to_the_maximum() {
        let retry = Retry::new().backoff(Duration::from_secs(1), Duration::from_secs(5));
        let seconds = [1, 2, 3, 4, 99].map(|attempt| retry.ceiling(attempt).as_secs());
        assert_eq!(seconds, [1, 2, 4, 5, 5]);
    }

    #[test]
    fn scales_backoff_by_a_random_fraction() {
        let duration = Duration::from_secs(8);
        assert_eq!(fraction(duration, 0), Duration::ZERO);
        assert_eq!(fraction(duration, 1 << 63), Duration::from_secs(4));
        assert!(fraction(duration, u64::MAX) < duration);
        assert!(fraction(Duration::MAX, u64::MAX) > Duration::from_secs(1 << 33));
    }

    #[test]
    fn budget_grows_by_a_tenth_per_call() {
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
