//! The rate limit per recipient.

use std::time::Duration;

/// The time between messages, and the maximum duration of a burst.
const INTERVAL: Duration = Duration::from_secs(6);
const BURST: u32 = 45;

/// The state of a recipient: the current burst, and the debt of the burst.
#[derive(Default)]
pub(super) struct RecipientLimit {
    started: Duration,
    sent: u32,
    /// The time at which the debt is paid off.
    paid_off: Duration,
}

impl RecipientLimit {
    /// Returns the time of the next allowed message, `now` or later.
    pub(super) fn next(&self, now: Duration) -> Duration {
        let in_burst = now < self.started + INTERVAL && (1..BURST).contains(&self.sent);
        if in_burst {
            now
        } else {
            self.paid_off.max(now)
        }
    }

    /// Counts a message.
    pub(super) fn send(&mut self, now: Duration) {
        if now >= self.paid_off {
            *self = RecipientLimit {
                started: now,
                sent: 0,
                paid_off: now,
            };
        }
        self.sent += 1;
        self.paid_off += INTERVAL;
    }

    /// Reverts the last message.
    pub(super) fn refund(&mut self) {
        self.sent = self.sent.saturating_sub(1);
        self.paid_off = self.paid_off.saturating_sub(INTERVAL);
    }

    /// Returns `true` if the debt is paid off.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        self.paid_off <= now
    }
}
