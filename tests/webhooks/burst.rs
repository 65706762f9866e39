//! Ten thousand deliveries in bursts: the handler gets each update once, and memory stays flat.

use super::{SECRET, body, message, signed, status};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use whatsapp_cloud::webhooks::{Deduplicator, Delivery, Receiver, Verifier};

/// The environment variable for the number of deliveries.
const COUNT: &str = "BURST_DELIVERIES";
const DELIVERIES: usize = 10_000;
/// The number of concurrent requests.
const CONCURRENT: usize = 64;
/// The keys that the receiver remembers: far fewer than the test sends.
const REMEMBERED: usize = 4_000;
/// Repetitions come within this number of deliveries.
const WINDOW: usize = 300;

/// A linear congruential generator: equal bursts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        let step = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = step.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A delivery, and a flag for a valid signature.
type Sent = (Arc<Vec<u8>>, bool);

/// The deliveries in order, and the keys of the updates with a valid signature.
fn deliveries(count: usize) -> (VecDeque<Sent>, BTreeSet<String>) {
    let mut random = Random(7);
    let mut expected = BTreeSet::new();
    let mut all: Vec<Sent> = Vec::new();
    for number in 0..count {
        let kind = random.below(100);
        if kind < 15 && !all.is_empty() {
            // A repetition of a complete body.
            let earlier = all.len() - 1 - random.below(all.len().min(WINDOW));
            let repeated = all[earlier].clone();
            all.push(repeated);
            continue;
        }
        let is_valid = kind != 99;
        let size = if number == count / 2 {
            1_000
        } else {
            1 + kind % 3
        };
        let mut messages = Vec::new();
        let mut statuses = Vec::new();
        for item in 0..size {
            let id = format!("wamid.{number}.{item}.{is_valid}");
            if is_valid {
                expected.insert(format!("message/{id}"));
            }
            messages.push(message(&id, "Hello"));
            // `read` before `sent`, as the service does at times.
            let mut kinds = ["read", "sent", "delivered"];
            kinds.rotate_left(random.below(3));
            for kind in &kinds[..usize::from(size < 1_000) * (1 + item % 2)] {
                if is_valid {
                    expected.insert(format!("status/{id}/{kind}"));
                }
                statuses.push(json!({ "id": id, "status": kind, "timestamp": "1", "recipient_id": "16505551234" }));
            }
        }
        if number % (count / 4) == 1 {
            messages[0]["text"]["body"] = Value::from("x".repeat(3_000_000));
        }
        let body = body(&messages.into(), &statuses.into()).to_string();
        all.push((Arc::new(body.into_bytes()), is_valid));
    }
    (reordered(all, &mut random), expected)
}

/// Moves deliveries by up to 50 places.
fn reordered(mut all: Vec<Sent>, random: &mut Random) -> VecDeque<Sent> {
    for at in 0..all.len() {
        let to = (at + random.below(50)).min(all.len() - 1);
        all.swap(at, to);
    }
    all.into()
}

/// Counts how often each update was taken. Some deliveries fail at first.
fn receiver(taken: &Arc<Mutex<BTreeMap<String, usize>>>) -> Router {
    let taken = Arc::clone(taken);
    let failed = Arc::new(Mutex::new(BTreeSet::new()));
    let handler = move |delivery: Delivery| {
        let (taken, failed) = (Arc::clone(&taken), Arc::clone(&failed));
        async move {
            let keys: Vec<String> = delivery
                .keys()
                .map(|key| key.unwrap().into_owned())
                .collect();
            tokio::time::sleep(Duration::from_micros(100)).await;
            let sum: u32 = keys[0].bytes().map(u32::from).sum();
            let is_unlucky = sum.is_multiple_of(7);
            if is_unlucky && failed.lock().unwrap().insert(keys[0].clone()) {
                return Err("the queue is full");
            }
            let mut taken = taken.lock().unwrap();
            for key in keys {
                *taken.entry(key).or_default() += 1;
            }
            Ok(())
        }
    };
    let receiver = Receiver::new(Verifier::new(SECRET).unwrap(), handler);
    let seen = Deduplicator::new(REMEMBERED);
    receiver.with_deduplicator(seen).into_router()
}

fn request((body, is_valid): &Sent) -> Request<Body> {
    let mut request = signed(body.as_ref().clone());
    if !is_valid {
        let wrong = super::signature("a different secret", body);
        let header = wrong.parse().unwrap();
        request.headers_mut().insert("X-Hub-Signature-256", header);
    }
    request
}

/// Sends deliveries as the service does: concurrently, and again after a failure.
async fn send(router: &Router, mut queue: VecDeque<Sent>) -> BTreeMap<u16, usize> {
    let mut statuses = BTreeMap::new();
    let mut running = JoinSet::new();
    while !queue.is_empty() || !running.is_empty() {
        while running.len() < CONCURRENT
            && let Some(sent) = queue.pop_front()
        {
            let router = router.clone();
            running.spawn(async move {
                let code = status(&router, request(&sent)).await.as_u16();
                (code, sent)
            });
        }
        let (code, sent) = running.join_next().await.unwrap().unwrap();
        *statuses.entry(code).or_default() += 1;
        if code >= 500 {
            queue.push_front(sent);
            tokio::task::yield_now().await;
        }
    }
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hands_over_each_update_once() {
    let count = std::env::var(COUNT).map_or(DELIVERIES, |count| count.parse().unwrap());
    let (queue, expected) = deliveries(count);
    let forged = queue.iter().filter(|(_, is_valid)| !is_valid).count();
    let taken = Arc::default();
    let statuses = send(&receiver(&taken), queue).await;
    let taken = taken.lock().unwrap();
    let twice: Vec<_> = taken.iter().filter(|(_, count)| **count != 1).collect();
    assert_eq!(twice, []);
    let taken: BTreeSet<String> = taken.keys().cloned().collect();
    let lost: Vec<_> = expected.difference(&taken).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let unexpected: Vec<_> = taken.difference(&expected).collect();
    assert!(unexpected.is_empty(), "unexpected: {unexpected:?}");
    assert_eq!(statuses[&200], count - forged);
    assert_eq!(statuses[&403], forged);
    assert!(statuses[&500] > 0, "{statuses:?}");
    if cfg!(target_os = "linux") {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find(|line| line.starts_with("VmHWM:"));
        println!("{}", peak.unwrap());
    }
}

/// The peak memory of a process that receives `count` deliveries, in kilobytes.
#[cfg(target_os = "linux")]
fn peak_memory(count: usize) -> u64 {
    let name = "webhooks::burst::hands_over_each_update_once";
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(COUNT, count.to_string())
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, peak) = text.split_once("VmHWM:").unwrap();
    peak.split_whitespace().next().unwrap().parse().unwrap()
}

/// A process of its own for each number, since tests share a process.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat() {
    let (few, many) = (peak_memory(500), peak_memory(2_500));
    println!("{few} kB for 500 deliveries, {many} kB for 2,500");
    // The test itself keeps the bodies, about 2 kB for a delivery.
    assert!(many < few + 15_000, "{few} kB, then {many} kB");
}
