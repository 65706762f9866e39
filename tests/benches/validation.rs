//! The cost of validating a message of one kilobyte, compared with sending.

#![allow(missing_docs, clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "load/server.rs"]
mod server;

use std::hint::black_box;
use std::time::{Duration, Instant};
use whatsapp_cloud::types::SendMessageRequest;
use whatsapp_cloud::{Client, types};

/// The number of rounds; measurements alternate.
const ROUNDS: usize = 20;
const PER_ROUND: usize = 100;

/// A template message with parameters in header, body and button.
const TEMPLATE: &str = r##"{"messaging_product":"whatsapp","recipient_type":"individual","to":"16505551234","type":"template","template":{"name":"order_shipped_with_tracking","language":{"policy":"deterministic","code":"en_US"},"components":[{"type":"header","parameters":[{"type":"image","image":{"link":"https://media.fernhill-bakery.example/new-oven.jpg"}}]},{"type":"body","parameters":[{"type":"text","text":"Ada Lovelace"},{"type":"text","text":"#1842-7731"},{"type":"currency","currency":{"fallback_value":"$100.99","code":"USD","amount_1000":100990}},{"type":"date_time","date_time":{"fallback_value":"October 25, 2026"}},{"type":"text","text":"We have put a small bell into the parcel, since yours rang its last when you rode over the old bridge in the rain last week. Ring it often, and come by when you are near: the kettle is always on, and there is cake on Fridays."}]},{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"1842-7731"}]},{"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"order-1842-7731-help"}]}]}}"##;

/// The shortest time in microseconds, since background load can only add time.
fn fastest(rounds: &[Duration]) -> f64 {
    let fastest = rounds.iter().min().copied().unwrap_or_default();
    fastest.as_secs_f64() * 1e6 / PER_ROUND as f64
}

fn timed(mut run: impl FnMut()) -> Duration {
    let began = Instant::now();
    (0..PER_ROUND).for_each(|_| run());
    began.elapsed()
}

fn main() {
    // `cargo test --benches` only checks that the benchmark starts.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let message: SendMessageRequest = serde_json::from_str(TEMPLATE).unwrap();
    let bytes = serde_json::to_vec(&message).unwrap();
    assert_eq!(
        message.validate().map_err(|error| error.to_string()),
        Ok(())
    );
    let client = Client::builder().base_url(format!("http://{}", server::start()));
    let client = client.bearer_token("token").build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let send = |message: &types::SendMessageRequest, validates: bool| {
        let call = client.send_message("106540352242922", message.clone());
        let call = if validates {
            call
        } else {
            call.without_validation()
        };
        runtime.block_on(call.send()).unwrap();
    };
    let mut took: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        took[0].push(timed(|| assert!(black_box(&message).validate().is_ok())));
        took[1].push(timed(|| {
            _ = black_box(serde_json::from_slice::<SendMessageRequest>(&bytes));
        }));
        took[2].push(timed(|| {
            _ = black_box(serde_json::to_vec(black_box(&message)));
        }));
        took[3].push(timed(|| send(&message, true)));
        took[4].push(timed(|| send(&message, false)));
    }
    println!(
        "a message of {} bytes, the fastest of {ROUNDS} rounds:",
        bytes.len()
    );
    let names = [
        "validate()",
        "read",
        "write",
        "send",
        "send without validation",
    ];
    for (name, took) in names.iter().zip(&took) {
        println!("{name:<25}{:>8.2} µs", fastest(took));
    }
    let share = fastest(&took[0]) / fastest(&took[4]);
    println!("validation takes {share:.3} of the time to send over loopback");
    let far = fastest(&took[0]) / 1e6 / 0.05;
    println!("and {far:.6} of a call to a service 50 ms away");
}
