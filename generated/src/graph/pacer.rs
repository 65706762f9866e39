//! Sending no faster than the service takes messages.

mod pair;
mod schedule;

use super::usage::Usage;
use crate::runtime::calls::{Clock, Sleep, SystemClock};
use schedule::{Schedule, Ticket};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const PER_SECOND: u32 = 80;
const WAITING: usize = 10_000;
/// The service counts by the hour or the day: more would be a mistake of its own.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes messages wait until the service will take them: one for each phone number that sends. Clones
/// share it.
///
/// ```no_run
/// use whatsapp_cloud::graph::{Pacer, Usage};
/// # use whatsapp_cloud::{Client, types::{Text, TextMessage}};
///
/// # async fn page(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let pacer = Pacer::new();
/// # let recipients = [""];
/// for to in recipients {
///     pacer.turn(to).await?;
///     let message = TextMessage::new(Text::new("Hello")).with_to(to);
///     let call = client.send_message("106540352242922", message);
///     let sent = call.send_for_response().await?;
///     pacer.observe(&Usage::of(sent.headers()));
/// }
/// # Ok(())
/// # }
/// ```
///
/// Two limits are kept. The phone number sends 80 messages per second unless [`per_second`] says
/// otherwise, with at most a tenth of a second's worth at once. A recipient gets a message every 6 seconds,
/// or up to 45 within 6 seconds, which then have to be made up for: after 20 at once, the next one waits
/// two minutes. Recipients take turns: one with many messages does not hold up the others.
///
/// What is sent without it is not counted, nor are repetitions of calls.
///
/// [`per_second`]: Pacer::per_second
#[derive(Clone)]
pub struct Pacer {
    clock: Arc<dyn Clock>,
    schedule: Arc<Mutex<Schedule>>,
}

/// Too many messages are waiting already. Nothing has been done for this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueFull {
    /// How many are waiting.
    pub waiting: usize,
}

impl Pacer {
    /// 80 messages per second, and at most 10,000 that wait.
    #[must_use]
    pub fn new() -> Self {
        Pacer {
            clock: Arc::new(SystemClock),
            schedule: Arc::new(Mutex::new(Schedule::new(PER_SECOND, WAITING))),
        }
    }

    /// How many messages the phone number may send per second: 80 at first, 1,000 after Meta's
    /// upgrade, 20 for one that is also used by the app. 0 is the same as 1.
    #[must_use]
    pub fn per_second(self, messages: u32) -> Self {
        self.with(|schedule| schedule.set_rate(messages));
        self
    }

    /// How many messages may wait.
    #[must_use]
    pub fn waiting(self, most: usize) -> Self {
        self.with(|schedule| schedule.most_waiting = most);
        self
    }

    /// Another clock than the system's.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Pacer {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// Waits until a message may be sent to this recipient. Dropping what it returns gives up the
    /// place, and leaves the allowance to others.
    ///
    /// # Errors
    ///
    /// Without waiting, where too many wait already.
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

    /// Slows down as the limits are used up: from three quarters on in equal measure, to a tenth of the
    /// speed. Where the service says when it will take calls again, nothing is sent until then, for
    /// a day at most.
    pub fn observe(&self, usage: &Usage) {
        let now = self.clock.now();
        self.with(|schedule| {
            schedule.slow(usage.peak());
            if let Some(time) = usage.time_to_regain_access() {
                schedule.pause_until(now + time.min(LONGEST_PAUSE));
            }
        });
    }

    /// Does something to the schedule, and wakes who has to know of it without holding the lock:
    /// waking and dropping can run code of others.
    fn with<T>(&self, act: impl FnOnce(&mut Schedule) -> T) -> T {
        let (done, woken) = {
            let mut schedule = self.schedule.lock().unwrap_or_else(PoisonError::into_inner);
            let done = act(&mut schedule);
            (done, std::mem::take(&mut schedule.woken))
        };
        woken.into_iter().for_each(Waker::wake);
        done
    }
}

impl Default for Pacer {
    fn default() -> Self {
        Pacer::new()
    }
}

/// A place in the queue. One of those that wait keeps the time for all.
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

/// Without the recipients.
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
