//! The time: what it is, and waiting for it to pass.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// What waits, and is then done.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells the time and waits. [`ClientBuilder::clock`] takes another one than the system's, so that
/// tests need not wait.
///
/// [`ClientBuilder::clock`]: crate::ClientBuilder::clock
pub trait Clock: Send + Sync + 'static {
    /// How long ago a moment was that never changes. It must not run backwards.
    fn now(&self) -> Duration;

    /// Waits that long. Dropping what it returns ends the waiting.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The clock of the system, with the timers of tokio.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        static BEGINNING: OnceLock<Instant> = OnceLock::new();
        BEGINNING.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }
}
