//! Whose turn it is: a queue for each recipient, which take turns. Knows the time only as what it is
//! told.

use super::QueueFull;
use super::pair::Pair;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

/// How much of the limits may be used before it goes slower, in percent.
const UNSLOWED: f64 = 75.0;
const SLOWEST: f64 = 0.1;
/// How far the phone number may be ahead of its rate.
const AHEAD: Duration = Duration::from_millis(100);
/// How many recipients are kept at least.
const TIDY: usize = 1024;

/// A place in the queue, in the order in which they were taken.
pub(super) type Ticket = u64;

pub(super) struct Schedule {
    pub(super) most_waiting: usize,
    interval: Duration,
    speed: f64,
    paused: Duration,
    /// When the phone number is back at its rate.
    even: Duration,
    tickets: BTreeMap<Ticket, Entry>,
    granted: usize,
    issued: Ticket,
    recipients: HashMap<Arc<str>, Recipient>,
    /// Those that have something to send and may get it, in the order of their turns.
    ready: VecDeque<Arc<str>>,
    /// Those that may get something from a time on.
    held: BTreeSet<(Duration, Arc<str>)>,
    /// Who keeps the time, and until when that sleeps.
    keeper: Option<(Ticket, Duration)>,
    /// To be woken once nobody holds the lock.
    pub(super) woken: Vec<Waker>,
    tidy_at: usize,
}

struct Entry {
    recipient: Arc<str>,
    waker: Option<Waker>,
    granted: bool,
}

#[derive(Default)]
struct Recipient {
    pair: Pair,
    waiting: VecDeque<Ticket>,
    /// Whether it is in `ready` or `held`.
    listed: bool,
}

impl Schedule {
    pub(super) fn new(per_second: u32, most_waiting: usize) -> Self {
        let mut schedule = Schedule {
            most_waiting,
            interval: Duration::ZERO,
            speed: 1.0,
            paused: Duration::ZERO,
            even: Duration::ZERO,
            tickets: BTreeMap::new(),
            granted: 0,
            issued: 0,
            recipients: HashMap::new(),
            ready: VecDeque::new(),
            held: BTreeSet::new(),
            keeper: None,
            woken: Vec::new(),
            tidy_at: TIDY,
        };
        schedule.set_rate(per_second);
        schedule
    }

    pub(super) fn set_rate(&mut self, per_second: u32) {
        self.interval = Duration::from_secs(1) / per_second.max(1);
    }

    /// Goes slower as more than `UNSLOWED` percent of a limit are used.
    pub(super) fn slow(&mut self, percent: f64) {
        let over = (percent - UNSLOWED) / (100.0 - UNSLOWED);
        self.speed = 1.0 - over.clamp(0.0, 1.0) * (1.0 - SLOWEST);
    }

    pub(super) fn pause_until(&mut self, time: Duration) {
        self.paused = self.paused.max(time);
    }

    pub(super) fn waiting(&self) -> usize {
        self.tickets.len() - self.granted
    }

    /// Takes a place in the queue.
    pub(super) fn enter(&mut self, recipient: &str) -> Result<Ticket, QueueFull> {
        let waiting = self.waiting();
        if waiting >= self.most_waiting {
            return Err(QueueFull { waiting });
        }
        let key = match self.recipients.get_key_value(recipient) {
            Some((key, _)) => Arc::clone(key),
            None => recipient.into(),
        };
        self.issued += 1;
        let entry = Entry {
            recipient: Arc::clone(&key),
            waker: None,
            granted: false,
        };
        self.tickets.insert(self.issued, entry);
        let recipient = self.recipients.entry(Arc::clone(&key)).or_default();
        recipient.waiting.push_back(self.issued);
        if !std::mem::replace(&mut recipient.listed, true) {
            self.ready.push_back(key);
        }
        Ok(self.issued)
    }

    /// Lets go whoever may.
    pub(super) fn advance(&mut self, now: Duration) {
        while let Some((from, _)) = self.held.first()
            && *from <= now
        {
            self.ready.extend(self.held.pop_first().map(|(_, key)| key));
        }
        while self.paused <= now && self.even <= now + AHEAD {
            let Some(key) = self.ready.pop_front() else {
                break;
            };
            self.serve(key, now);
        }
        self.tidy(now);
    }

    /// Gives a recipient its turn.
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
            self.held.insert((next, key));
            return;
        }
        recipient.waiting.pop_front();
        recipient.pair.send(now);
        if let Some(entry) = self.tickets.get_mut(&ticket) {
            entry.granted = true;
            self.granted += 1;
            self.woken.extend(entry.waker.take());
        }
        self.even = self.even.max(now) + self.pace();
        self.ready.push_back(key);
    }

    /// Leaves the queue to send, if it is this one's turn.
    pub(super) fn take(&mut self, ticket: Ticket) -> bool {
        let granted = self.tickets.get(&ticket).is_some_and(|entry| entry.granted);
        if granted {
            self.tickets.remove(&ticket);
            self.granted -= 1;
            self.hand_over(ticket);
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
        self.hand_over(ticket);
    }

    /// Waits: until when, if this one keeps the time.
    pub(super) fn wait(&mut self, ticket: Ticket, waker: &Waker) -> Option<Duration> {
        let entry = self.tickets.get_mut(&ticket)?;
        if !entry.waker.as_ref().is_some_and(|old| old.will_wake(waker)) {
            self.woken.extend(entry.waker.replace(waker.clone()));
        }
        let next = self.next();
        let keeps = match self.keeper {
            Some((keeper, until)) => keeper == ticket || next < until,
            None => true,
        };
        keeps.then(|| {
            self.keeper = Some((ticket, next));
            next
        })
    }

    /// When somebody may go at the earliest. Somebody waits, and nobody may go now.
    fn next(&self) -> Duration {
        let free = self.paused.max(self.even.saturating_sub(AHEAD));
        match (self.ready.is_empty(), self.held.first()) {
            (true, Some((from, _))) => free.max(*from),
            _ => free,
        }
    }

    /// What was counted for this recipient was not sent: others may go sooner.
    fn take_back(&mut self, key: &Arc<str>) {
        self.even = self.even.saturating_sub(self.pace());
        if let Some(recipient) = self.recipients.get_mut(key) {
            recipient.pair.take_back();
        }
        let held = self.held.len();
        self.held.retain(|(_, other)| other != key);
        if self.held.len() < held {
            self.ready.push_back(Arc::clone(key));
        }
        self.change_keeper();
    }

    /// Has somebody else keep the time.
    fn hand_over(&mut self, ticket: Ticket) {
        if self.keeper.is_some_and(|(keeper, _)| keeper == ticket) {
            self.change_keeper();
        }
    }

    fn change_keeper(&mut self) {
        self.keeper = None;
        let mut others = self.tickets.values_mut().filter(|entry| !entry.granted);
        let waker = others.next().and_then(|entry| entry.waker.take());
        self.woken.extend(waker);
    }

    /// Between messages of the phone number.
    fn pace(&self) -> Duration {
        self.interval.div_f64(self.speed)
    }

    /// Forgets recipients who wait for nothing and owe nothing, once there are twice as many as the
    /// last time.
    fn tidy(&mut self, now: Duration) {
        if self.recipients.len() > self.tidy_at {
            let owes = |one: &Recipient| one.listed || !one.pair.is_even(now);
            self.recipients.retain(|_, one| owes(one));
            self.tidy_at = TIDY.max(self.recipients.len() * 2);
        }
    }
}
