//! Scripts: what the server answers to an operation.

use crate::runtime::fake::default::response;
use crate::runtime::fake::fault::Fault;
use crate::runtime::fake::received::{Received, RequestOf};
use crate::runtime::fake::reply::{IntoReply, Reply, declared, select, status_code};
use crate::runtime::fake::state::State;
use crate::runtime::fake::table::Served;
use crate::runtime::http::Streaming;
use crate::runtime::wire::Json;
use std::any::TypeId;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Builds the answers to an operation, in steps.
///
/// A step answers every request, or the number of requests set by [`times`](Script::times). A step
/// before [`then`](Script::then) answers once by default. After the last step, the server answers
/// by the spec.
///
/// ```text
/// fake.on::<op::CreatePets>().fail(429).times(2).then().reply(Pet::new(1, "Rex"));
/// ```
#[derive(Debug)]
pub struct Script<'s, Op> {
    state: &'s Mutex<State>,
    operation: PhantomData<fn() -> Op>,
}

/// A function that replies to a request.
pub(super) type ReplyWith = Arc<dyn Fn(&Received) -> Reply + Send + Sync>;

/// The reply of a step.
#[derive(Clone, Default)]
pub(super) enum Source {
    /// The reply of a service that follows the spec.
    #[default]
    Default,
    Reply(Box<Reply>),
    With(ReplyWith),
}

/// A step of a script.
#[derive(Clone, Default)]
pub(super) struct Step {
    pub(super) source: Source,
    pub(super) fault: Option<Fault>,
    pub(super) delay: Duration,
    /// The number of requests, the seed: the fault and the delay apply to one in the number.
    pub(super) odds: Option<(u64, u64)>,
    pub(super) times: Option<u64>,
}

/// The steps of an operation.
#[derive(Default)]
pub(super) struct Steps {
    list: Vec<Step>,
    current: usize,
    /// The number of answers of the current step.
    answered: u64,
    /// The number of scripts begun before.
    pub(super) order: usize,
}

impl Steps {
    /// A script with the given steps.
    pub(super) fn of(list: Vec<Step>, order: usize) -> Self {
        Steps {
            list,
            order,
            ..Steps::default()
        }
    }

    /// The step for the next request; `None` after the last step.
    pub(super) fn next(&mut self) -> Option<(Step, u64)> {
        loop {
            let step = self.list.get(self.current)?;
            let is_last = self.current + 1 == self.list.len();
            let times = step.times.unwrap_or(if is_last { u64::MAX } else { 1 });
            if self.answered < times {
                self.answered += 1;
                return Some((step.clone(), self.answered));
            }
            self.current += 1;
            self.answered = 0;
        }
    }
}

// Each method changes the server at once, so a script needs no use.
#[allow(clippy::must_use_candidate, clippy::return_self_not_must_use)]
impl<'s, Op: Served> Script<'s, Op> {
    pub(super) fn new(state: &'s Mutex<State>) -> Self {
        let script = Script {
            state,
            operation: PhantomData,
        };
        script.state().begin(TypeId::of::<Op>());
        script
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the current step.
    fn change(self, change: impl FnOnce(&mut Step)) -> Self {
        let mut state = self.state();
        let steps = state.scripts.entry(TypeId::of::<Op>()).or_default();
        if steps.list.is_empty() {
            steps.list.push(Step::default());
        }
        if let Some(step) = steps.list.last_mut() {
            change(step);
        }
        drop(state);
        self
    }

    /// Replies with a value: a type of the crate, bytes, a [`Reply`], or an [`http::Response`].
    ///
    /// # Panics
    ///
    /// Panics if the spec does not declare a response with the type. [`Reply::json`] is not
    /// checked.
    #[track_caller]
    pub fn reply(self, reply: impl IntoReply) -> Self {
        let reply = reply.into_reply();
        check::<Op>(&reply);
        self.change(|step| step.source = Source::Reply(Box::new(reply)))
    }

    /// Replies with each value in turn, then by the next step; the last value repeats if no step
    /// follows.
    ///
    /// # Panics
    ///
    /// Panics if the spec does not declare a response with the type.
    #[track_caller]
    pub fn replies<R: IntoReply>(self, replies: impl IntoIterator<Item = R>) -> Self {
        let replies = replies.into_iter().map(IntoReply::into_reply);
        let mut script = self;
        for (index, reply) in replies.enumerate() {
            check::<Op>(&reply);
            if index > 0 {
                script = script.then();
            }
            script = script.change(|step| step.source = Source::Reply(Box::new(reply)));
        }
        script
    }

    /// Replies with the result of a function.
    pub fn reply_with<R: IntoReply>(
        self,
        reply: impl Fn(&RequestOf<Op>) -> R + Send + Sync + 'static,
    ) -> Self {
        let reply = move |received: &Received| {
            let request = RequestOf::new(received.clone());
            reply(&request).into_reply()
        };
        self.change(|step| step.source = Source::With(Arc::new(reply)))
    }

    /// Replies by the spec: an example, or a value built from the schema.
    pub fn reply_default(self) -> Self {
        self.change(|step| step.source = Source::Default)
    }

    /// Replies with events.
    pub fn reply_events(self, events: impl IntoIterator<Item = Op::Event>) -> Self
    where
        Op: Streaming,
    {
        use crate::runtime::wire::Typed as _;
        let events = events.into_iter().map(|event| Json::from(event.node()));
        let reply = Reply::events(events.collect());
        self.change(|step| step.source = Source::Reply(Box::new(reply)))
    }

    /// Fails with a status, in the error type of the spec.
    ///
    /// # Panics
    ///
    /// Panics unless the status is a number from 100 to 999.
    #[track_caller]
    pub fn fail(self, status: u16) -> Self {
        let status = status_code(status);
        self.fault(Fault::Status(status))
    }

    /// Waits before the reply.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(|step| step.delay = delay)
    }

    /// Never replies, and keeps the connection open.
    pub fn stall(self) -> Self {
        self.fault(Fault::Stall)
    }

    /// Stops after the given number of bytes of the body, and keeps the connection open.
    pub fn stall_after(self, bytes: usize) -> Self {
        self.fault(Fault::StallAfter(bytes))
    }

    /// Closes the connection after the given number of bytes of the body.
    pub fn cut(self, bytes: usize) -> Self {
        self.fault(Fault::Cut(bytes))
    }

    /// Closes the connection as if the request had not arrived: [`requests`] does not contain the
    /// request.
    ///
    /// [`requests`]: crate::fake::Server::requests
    pub fn drop_before(self) -> Self {
        self.fault(Fault::DropBefore)
    }

    /// Closes the connection after the request had an effect: [`requests`] contains the request.
    ///
    /// [`requests`]: crate::fake::Server::requests
    pub fn drop_after(self) -> Self {
        self.fault(Fault::DropAfter)
    }

    /// Replies with an HTML page, like a proxy.
    pub fn wrong_media_type(self) -> Self {
        self.fault(Fault::WrongMediaType)
    }

    /// Extends the body with white space to the given number of bytes.
    pub fn oversized(self, bytes: usize) -> Self {
        self.fault(Fault::Oversized(bytes))
    }

    /// Replies with the first half of the body, which is then not valid JSON.
    pub fn malformed(self) -> Self {
        self.fault(Fault::Malformed)
    }

    fn fault(self, fault: Fault) -> Self {
        self.change(|step| step.fault = Some(fault))
    }

    /// Applies the fault and the delay of the step to one in `count` requests, selected by the
    /// seed; the remaining requests get the reply.
    pub fn one_in(self, count: u64, seed: u64) -> Self {
        self.change(|step| step.odds = Some((count.max(1), seed)))
    }

    /// Limits the step to a number of requests.
    pub fn times(self, times: u64) -> Self {
        self.change(|step| step.times = Some(times))
    }

    /// Begins the next step.
    pub fn then(self) -> Self {
        let mut state = self.state();
        let steps = state.scripts.entry(TypeId::of::<Op>()).or_default();
        steps.list.push(Step::default());
        drop(state);
        self
    }
}

/// Panics if the spec does not declare a reply with a type of the crate.
#[track_caller]
fn check<Op: Served>(reply: &Reply) {
    use crate::runtime::fake::reply::Content;
    let is_typed = matches!(&reply.content, Content::Json(_, Some(_)));
    let declared = declared(Op::ROUTE);
    let is_declared = !is_typed || select(reply, &declared).is_some();
    assert!(
        is_declared && response(Some(Op::ROUTE), reply.clone()).is_some(),
        "`{}` has no response with the value: set a status, or reply with `Reply::json`",
        Op::ROUTE.endpoint.id
    );
}
