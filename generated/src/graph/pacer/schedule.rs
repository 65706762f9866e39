//! A queue per recipient, served round-robin. The caller provides the time.

use super::QueueFull;
use super::recipient::RecipientLimit;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

/// Full speed up to this usage of the limits, in percent.
const FULL_SPEED_USAGE: f64 = 75.0;
const MIN_SPEED: f64 = 0.1;
/// The burst tolerance of the phone number.
const BURST: Duration = Duration::from_millis(100);
/// The number of recipients below which pruning is skipped.
const MIN_PRUNE: usize = 1024;

/// A place in the queue; tickets are numbered in order of arrival.
pub(super) type Ticket = u64;

pub(super) struct Schedule {
    pub(super) max_waiting: usize,
    interval: Duration,
    speed: f64,
    paused_until: Duration,
    /// The theoretical time of the next message of the phone number.
    next_due: Duration,
    tickets: BTreeMap<Ticket, Entry>,
    granted: usize,
    last_ticket: Ticket,
    recipients: HashMap<Arc<str>, Recipient>,
    /// Recipients with waiting messages and allowance, in round-robin order.
    ready: VecDeque<Arc<str>>,
    /// Recipients without allowance until the given time.
    blocked: BTreeSet<(Duration, Arc<str>)>,
    /// The ticket that owns the timer, and the time of the timer.
    timer: Option<(Ticket, Duration)>,
    /// Wakers to call after the lock is released.
    pub(super) woken: Vec<Waker>,
    prune_at: usize,
}

struct Entry {
    recipient: Arc<str>,
    waker: Option<Waker>,
    granted: bool,
}

#[derive(Default)]
struct Recipient {
    pair: RecipientLimit,
    waiting: VecDeque<Ticket>,
    /// `true` if listed in `ready` or `blocked`.
    listed: bool,
}

impl Schedule {
    pub(super) fn new(per_second: u32, most_waiting: usize) -> Self {
        let mut schedule = Schedule {
            max_waiting: most_waiting,
            interval: Duration::ZERO,
            speed: 1.0,
            paused_until: Duration::ZERO,
            next_due: Duration::ZERO,
            tickets: BTreeMap::new(),
            granted: 0,
            last_ticket: 0,
            recipients: HashMap::new(),
            ready: VecDeque::new(),
            blocked: BTreeSet::new(),
            timer: None,
            woken: Vec::new(),
            prune_at: MIN_PRUNE,
        };
        schedule.set_rate(per_second);
        schedule
    }

    pub(super) fn set_rate(&mut self, per_second: u32) {
        self.interval = Duration::from_secs(1) / per_second.max(1);
    }

    /// Reduces the speed if more than `FULL_SPEED_USAGE` percent of a limit are used.
    pub(super) fn set_usage(&mut self, percent: f64) {
        let over = (percent - FULL_SPEED_USAGE) / (100.0 - FULL_SPEED_USAGE);
        self.speed = 1.0 - over.clamp(0.0, 1.0) * (1.0 - MIN_SPEED);
    }

    pub(super) fn pause_until(&mut self, time: Duration) {
        self.paused_until = self.paused_until.max(time);
    }

    pub(super) fn waiting(&self) -> usize {
        self.tickets.len() - self.granted
    }

    /// Joins the queue.
    pub(super) fn enter(&mut self, recipient: &str) -> Result<Ticket, QueueFull> {
        let waiting = self.waiting();
        if waiting >= self.max_waiting {
            return Err(QueueFull { waiting });
        }
        let key = match self.recipients.get_key_value(recipient) {
            Some((key, _)) => Arc::clone(key),
            None => recipient.into(),
        };
        self.last_ticket += 1;
        let entry = Entry {
            recipient: Arc::clone(&key),
            waker: None,
            granted: false,
        };
        self.tickets.insert(self.last_ticket, entry);
        let recipient = self.recipients.entry(Arc::clone(&key)).or_default();
        recipient.waiting.push_back(self.last_ticket);
        if !std::mem::replace(&mut recipient.listed, true) {
            self.ready.push_back(key);
        }
        Ok(self.last_ticket)
    }

    /// Grants the tickets that are due.
    pub(super) fn advance(&mut self, now: Duration) {
        while let Some((from, _)) = self.blocked.first()
            && *from <= now
        {
            self.ready
                .extend(self.blocked.pop_first().map(|(_, key)| key));
        }
        while self.paused_until <= now && self.next_due <= now + BURST {
            let Some(key) = self.ready.pop_front() else {
                break;
            };
            self.serve(key, now);
        }
        self.prune(now);
    }

    /// Serves the next message of a recipient.
    fn serve(&mut self, key: Arc<str>, now: Duration) {
        let Some(recipient) = self.recipients.get_mut(&key) else {
            return;
        };
        let next = recipient.pair.next(now);
        let Some(ticket) = recipient.waiting.front().copied() else {
            recipient.listed = false;
            return;
        };
        if next > now {
            self.blocked.insert((next, key));
            return;
        }
        recipient.waiting.pop_front();
        recipient.pair.send(now);
        if let Some(entry) = self.tickets.get_mut(&ticket) {
            entry.granted = true;
            self.granted += 1;
            self.woken.extend(entry.waker.take());
        }
        self.next_due = self.next_due.max(now) + self.pace();
        self.ready.push_back(key);
    }

    /// Leaves the queue to send; returns `false` if the ticket is not granted yet.
    pub(super) fn take(&mut self, ticket: Ticket) -> bool {
        let granted = self.tickets.get(&ticket).is_some_and(|entry| entry.granted);
        if granted {
            self.tickets.remove(&ticket);
            self.granted -= 1;
            self.release_timer(ticket);
        }
        granted
    }

    /// Leaves the queue without sending.
    pub(super) fn leave(&mut self, ticket: Ticket) {
        let Some(entry) = self.tickets.remove(&ticket) else {
            return;
        };
        self.woken.extend(entry.waker);
        if entry.granted {
            self.granted -= 1;
            self.take_back(&entry.recipient);
        } else if let Some(recipient) = self.recipients.get_mut(&entry.recipient) {
            recipient.waiting.retain(|other| *other != ticket);
        }
        self.release_timer(ticket);
    }

    /// Registers a waker. Returns the time to sleep until if the ticket owns the timer.
    pub(super) fn wait(&mut self, ticket: Ticket, waker: &Waker) -> Option<Duration> {
        let entry = self.tickets.get_mut(&ticket)?;
        if !entry.waker.as_ref().is_some_and(|old| old.will_wake(waker)) {
            self.woken.extend(entry.waker.replace(waker.clone()));
        }
        let next = self.next();
        let owns_timer = match self.timer {
            Some((owner, until)) => owner == ticket || next < until,
            None => true,
        };
        owns_timer.then(|| {
            self.timer = Some((ticket, next));
            next
        })
    }

    /// Returns the earliest time at which a ticket can be granted.
    fn next(&self) -> Duration {
        let earliest = self.paused_until.max(self.next_due.saturating_sub(BURST));
        match (self.ready.is_empty(), self.blocked.first()) {
            (true, Some((from, _))) => earliest.max(*from),
            _ => earliest,
        }
    }

    /// Reverts a granted message that was not sent.
    fn take_back(&mut self, key: &Arc<str>) {
        self.next_due = self.next_due.saturating_sub(self.pace());
        if let Some(recipient) = self.recipients.get_mut(key) {
            recipient.pair.refund();
        }
        let before = self.blocked.len();
        self.blocked.retain(|(_, other)| other != key);
        if self.blocked.len() < before {
            self.ready.push_back(Arc::clone(key));
        }
        self.reassign_timer();
    }

    /// Hands the timer to a different ticket.
    fn release_timer(&mut self, ticket: Ticket) {
        if self.timer.is_some_and(|(owner, _)| owner == ticket) {
            self.reassign_timer();
        }
    }

    fn reassign_timer(&mut self) {
        self.timer = None;
        let mut waiting = self.tickets.values_mut().filter(|entry| !entry.granted);
        let waker = waiting.next().and_then(|entry| entry.waker.take());
        self.woken.extend(waker);
    }

    /// The time between messages of the phone number.
    fn pace(&self) -> Duration {
        self.interval.div_f64(self.speed)
    }

    /// Forgets idle recipients without debt, each time the number of recipients has doubled.
    fn prune(&mut self, now: Duration) {
        if self.recipients.len() > self.prune_at {
            let is_active =
                |recipient: &Recipient| recipient.listed || !recipient.pair.is_idle(now);
            self.recipients.retain(|_, recipient| is_active(recipient));
            self.prune_at = MIN_PRUNE.max(self.recipients.len() * 2);
        }
    }
}
