//! Webhooks from the fake server to the program under test.

use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use whatsapp_cloud::fake::{Meta, Server};
use whatsapp_cloud::webhooks::{Delivery, Verifier, router};

#[tokio::test]
async fn delivers_signed_webhooks_with_retries_and_repeats() {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let take = |_: Delivery| async {
        match CALLS.fetch_add(1, Ordering::SeqCst) {
            0 => Err("not now"),
            _ => Ok(()),
        }
    };
    let verifier = Verifier::new("secret").unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router(verifier, take)).into_future());
    let fake = Server::start().await.unwrap();
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "account_update", "value": {}}]}]});
    let webhooks = fake.webhooks::<Meta>(&url, "secret").unwrap();
    let webhooks = webhooks.repeats(1).retries(3, Duration::from_millis(5));
    let delivered = webhooks.deliver(&body).await.unwrap();
    assert!(delivered.is_accepted(), "{delivered:?}");
    assert_eq!(delivered.statuses.len(), 3, "{delivered:?}");
    // The router handles a repeated update once.
    assert_eq!(CALLS.load(Ordering::SeqCst), 2);
    let wrong = fake.webhooks::<Meta>(&url, "another secret").unwrap();
    assert_eq!(wrong.deliver(&body).await.unwrap().statuses, [Some(403)]);
    assert!(!format!("{wrong:?}").contains("another"));
    let all = wrong
        .reordered(7)
        .deliver_all(&[&body, &body])
        .await
        .unwrap();
    assert_eq!(all.len(), 2);
}
