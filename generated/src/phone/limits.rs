//! Limits and errors on request: `--mps`, `--pair-rate`, `--fail`.

use super::answer::Answer;
use super::settings::{Fault, Settings};
use std::collections::HashMap;
use std::time::Instant;

/// Errors that the service reports by a webhook, after accepting the message.
const REPORTED_LATER: &[i64] = &[
    130_472, 131_026, 131_047, 131_049, 131_050, 131_052, 131_053,
];
/// The messages that a user accepts at once.
const PAIR_BURST: f64 = 45.0;
/// The seconds per further message.
const PAIR_SECONDS: f64 = 6.0;

/// The messages that may be sent now.
#[derive(Debug)]
pub(super) struct Limits {
    mps: Option<Bucket>,
    pairs: Option<HashMap<String, Bucket>>,
    faults: Vec<(Fault, f64)>,
}

/// A supply of messages that fills up over time.
#[derive(Debug)]
struct Bucket {
    size: f64,
    per_second: f64,
    level: f64,
    time: Instant,
}

impl Bucket {
    fn new(size: f64, per_second: f64) -> Self {
        Bucket {
            size,
            per_second,
            level: size,
            time: Instant::now(),
        }
    }

    fn take(&mut self, now: Instant) -> bool {
        let elapsed = now.duration_since(self.time).as_secs_f64();
        self.level = (self.level + elapsed * self.per_second).min(self.size);
        self.time = now;
        let is_full = self.level >= 1.0;
        self.level -= f64::from(u8::from(is_full));
        is_full
    }
}

impl Limits {
    pub(super) fn new(settings: &Settings) -> Self {
        Limits {
            mps: settings.mps.map(|mps| Bucket::new(mps.into(), mps.into())),
            pairs: settings.pair_rate.then(HashMap::new),
            faults: settings.faults.iter().map(|fault| (*fault, 0.0)).collect(),
        }
    }

    /// Counts a message to `recipient`. Returns the error of a status that follows later.
    pub(super) fn check(&mut self, recipient: &str, now: Instant) -> Result<Option<i64>, Answer> {
        // Shares add up: `0.1` fails exactly the tenth, twentieth, … message.
        let mut later = None;
        for (fault, sum) in &mut self.faults {
            *sum += fault.share;
            if *sum <= 1.0 - 1e-9 {
                continue;
            }
            *sum -= 1.0;
            if !REPORTED_LATER.contains(&fault.code) {
                return Err(Answer::error(fault.code, "An error of `--fail`."));
            }
            later = Some(fault.code);
        }
        if let Some(mps) = &mut self.mps
            && !mps.take(now)
        {
            return Err(Answer::error(130_429, "Too many messages per second."));
        }
        if let Some(pairs) = &mut self.pairs {
            let new = || Bucket::new(PAIR_BURST, PAIR_SECONDS.recip());
            let bucket = pairs.entry(recipient.to_owned()).or_insert_with(new);
            if !bucket.take(now) {
                return Err(Answer::error(131_056, "Too many messages to this user."));
            }
        }
        Ok(later)
    }
}
