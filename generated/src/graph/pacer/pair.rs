//! What one recipient may get from one phone number.

use std::time::Duration;

/// Between messages, and how long a burst takes at most.
const INTERVAL: Duration = Duration::from_secs(6);
const BURST: u32 = 45;

/// The messages to one recipient: a burst, and the time in which it is made up for.
#[derive(Default)]
pub(super) struct Pair {
    began: Duration,
    sent: u32,
    /// When everything sent is made up for.
    even: Duration,
}

impl Pair {
    /// When the next message may be sent, which is now or later.
    pub(super) fn next(&self, now: Duration) -> Duration {
        let in_burst = now < self.began + INTERVAL && (1..BURST).contains(&self.sent);
        if in_burst { now } else { self.even.max(now) }
    }

    /// Counts a message.
    pub(super) fn send(&mut self, now: Duration) {
        if now >= self.even {
            *self = Pair {
                began: now,
                sent: 0,
                even: now,
            };
        }
        self.sent += 1;
        self.even += INTERVAL;
    }

    /// Takes the last message back.
    pub(super) fn take_back(&mut self) {
        self.sent = self.sent.saturating_sub(1);
        self.even = self.even.saturating_sub(INTERVAL);
    }

    /// Whether nothing is owed.
    pub(super) fn is_even(&self, now: Duration) -> bool {
        self.even <= now
    }
}
