//! Retries: conditions, waits and number.

use super::server::{Reply, Server};
use super::{SENT, call, run};
use media::{Call, Client, Retry};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use whatsapp_cloud::http::Method;

/// A clock that records waits without waiting.
#[derive(Clone, Default)]
pub struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    pub fn seconds(&self) -> Vec<u64> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs)
            .collect()
    }

    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

/// Implements `Clock` for a crate: `whatsapp_cloud` and `media` have a copy of the runtime each.
macro_rules! clock {
    ($($name:ident)*) => { $(
        impl $name::Clock for Waits {
            fn now(&self) -> Duration {
                self.0.lock().unwrap().iter().sum()
            }

            fn sleep(&self, duration: Duration) -> $name::Sleep {
                self.0.lock().unwrap().push(duration);
                Box::pin(std::future::ready(()))
            }
        }
    )* };
}

clock! { media whatsapp_cloud }

/// Retries without jitter.
fn exact() -> Retry {
    Retry::new().backoff(Duration::ZERO, Duration::ZERO)
}

fn client(url: String, waits: &Waits) -> Client {
    let builder = Client::builder().base_url(url).bearer_token("token");
    builder.retry(exact()).clock(waits.clone()).build().unwrap()
}

fn ok() -> Reply {
    Reply::json(200, r#"{"id":"1"}"#)
}

fn busy(seconds: &str) -> Reply {
    Reply::new(503, &[("retry-after", seconds)], "")
}

fn refused(status: u16, code: u16) -> Reply {
    Reply::json(status, &format!(r#"{{"error":{{"code":{code}}}}}"#))
}

/// Gets a medium; returns success, the number of requests, and the seconds waited before each
/// retry.
fn get(replies: impl IntoIterator<Item = Reply>) -> (bool, usize, Vec<u64>) {
    let (server, waits) = (Server::new(replies), Waits::default());
    let result = run(client(server.url(), &waits).get_media("1").send());
    (result.is_ok(), server.received().len(), waits.seconds())
}

/// Uploads a medium, with equal results to `get`.
fn post(replies: impl IntoIterator<Item = Reply>) -> (bool, usize, Vec<u64>) {
    let (server, waits) = (Server::new(replies), Waits::default());
    let client = client(server.url(), &waits);
    let result = run(client
        .upload_media(media::types::Upload::new("file"))
        .send());
    let bodies: Vec<Vec<u8>> = server.received().into_iter().map(|one| one.body).collect();
    let same = bodies.windows(2).all(|two| two[0] == two[1]);
    assert!(same, "a retry differs from the first request");
    (result.is_ok(), server.received().len(), waits.seconds())
}

#[test]
fn retries_unprocessed_requests_of_any_method() {
    for reply in [Reply::new(429, &[], ""), busy("0"), refused(400, 4)] {
        let (ok, requests, _) = post([reply.clone(), self::ok()]);
        assert!(ok && requests == 2, "{reply:?}");
        let (ok, requests, _) = get([reply.clone(), self::ok()]);
        assert!(ok && requests == 2, "{reply:?}");
    }
}

#[test]
fn retries_maybe_processed_requests_only_if_idempotent() {
    for reply in [
        Reply::close(),
        Reply::reset(),
        Reply::truncated(200, "{", 5),
        Reply::new(500, &[], ""),
        Reply::new(502, &[], ""),
        Reply::new(503, &[], ""),
        refused(400, 5),
    ] {
        assert_eq!(get([reply.clone(), ok()]).1, 2, "{reply:?}");
        assert_eq!(post([reply.clone(), ok()]).1, 1, "{reply:?}");
    }
}

#[test]
fn never_retries_final_responses() {
    for reply in [
        ok(),
        Reply::json(200, "{}"),
        Reply::new(200, &[], "<html>"),
        Reply::new(301, &[("location", "/")], ""),
        Reply::new(400, &[("retry-after", "1")], ""),
        Reply::new(404, &[], ""),
        Reply::endless(200),
        refused(400, 6),
    ] {
        assert_eq!(get([reply.clone(), ok()]).1, 1, "{reply:?}");
    }
}

#[test]
fn retries_a_refused_connection() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let waits = Waits::default();
    let call = client(url, &waits).upload_media(media::types::Upload::new("file"));
    assert!(run(call.send()).unwrap_err().is_retryable());
    assert_eq!(waits.count(), 2);
}

#[test]
fn retries_the_idempotent_methods_of_http() {
    let (server, waits) = (Server::new([Reply::close()]), Waits::default());
    let client = client(server.url(), &waits);
    run(client.delete_media("1").send()).unwrap_err();
    run(client.replace_media("1", "content").send()).unwrap_err();
    let methods: Vec<String> = server
        .received()
        .into_iter()
        .map(|one| one.method)
        .collect();
    assert_eq!(methods, ["DELETE", "DELETE", "DELETE", "PUT", "PUT", "PUT"]);
    assert!(
        methods
            .iter()
            .all(|name| name.parse::<Method>().unwrap().is_idempotent())
    );
}

#[test]
fn returns_the_last_error() {
    let replies = [
        busy("1"),
        busy("2"),
        Reply::new(429, &[("retry-after", "9")], ""),
        ok(),
    ];
    let (server, waits) = (Server::new(replies), Waits::default());
    let error = run(client(server.url(), &waits).get_media("1").send()).unwrap_err();
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(9)));
    assert!(error.is_retryable());
    assert_eq!((server.received().len(), waits.seconds()), (3, vec![1, 2]));
}

#[test]
fn waits_for_retry_after_plus_jitter() {
    let (server, waits) = (
        Server::new([busy("2"), refused(200, 4), busy("0"), ok()]),
        Waits::default(),
    );
    let retry = Retry::new()
        .attempts(4)
        .backoff(Duration::from_millis(10), Duration::from_secs(1));
    run(client(server.url(), &waits)
        .get_media("1")
        .retry(retry)
        .send())
    .unwrap();
    let waits = waits.0.lock().unwrap().clone();
    let requested = [2_000, 4_000, 0].map(Duration::from_millis);
    let jitter = [10, 20, 40].map(Duration::from_millis);
    assert_eq!(waits.len(), 3);
    for ((wait, requested), jitter) in waits.into_iter().zip(requested).zip(jitter) {
        assert!((requested..requested + jitter).contains(&wait), "{wait:?}");
    }
}

#[test]
fn never_waits_beyond_the_timeout() {
    assert_eq!(get([busy("29"), ok()]), (true, 2, vec![29]));
    assert_eq!(get([busy("30"), ok()]), (false, 1, vec![]));
    assert_eq!(get([busy("20"), busy("10"), ok()]), (false, 2, vec![20]));
    assert_eq!(
        get([busy("99999999999999999999"), ok()]),
        (false, 1, vec![])
    );
    let (server, waits) = (Server::new([busy("40"), ok()]), Waits::default());
    let call = client(server.url(), &waits).get_media("1");
    run(call.timeout(Duration::from_secs(60)).send()).unwrap();
    assert_eq!(waits.seconds(), [40]);
}

#[test]
fn limits_the_time_of_an_attempt() {
    let (server, waits) = (Server::new([Reply::silence(), ok()]), Waits::default());
    let retry = exact().attempt_timeout(Duration::from_millis(100));
    run(client(server.url(), &waits)
        .get_media("1")
        .retry(retry)
        .send())
    .unwrap();
    assert_eq!(server.received().len(), 2);
}

#[test]
fn disables_retries_per_call_and_per_client() {
    for attempts in [0, 1] {
        let (server, waits) = (Server::new([busy("0"), ok()]), Waits::default());
        let call: Call<_> = client(server.url(), &waits).get_media("1");
        run(call.retry(Retry::new().attempts(attempts)).send()).unwrap_err();
        assert_eq!(server.received().len(), 1);
    }
    let server = Server::new([busy("0")]);
    let builder = super::builder(&server).retry(whatsapp_cloud::Retry::never());
    run(call(&builder.build().unwrap()).send()).unwrap_err();
    assert_eq!(server.received().len(), 1);
}

#[test]
fn limits_retries_by_budget() {
    let (server, waits) = (Server::new([busy("0")]), Waits::default());
    let builder = Client::builder()
        .base_url(server.url())
        .bearer_token("token");
    let builder = builder.retry(exact()).clock(waits.clone()).retry_budget(4);
    let client = builder.build().unwrap();
    let clones = [client.clone(), client];
    run(async {
        for client in clones.iter().cycle().take(40) {
            client.get_media("1").send().await.unwrap_err();
        }
    });
    // 40 calls, 4 retries from the initial budget, and a retry for every ten calls after the first.
    assert_eq!((server.received().len(), waits.count()), (47, 7));
}

#[test]
fn retries_messages_only_if_unprocessed() {
    for (reply, requests) in [
        (Reply::new(429, &[], ""), 2),
        (busy("1"), 2),
        (Reply::close(), 1),
        (Reply::truncated(200, SENT, 9), 1),
        (Reply::new(500, &[], ""), 1),
    ] {
        let (server, waits) = (
            Server::new([reply, Reply::json(200, SENT)]),
            Waits::default(),
        );
        let client = super::builder(&server)
            .clock(waits.clone())
            .build()
            .unwrap();
        assert_eq!(run(call(&client).send()).is_ok(), requests == 2);
        assert_eq!(server.received().len(), requests);
    }
}
