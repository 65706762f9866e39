//! Client-side rate limiting.

mod recipient;
mod schedule;

use super::usage::Usage;
use crate::runtime::http::{Clock, Sleep, SystemClock};
use schedule::{Schedule, Ticket};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const PER_SECOND: u32 = 80;
const MAX_WAITING: usize = 10_000;
/// Meta counts per hour or per day, so a longer pause would be an error of the service.
const MAX_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// A rate limiter for sent messages. Create a pacer per sending phone number; clones share the
/// state.
///
/// ```no_run
/// use whatsapp_cloud::graph::{Pacer, Usage};
/// # use whatsapp_cloud::{Client, types::TextMessage};
///
/// # async fn page(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let pacer = Pacer::new();
/// # let recipients = [""];
/// for to in recipients {
///     pacer.turn(to).await?;
///     let message = TextMessage::to(to, "Hello");
///     let call = client.send_message("106540352242922", message);
///     let sent = call.send_for_response().await?;
///     pacer.observe(&Usage::of(sent.headers()));
/// }
/// # Ok(())
/// # }
/// ```
///
/// The pacer enforces two limits:
///
/// - Per phone number, 80 messages per second, configurable with [`per_second`], in bursts of at
///   most a tenth of a second.
/// - Per recipient, a message every 6 seconds, or a burst of up to 45 messages within 6 seconds
///   followed by a pause: after a burst of 20, the next message waits two minutes.
///
/// Recipients are served round-robin, so a long queue for one recipient does not delay the rest.
/// Retries and messages sent without the pacer are not counted.
///
/// [`per_second`]: Pacer::per_second
#[derive(Clone)]
pub struct Pacer {
    clock: Arc<dyn Clock>,
    schedule: Arc<Mutex<Schedule>>,
}

/// The error of a full queue. The message was neither queued nor sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueFull {
    /// The number of waiting messages.
    pub waiting: usize,
}

impl Pacer {
    /// Creates a pacer for 80 messages per second and a queue of at most 10,000 messages.
    #[must_use]
    pub fn new() -> Self {
        Pacer {
            clock: Arc::new(SystemClock),
            schedule: Arc::new(Mutex::new(Schedule::new(PER_SECOND, MAX_WAITING))),
        }
    }

    /// Sets the messages per second of the phone number: 80 by default, 1,000 after Meta's upgrade,
    /// 20 for a number in use by the WhatsApp Business app. 0 counts as 1.
    #[must_use]
    pub fn per_second(self, messages: u32) -> Self {
        self.with(|schedule| schedule.set_rate(messages));
        self
    }

    /// Sets the maximum number of waiting messages.
    #[must_use]
    pub fn waiting(self, most: usize) -> Self {
        self.with(|schedule| schedule.max_waiting = most);
        self
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Pacer {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// Waits until a message to the recipient may be sent. Dropping the future leaves the queue and
    /// returns the allowance.
    ///
    /// # Errors
    ///
    /// Returns an error immediately if the queue is full.
    pub async fn turn(&self, recipient: impl AsRef<str>) -> Result<(), QueueFull> {
        let ticket = self.with(|schedule| schedule.enter(recipient.as_ref()))?;
        let pacer = self.clone();
        let sleep = None;
        Turn {
            pacer,
            ticket,
            sleep,
        }
        .await;
        Ok(())
    }

    /// Slows down as usage grows: linearly above 75 %, down to a tenth of the rate. If the service
    /// reports a time until access returns, sending pauses for that time, at most a day.
    pub fn observe(&self, usage: &Usage) {
        let now = self.clock.now();
        self.with(|schedule| {
            schedule.set_usage(usage.peak());
            if let Some(time) = usage.time_to_regain_access() {
                schedule.pause_until(now + time.min(MAX_PAUSE));
            }
        });
    }

    /// Locks the schedule, runs `act`, and wakes tasks after unlocking, since a waker may run
    /// arbitrary code.
    fn with<T>(&self, act: impl FnOnce(&mut Schedule) -> T) -> T {
        let (result, woken) = {
            let mut schedule = self.schedule.lock().unwrap_or_else(PoisonError::into_inner);
            let result = act(&mut schedule);
            (result, std::mem::take(&mut schedule.woken))
        };
        woken.into_iter().for_each(Waker::wake);
        result
    }
}

impl Default for Pacer {
    fn default() -> Self {
        Pacer::new()
    }
}

/// A place in the queue. A single waiting task owns the timer for the whole queue.
struct Turn {
    pacer: Pacer,
    ticket: Ticket,
    sleep: Option<(Duration, Sleep)>,
}

impl Future for Turn {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let Turn {
            pacer,
            ticket,
            sleep,
        } = this;
        loop {
            let now = pacer.clock.now();
            let (taken, next) = pacer.with(|schedule| {
                schedule.advance(now);
                let taken = schedule.take(*ticket);
                (taken, schedule.wait(*ticket, context.waker()))
            });
            let next = match next {
                _ if taken => return Poll::Ready(()),
                Some(next) => next,
                None => {
                    *sleep = None;
                    return Poll::Pending;
                }
            };
            if sleep.as_ref().is_none_or(|(until, _)| *until != next) {
                let duration = next.saturating_sub(now);
                *sleep = Some((next, pacer.clock.sleep(duration)));
            }
            match sleep
                .as_mut()
                .map(|(_, sleep)| sleep.as_mut().poll(context))
            {
                Some(Poll::Ready(())) => *sleep = None,
                _ => return Poll::Pending,
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let ticket = self.ticket;
        self.pacer.with(|schedule| schedule.leave(ticket));
    }
}

/// Omits recipients.
impl fmt::Debug for Pacer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = self.with(|schedule| schedule.waiting());
        out.debug_struct("Pacer")
            .field("waiting", &waiting)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for QueueFull {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} messages are waiting already; send this one later",
            self.waiting
        )
    }
}

impl std::error::Error for QueueFull {}
