//! The one place that talks to the network.

use super::clock::within;
use super::error::{BodyTooLarge, Error};
use super::invalid::Invalid;
use super::opened::Opened;
use super::platform;
use super::request::Draft;
use super::retry::Attempts;
use super::trace::Trace;
use super::verdict::Judged;
use http::StatusCode;
use std::fmt;
use std::pin::pin;

/// A connection that did not come about, broke, or was too slow.
pub struct Transport {
    cause: Cause,
    status: Option<StatusCode>,
}

enum Cause {
    Http(reqwest::Error),
    Silence(Silence),
}

/// Nothing came in time.
#[derive(Debug)]
struct Silence;

/// What is wanted of a success.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it, in the time of the call.
    Whole,
    /// Its body as it comes, in the time of the call.
    Pieces,
    /// Its body as it comes, however long that is.
    Events,
}

/// Why no complete response came.
pub(super) enum Unanswered {
    Invalid(Invalid),
    Transport(Transport),
    BodyTooLarge(Box<BodyTooLarge>),
}

/// A response, of which the body may be still to come.
pub(super) enum Answered {
    Whole(Judged),
    Open(Opened),
}

/// Sends a request and reads the response; more than once where that is safe and may help.
pub(super) async fn exchange(draft: &Draft, trace: &Trace) -> Result<Judged, Unanswered> {
    let limit = draft.client.max_response_bytes();
    match exchange_open(draft, trace, Wanted::Whole).await? {
        Answered::Whole(judged) => Ok(judged),
        Answered::Open(mut opened) => Ok(Judged::new(opened.whole(limit).await?, 1)),
    }
}

/// Likewise, but of a success the body can be left to come.
pub(super) async fn exchange_open(
    draft: &Draft,
    trace: &Trace,
    wanted: Wanted,
) -> Result<Answered, Unanswered> {
    let client = &draft.client;
    let idempotent = draft.endpoint.method.is_idempotent();
    let mut request = request(draft)?;
    let mut attempts = Attempts::new(client, draft.retry, idempotent, draft.timeout);
    loop {
        let timeout = attempts.timeout();
        let time = match wanted {
            Wanted::Whole => Some(platform::sleep(timeout)),
            Wanted::Events => Some(client.clock().sleep(timeout)),
            Wanted::Pieces => {
                // It is for what comes later, too.
                *request.timeout_mut() = Some(timeout);
                None
            }
        };
        let sent = client.http().execute(request);
        let mut status = None;
        let outcome = {
            let number = attempts.made() + 1;
            let answer = pin!(answer(draft, sent, wanted, number, &mut status));
            within(time, answer).await
        };
        let outcome = outcome.unwrap_or_else(|| Err(Unanswered::silence(status)));
        if let Ok(answered) = &outcome {
            trace.answered(answered);
        }
        let wait = match &outcome {
            Ok(Answered::Open(_)) => None,
            // What has been sent and cannot be read again.
            _ if !draft.payload().is_unread() => None,
            Ok(Answered::Whole(judged)) => attempts.next(Ok(judged)),
            Err(unanswered) => attempts.next(Err(unanswered)),
        };
        let Some(wait) = wait else {
            return outcome;
        };
        trace.repeated(attempts.made(), wait);
        client.clock().sleep(wait).await;
        request = self::request(draft)?;
    }
}

fn request(draft: &Draft) -> Result<reqwest::Request, Unanswered> {
    let ready = draft.finish().map_err(Unanswered::Invalid)?;
    let body = platform::body(ready.payload, draft.progress.clone());
    let mut request = reqwest::Request::new(ready.method, ready.url);
    *request.headers_mut() = ready.headers;
    *request.body_mut() = Some(body.map_err(Unanswered::Invalid)?);
    Ok(request)
}

/// What comes of one attempt, and its status as soon as that is there.
async fn answer(
    draft: &Draft,
    sent: impl Future<Output = reqwest::Result<reqwest::Response>>,
    wanted: Wanted,
    number: u32,
    status: &mut Option<StatusCode>,
) -> Result<Answered, Unanswered> {
    let response = sent.await.map_err(|error| broke(error, None))?;
    let mut opened = Opened::new(response);
    *status = Some(opened.status);
    if wanted != Wanted::Whole && opened.status.is_success() {
        return Ok(Answered::Open(opened));
    }
    let whole = opened.whole(draft.client.max_response_bytes()).await?;
    Ok(Answered::Whole(Judged::new(whole, number)))
}

/// Without the URL, which holds arguments of the call.
pub(super) fn broke(error: reqwest::Error, status: Option<StatusCode>) -> Unanswered {
    let cause = Cause::Http(error.without_url());
    Unanswered::Transport(Transport { cause, status })
}

impl Unanswered {
    /// Nothing came in time.
    pub(super) fn silence(status: Option<StatusCode>) -> Self {
        let cause = Cause::Silence(Silence);
        Unanswered::Transport(Transport { cause, status })
    }
}

impl<E> From<Unanswered> for Error<E> {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Invalid(invalid) => Error::Invalid(invalid),
            Unanswered::Transport(transport) if transport.is_timeout() => Error::Timeout(transport),
            Unanswered::Transport(transport) => Error::Transport(transport),
            Unanswered::BodyTooLarge(body) => Error::BodyTooLarge(body),
        }
    }
}

impl Transport {
    /// Whether no connection came about, so that the service cannot have done anything.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match &self.cause {
            Cause::Http(error) => platform::is_connect(error),
            Cause::Silence(Silence) => false,
        }
    }

    fn is_timeout(&self) -> bool {
        match &self.cause {
            Cause::Http(error) => error.is_timeout(),
            Cause::Silence(Silence) => true,
        }
    }

    /// The status, where the answer broke off behind it.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    pub(super) fn cause(&self) -> &(dyn std::error::Error + 'static) {
        match &self.cause {
            Cause::Http(error) => error,
            Cause::Silence(silence) => silence,
        }
    }

    /// The innermost reason: what the operating system, TLS or HTTP says.
    fn root(&self) -> &(dyn std::error::Error + 'static) {
        let mut root = self.cause();
        while let Some(source) = root.source() {
            root = source;
        }
        root
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, self.is_connect(), self.is_timeout()) {
            (Some(status), _, true) => write!(out, "the answer ({status}) did not end in time"),
            (None, true, true) => out.write_str("no connection came about in time"),
            (None, false, true) => out.write_str("no answer came in time"),
            (Some(status), _, false) => {
                write!(out, "the answer ({status}) broke off: {}", self.root())
            }
            (None, true, false) => write!(out, "no connection came about: {}", self.root()),
            (None, false, false) => write!(out, "no answer came: {}", self.root()),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Transport")
            .field("status", &self.status)
            .field("error", &self.cause)
            .finish()
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Http(error) => error.fmt(out),
            Cause::Silence(silence) => silence.fmt(out),
        }
    }
}

impl fmt::Display for Silence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nothing came in time")
    }
}

impl std::error::Error for Silence {}
