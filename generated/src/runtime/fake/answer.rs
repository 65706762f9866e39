//! The answer to a request.

use crate::runtime::fake::default::{accept, error, reply, response};
use crate::runtime::fake::fault::{Fault, ReplyBody, complete, is_selected};
use crate::runtime::fake::judge::{Judged, judge_all};
use crate::runtime::fake::received::Received;
use crate::runtime::fake::reply::Reply;
use crate::runtime::fake::script::{Source, Step};
use crate::runtime::fake::server::Shared;
use bytes::{Bytes, BytesMut};
use http::header::ALLOW;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body::Body;
use hyper::body::Incoming;
use std::pin::pin;
use std::sync::Arc;

/// What happens to a request.
pub(super) enum Answering {
    Response(Response<ReplyBody>),
    /// The connection stays open without a response.
    Stall,
    /// The connection closes without a response.
    Drop,
}

/// Answers a request.
pub(super) async fn answer(shared: &Shared, request: Request<Incoming>) -> Answering {
    let (head, body) = request.into_parts();
    let Some(body) = read(body).await else {
        return Answering::Drop;
    };
    let request = Request::from_parts(head, body);
    let judged = choose(shared, judge_all(&request));
    let received = Received {
        request: Arc::new(request),
        judged: Arc::new(judged),
    };
    let route = received.judged.route;
    let step = route.filter(|_| received.violations().is_empty());
    let step = step.and_then(|route| shared.state().step((route.operation)()));
    let (step, number) = step.unwrap_or_default();
    let applies = step
        .odds
        .is_none_or(|(count, seed)| is_selected(count, seed, number));
    let fault = step.fault.filter(|_| applies);
    if fault == Some(Fault::DropBefore) {
        return Answering::Drop;
    }
    shared.state().record(&received);
    if applies && !step.delay.is_zero() {
        tokio::time::sleep(step.delay).await;
    }
    let reply = match fault {
        Some(Fault::DropAfter) => return Answering::Drop,
        Some(Fault::Stall) => return Answering::Stall,
        Some(Fault::Status(status)) => error(route, status, "the test asks for the failure"),
        _ => respond(&received, &step),
    };
    let allowed = allow(&received.judged.allowed_methods);
    let response = response(route, reply).unwrap_or_else(|| {
        let message = "the fake server has no event stream for the operation";
        Response::new(Bytes::from_static(message.as_bytes()))
    });
    let mut response = match fault {
        Some(fault) => fault.apply(response),
        None => complete(response),
    };
    if let Some(allowed) = allowed {
        response.headers_mut().insert(ALLOW, allowed);
    }
    Answering::Response(response)
}

/// The reply of a step, or the error response for a request that breaks the spec.
fn respond(received: &Received, step: &Step) -> Reply {
    let route = received.judged.route;
    if let Some(status) = received.judged.status() {
        let lines: Vec<String> = received
            .violations()
            .iter()
            .map(ToString::to_string)
            .collect();
        return error(route, status, &lines.join("; "));
    }
    match &step.source {
        Source::Reply(reply) => (**reply).clone(),
        Source::With(function) => function(received),
        Source::Default => {
            let found = route.map(|route| reply(route, accept(received.headers())));
            let found = found.unwrap_or_else(|| Err("the request has no operation".to_owned()));
            found.unwrap_or_else(|problem| error(None, StatusCode::NOT_IMPLEMENTED, &problem))
        }
    }
}

/// Chooses the operation for a request that fits several operations: that of the latest script.
fn choose(shared: &Shared, mut all: Vec<Judged>) -> Judged {
    let scripted = match all.len() {
        1 => 0,
        _ => {
            let state = shared.state();
            let order = |judged: &Judged| {
                let steps = state.scripts.get(&(judged.route?.operation)())?;
                Some(steps.order).filter(|_| judged.violations.is_empty())
            };
            let orders = all.iter().map(order).enumerate();
            let orders = orders.filter(|(_, order)| order.is_some());
            let latest = orders.max_by_key(|(_, order)| *order);
            latest.map_or(0, |(index, _)| index)
        }
    };
    all.swap_remove(scripted)
}

/// The value of the `Allow` header.
fn allow(methods: &[Method]) -> Option<HeaderValue> {
    let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    let value = HeaderValue::try_from(names.join(", ")).ok()?;
    (!methods.is_empty()).then_some(value)
}

/// Reads the body of a request; `None` if the client breaks off.
pub(super) async fn read(body: Incoming) -> Option<Bytes> {
    let mut body = pin!(body);
    let mut bytes = BytesMut::new();
    loop {
        let frame = std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await;
        match frame {
            None => return Some(bytes.freeze()),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    bytes.extend_from_slice(&data);
                }
            }
            Some(Err(_)) => return None,
        }
    }
}
