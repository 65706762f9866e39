//! Throughput of the generated client compared with plain `reqwest`, with many messages in flight.
//!
//! The generated client serializes and validates every message, builds the request and parses the
//! response; plain `reqwest` posts prepared bytes. The requests are equal except for header order.
//! Both clients run in turns, so background load affects both. The first comparison uses a minimal
//! server, so only the client thread counts; the second uses the mock server, which validates
//! requests against the spec.

#![allow(missing_docs, clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "../wire/server/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod described;
#[path = "load/server.rs"]
mod server;

use std::fs::read_to_string;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use whatsapp_cloud::bytes::Bytes;
use whatsapp_cloud::types::TextMessage;
use whatsapp_cloud::{Client, reqwest};

const TOKEN: &str = "EAAGm0PX4ZCpsBAKZCk2dZBqpYzAZBZCZBZCZBZC8ZAZB7";
const PHONE: &str = "106540352242922";
/// The default number of turns: `cargo bench --package tests --bench load -- 100` sets another.
const TURNS: usize = 20;
const MESSAGES_PER_TURN: usize = 1000;
const IN_FLIGHT: usize = 256;
/// The number of warm-up turns, excluded from the figures.
const WARM: usize = 2;
/// Memory growth allowed in the second half, when the buffers of every connection have reached
/// their final size.
const SLACK_BYTES: u64 = 4 * 1024 * 1024;

/// Elapsed time of a turn, and CPU time of the client thread.
#[derive(Clone, Copy, Default)]
struct Took {
    time: Duration,
    thread: Duration,
}

fn message() -> TextMessage {
    TextMessage::to("16505551234", "Your table is booked for 7 pm. See you!")
}

async fn ours(client: Client, count: usize) {
    for _ in 0..count {
        client.send_message(PHONE, message()).send().await.unwrap();
    }
}

async fn plain(http: reqwest::Client, url: reqwest::Url, body: Bytes, count: usize) {
    for _ in 0..count {
        let request = http
            .post(url.clone())
            .bearer_auth(TOKEN)
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .timeout(Duration::from_secs(30))
            .body(body.clone());
        let response = request.send().await.unwrap();
        assert!(response.status().is_success());
        assert!(!response.bytes().await.unwrap().is_empty());
    }
}

/// Runs a turn: divides the messages among `IN_FLIGHT` tasks.
async fn turn<F: Future<Output = ()> + Send + 'static>(make: impl Fn(usize) -> F) -> Took {
    let (began, thread) = (Instant::now(), thread_time());
    let mut tasks = JoinSet::new();
    for task in 0..IN_FLIGHT {
        let count = (MESSAGES_PER_TURN + task) / IN_FLIGHT;
        tasks.spawn(make(count));
    }
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    Took {
        time: began.elapsed(),
        thread: thread_time().saturating_sub(thread),
    }
}

/// The CPU time of the current thread.
fn thread_time() -> Duration {
    let text = read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// The resident memory of the process.
fn resident_bytes() -> u64 {
    let text = read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.parse::<u64>().ok())
        .unwrap_or_default()
        * 1024
}

/// The total times of both clients, and the memory after each turn.
async fn measure(turns: usize, url: &str) -> ([Took; 2], Vec<u64>) {
    let client = Client::builder()
        .base_url(url)
        .bearer_token(TOKEN)
        .build()
        .unwrap();
    let request = client.send_message(PHONE, message()).into_request();
    let (head, body) = request.unwrap().into_parts();
    // Equal user agents, so the server has equal work.
    let http = reqwest::Client::builder()
        .no_proxy()
        .user_agent(head.headers["user-agent"].clone())
        .build()
        .unwrap();
    let url: reqwest::Url = format!("{url}/v25.0/{PHONE}/messages").parse().unwrap();
    let (mut all, mut memory) = ([Took::default(); 2], Vec::new());
    for number in 0..turns {
        let took = [
            turn(|count| ours(client.clone(), count)).await,
            turn(|count| plain(http.clone(), url.clone(), body.clone(), count)).await,
        ];
        let of = |took: Duration| took.as_secs_f64() * 1e6 / MESSAGES_PER_TURN as f64;
        println!(
            "turn {number:>2}: generated client {:>6.1} µs per message, {:>6.1} of thread time; plain {:>6.1} and {:>6.1}",
            of(took[0].time),
            of(took[0].thread),
            of(took[1].time),
            of(took[1].thread),
        );
        memory.push(resident_bytes());
        if number < WARM {
            continue;
        }
        for (all, took) in all.iter_mut().zip(took) {
            all.time += took.time;
            all.thread += took.thread;
        }
    }
    (all, memory)
}

fn main() {
    // `cargo test --benches` only checks that the benchmark starts.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let turns = std::env::args().find_map(|argument| argument.parse().ok());
    let turns = turns.unwrap_or(TURNS).max(2 * WARM);
    let memory = compare(turns, &format!("http://{}", server::start()));
    let (half, end) = (memory[turns / 2 - 1], memory[turns - 1]);
    println!(
        "memory: {} KiB after {} messages each, {} at half time, {} at the end",
        memory[WARM - 1] / 1024,
        WARM * MESSAGES_PER_TURN,
        half / 1024,
        end / 1024,
    );
    assert!(end < half + SLACK_BYTES, "memory grows");

    println!("with the server that validates each request against the spec:");
    let document = read_to_string("../spec/whatsapp-cloud.yaml").unwrap();
    let document: serde_json::Value = serde_yaml::from_str(&document).unwrap();
    let description = Arc::new(described::Description::new(&document).unwrap());
    let server = described::Server::of([description]);
    compare(turns, &server.url());
    let mut received = server.received();
    assert_eq!(received.len(), 2 * turns * MESSAGES_PER_TURN);
    for request in &mut received {
        request.headers.sort();
    }
    assert!(received.iter().all(|request| *request == received[0]));
}

/// Measures and prints the ratios; returns the memory after each turn.
fn compare(turns: usize, url: &str) -> Vec<u64> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let ([ours, plain], memory) = runtime
        .enable_all()
        .build()
        .unwrap()
        .block_on(measure(turns, url));
    let ratio = |plain: Duration, ours: Duration| plain.as_secs_f64() / ours.as_secs_f64();
    println!(
        "{} messages each, {IN_FLIGHT} in flight, no error\n\
         throughput: {:.2} of plain reqwest\n\
         by thread time: {:.2}",
        turns * MESSAGES_PER_TURN,
        ratio(plain.time, ours.time),
        ratio(plain.thread, ours.thread),
    );
    memory
}
