//! Recognizes repeated updates.

use sha2::{Digest, Sha256};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An error of a store, such as a lost connection.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;

/// The result of [`Deduplicate::begin`]: the state of the key before the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The key was unknown. The caller handles the update.
    New,
    /// A different request, perhaps in a different process, is handling the update.
    Running,
    /// The update has been handled.
    Done,
}

/// A store for the keys of handled updates. [`Deduplicator`] is a store in memory.
///
/// A shared store also recognizes updates after a restart, and updates that a different process
/// has handled. An implementation with Redis:
///
/// | Method | Command |
/// | --- | --- |
/// | `begin` | `SET key running NX EX 60`, after a failure `GET key` |
/// | `finish` | `SET key done EX 691200`: services repeat for up to 7 days |
/// | `abandon` | `DEL key` |
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a store for the keys of updates",
    label = "not a store",
    note = "pass a `Deduplicator`, or implement `Deduplicate`"
)]
pub trait Deduplicate: Send + Sync + 'static {
    /// Marks a key as running, atomically: of two concurrent calls, one gets [`Progress::New`].
    fn begin(&self, key: &str) -> impl Future<Output = Result<Progress, StoreError>> + Send;

    /// Marks a key as done, after the handler succeeded.
    fn finish(&self, key: &str) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Removes a key after a failure, so the next delivery of the update is handled.
    fn abandon(&self, key: &str) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The first half of the SHA-256 of a key.
type Fingerprint = [u8; 16];

/// A bounded store in memory: the oldest finished keys are removed first.
///
/// A key takes less than 100 bytes, independent of its length.
pub struct Deduplicator {
    capacity: usize,
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    /// True for finished keys.
    finished: HashMap<Fingerprint, bool>,
    /// The finished keys, oldest first.
    order: VecDeque<Fingerprint>,
}

impl Deduplicator {
    /// Creates a store for up to `capacity` finished keys.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Deduplicator {
            capacity,
            keys: Mutex::default(),
        }
    }

    /// Returns `true` on the first call with a key. For programs that need no second attempt after a
    /// failure.
    pub fn is_new(&self, key: &str) -> bool {
        let is_new = self.begin_now(key) == Progress::New;
        if is_new {
            self.finish_now(key);
        }
        is_new
    }

    /// The number of remembered keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().finished.len()
    }

    /// True without remembered keys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn begin_now(&self, key: &str) -> Progress {
        let mut keys = self.lock();
        let key = fingerprint(key);
        match keys.finished.get(&key) {
            Some(true) => Progress::Done,
            Some(false) => Progress::Running,
            None => {
                keys.finished.insert(key, false);
                Progress::New
            }
        }
    }

    fn finish_now(&self, key: &str) {
        let mut keys = self.lock();
        let key = fingerprint(key);
        if keys.finished.insert(key, true) != Some(true) {
            keys.order.push_back(key);
        }
        while keys.order.len() > self.capacity {
            if let Some(oldest) = keys.order.pop_front() {
                keys.finished.remove(&oldest);
            }
        }
    }

    fn abandon_now(&self, key: &str) {
        let mut keys = self.lock();
        let key = fingerprint(key);
        if keys.finished.get(&key) == Some(&false) {
            keys.finished.remove(&key);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Deduplicator {
    /// A store for 100,000 keys.
    fn default() -> Self {
        Deduplicator::new(100_000)
    }
}

impl fmt::Debug for Deduplicator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Deduplicator")
            .field("capacity", &self.capacity)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl Deduplicate for Deduplicator {
    async fn begin(&self, key: &str) -> Result<Progress, StoreError> {
        Ok(self.begin_now(key))
    }

    async fn finish(&self, key: &str) -> Result<(), StoreError> {
        self.finish_now(key);
        Ok(())
    }

    async fn abandon(&self, key: &str) -> Result<(), StoreError> {
        self.abandon_now(key);
        Ok(())
    }
}

impl<D: Deduplicate> Deduplicate for std::sync::Arc<D> {
    fn begin(&self, key: &str) -> impl Future<Output = Result<Progress, StoreError>> + Send {
        (**self).begin(key)
    }

    fn finish(&self, key: &str) -> impl Future<Output = Result<(), StoreError>> + Send {
        (**self).finish(key)
    }

    fn abandon(&self, key: &str) -> impl Future<Output = Result<(), StoreError>> + Send {
        (**self).abandon(key)
    }
}

fn fingerprint(key: &str) -> Fingerprint {
    let digest: [u8; 32] = Sha256::digest(key).into();
    let [first, ..] = [digest[..16].try_into(), digest[16..].try_into()];
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_the_oldest_keys_but_no_key_in_work() {
        let seen = Deduplicator::new(2);
        assert_eq!(seen.begin_now("running"), Progress::New);
        for key in ["a", "b", "c"] {
            assert!(seen.is_new(key));
            assert!(!seen.is_new(key));
        }
        assert_eq!(seen.len(), 3);
        assert!(seen.is_new("a"), "forgotten");
        assert_eq!(seen.begin_now("c"), Progress::Done);
        assert_eq!(seen.begin_now("running"), Progress::Running);
    }

    #[test]
    fn gives_an_abandoned_key_a_second_attempt() {
        let seen = Deduplicator::default();
        assert_eq!(seen.begin_now("a"), Progress::New);
        seen.abandon_now("a");
        assert!(seen.is_empty());
        assert!(seen.is_new("a"));
        seen.abandon_now("a");
        assert!(!seen.is_new("a"), "a finished key stays");
    }
}
