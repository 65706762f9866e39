//! Clocks and time limits.

use crate::runtime::http::platform;
pub use crate::runtime::http::platform::Sleep;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

/// A source of time and delays. Tests can replace the system clock with [`ClientBuilder::clock`] to
/// avoid real delays.
///
/// [`ClientBuilder::clock`]: crate::ClientBuilder::clock
pub trait Clock: Send + Sync + 'static {
    /// The time elapsed since a fixed moment. Must never decrease.
    fn now(&self) -> Duration;

    /// Returns a future that completes after `duration`. Dropping the future cancels the delay.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The system clock, with the timers of tokio.
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

/// Runs `work` with an optional time limit. Returns `None` if the limit passes first.
pub(crate) async fn with_timeout<T>(
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
