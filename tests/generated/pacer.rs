//! Tests of `Pacer` on tokio's paused clock, so waiting takes no time.

use std::cell::RefCell;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};
use whatsapp_cloud::graph::{Pacer, Usage};
use whatsapp_cloud::http::{HeaderMap, HeaderName};
use whatsapp_cloud::{Clock, Sleep};

struct Paused(Instant);

impl Clock for Paused {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(sleep(duration))
    }
}

fn run<T>(test: impl AsyncFnOnce(Pacer) -> T) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    let all = async { test(Pacer::new().clock(Paused(Instant::now()))).await };
    LocalSet::new().block_on(&runtime, all)
}

/// The recipients in sending order, with milliseconds since the start.
async fn order(pacer: &Pacer, recipients: impl IntoIterator<Item = String>) -> Vec<(u128, String)> {
    let (start, sent) = (Instant::now(), Rc::new(RefCell::new(Vec::new())));
    let tasks = recipients.into_iter().map(|recipient| {
        let (pacer, sent) = (pacer.clone(), Rc::clone(&sent));
        tokio::task::spawn_local(async move {
            pacer.turn(&recipient).await.unwrap();
            let at = start.elapsed().as_millis();
            sent.borrow_mut().push((at, recipient));
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    sent.take()
}

fn different(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|index| format!("to {index}"))
}

fn same(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|_| "to".to_owned())
}

/// The number of messages sent in each second.
fn per_second(sent: &[(u128, String)]) -> Vec<usize> {
    let last = sent.last().map_or(0, |(at, _)| at / 1000);
    let count = |second| sent.iter().filter(|(at, _)| at / 1000 == second).count();
    (0..=last).map(count).collect()
}

#[test]
fn sends_eighty_messages_per_second() {
    let sent = run(async |pacer| order(&pacer, different(400)).await);
    let seconds = per_second(&sent);
    assert_eq!((seconds.len(), sent.len()), (5, 400), "{seconds:?}");
    // A burst, worth a tenth of a second, is sent at the beginning.
    assert!((80..=89).contains(&seconds[0]), "{seconds:?}");
    let further = &seconds[1..4];
    assert!(
        further.iter().all(|count| (79..=81).contains(count)),
        "{seconds:?}"
    );
}

#[test]
fn delays_a_recipient_after_a_burst() {
    let sent = run(async |pacer| order(&pacer, same(47)).await);
    let times: Vec<u128> = sent.into_iter().map(|(at, _)| at / 1000).collect();
    assert!(times[44] < 6, "{times:?}");
    assert_eq!(times[45..], [45 * 6, 45 * 6]);
    // After 20 messages at once, the next message waits two minutes.
    let waited = run(async |pacer| {
        order(&pacer, same(20)).await;
        sleep(Duration::from_secs(7)).await;
        order(&pacer, same(1)).await[0].0
    });
    assert!((112_000..=113_000).contains(&waited), "{waited}");
}

#[test]
fn sustains_a_message_every_six_seconds_per_recipient() {
    let waited = run(async |pacer| {
        let start = Instant::now();
        for _ in 0..100 {
            pacer.turn("to").await.unwrap();
            sleep(Duration::from_secs(6)).await;
        }
        start.elapsed().as_secs()
    });
    assert_eq!(waited, 600);
}

#[test]
fn alternates_between_recipients() {
    let recipients = same(200).chain(different(3));
    let sent = run(async |pacer| order(&pacer, recipients).await);
    for one in different(3) {
        let place = sent.iter().position(|(_, to)| *to == one).unwrap();
        assert!(place < 20, "{one} is at {place}");
    }
}

/// Uses up the burst of the recipient.
async fn use_up(pacer: &Pacer) {
    for _ in 0..45 {
        pacer.turn("to").await.unwrap();
    }
}

#[test]
fn rejects_immediately_when_the_queue_is_full() {
    run(async |pacer| {
        let pacer = pacer.waiting(2);
        use_up(&pacer).await;
        let (mut first, mut second) = (pin!(pacer.turn("to")), pin!(pacer.turn("to")));
        let short = Duration::from_millis(1);
        assert!(timeout(short, &mut first).await.is_err());
        assert!(timeout(short, &mut second).await.is_err());
        let full = pacer.turn("to").await.unwrap_err();
        let shown = "2 messages are waiting already; send this one later";
        assert_eq!(full.to_string(), shown);
        assert_eq!(pacer.turn("other").await, Err(full));
        first.await.unwrap();
        second.await.unwrap();
    });
}

#[test]
fn releases_the_place_of_a_dropped_waiter() {
    run(async |pacer| {
        let pacer = pacer.waiting(2);
        use_up(&pacer).await;
        // The first waiter runs the timer for the second, and is dropped.
        let mut first = Box::pin(pacer.turn("to"));
        assert!(timeout(Duration::from_millis(1), &mut first).await.is_err());
        let other = pacer.clone();
        let second = tokio::task::spawn_local(async move { other.turn("to").await });
        tokio::task::yield_now().await;
        assert!(pacer.turn("to").await.is_err());
        drop(first);
        let waited = timeout(Duration::from_secs(300), second).await;
        waited.expect("a waiter runs the timer").unwrap().unwrap();
        assert_eq!(format!("{pacer:?}"), "Pacer { waiting: 0, .. }");
    });
}

/// Polls each turn once; returns the number of completed turns.
async fn done<F: Future + Unpin>(turns: &mut [F]) -> usize {
    let look = std::future::poll_fn(|context| {
        let polls = turns.iter_mut().map(|turn| Pin::new(turn).poll(context));
        Poll::Ready(polls.filter(Poll::is_ready).count())
    });
    look.await
}

#[test]
fn returns_unused_permits() {
    run(async |pacer| {
        let pacer = pacer.per_second(1000);
        use_up(&pacer).await;
        let mut turns: Vec<_> = (0..46).map(|_| Box::pin(pacer.turn("to"))).collect();
        assert_eq!(done(&mut turns).await, 0);
        sleep(Duration::from_secs(271)).await;
        // Polling the last turn admits the earlier turns, which are dropped unused.
        let mut last = turns.split_off(45);
        assert_eq!(done(&mut last).await, 0);
        drop(turns);
        let waited = timeout(Duration::from_secs(1), last.remove(0)).await;
        waited.unwrap().unwrap();
    });
}

fn usage(name: &'static str, json: &str) -> Usage {
    let header = (HeaderName::from_static(name), json.parse().unwrap());
    Usage::of(&HeaderMap::from_iter([header]))
}

#[test]
fn slows_down_as_usage_rises() {
    let rate = |percent: u32| {
        run(async |pacer| {
            let json = format!(r#"{{"call_count":{percent}}}"#);
            pacer.observe(&usage("x-app-usage", &json));
            let sent = order(&pacer, different(200)).await;
            200_000 / sent.last().unwrap().0
        })
    };
    assert!((80..=84).contains(&rate(75)), "{}", rate(75));
    assert!((64..=69).contains(&rate(80)), "{}", rate(80));
    assert!((8..=9).contains(&rate(100)), "{}", rate(100));
    assert_eq!(rate(100), rate(400));
}

#[test]
fn waits_until_access_is_regained() {
    let json = r#"{"1":[{"estimated_time_to_regain_access":3}]}"#;
    let (first, after) = run(async |pacer| {
        pacer.observe(&usage("x-business-use-case-usage", json));
        let first = order(&pacer, same(1)).await[0].0;
        pacer.observe(&Usage::default());
        (first, order(&pacer, different(1)).await[0].0)
    });
    assert_eq!((first, after), (180_000, 0));
}
