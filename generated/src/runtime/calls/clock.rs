//! The time: what it is, and waiting for it to pass.

use super::platform;
pub use super::platform::Sleep;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

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
        platform::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        platform::sleep(duration)
    }
}

/// What comes of some work, unless the time for it, where it is limited, is over before.
pub(super) async fn within<T>(
    mut time: Option<Sleep>,
    mut work: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => match &mut time {
            Some(time) => time.as_mut().poll(context).map(|()| None),
            None => Poll::Pending,
        },
    })
    .await
}
