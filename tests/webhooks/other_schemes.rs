//! Webhooks of a spec with an event per body, signed by Standard Webhooks.

use axum::body::Body;
use axum::http::Request;
use media::webhooks::{Delivery, Headers, Unknown, Update, Verifier, parse, router};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

fn only(body: &str) -> Update {
    let mut updates = parse(body.as_bytes()).into_iter();
    updates.next().unwrap()
}

#[test]
fn chooses_the_only_webhook_that_fits() {
    let created = only(r#"{"type":"media.created","data":{"id":"1"}}"#);
    assert!(matches!(created, Update::MediaCreated(event) if event.data.id == "1"));
    assert!(matches!(only(r#"{"file":"1"}"#), Update::MediaDeleted(_)));
    for (body, reason) in [
        ("{}", "the body fits no webhook"),
        (
            r#"{"type":"media.created","data":{"id":"1"},"file":"1"}"#,
            "the body fits several webhooks, `media.created` and `media_deleted`",
        ),
    ] {
        let expected = Unknown::new(serde_json::from_str(body).unwrap(), reason);
        assert_eq!(only(body), Update::Unknown(expected));
    }
}

#[tokio::test]
async fn names_the_event_and_drops_repetitions_by_id() {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let router = {
        let taken = Arc::clone(&taken);
        let verifier = Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        router(verifier, move |delivery: Delivery| {
            let names = delivery.into_iter().map(|update| match update {
                Update::MediaCreated(_) => "created".to_owned(),
                Update::MediaDeleted(event) => format!("deleted {}", event.file),
                Update::Unknown(unknown) => unknown.reason,
                _ => unreachable!(),
            });
            taken.lock().unwrap().extend(names);
            async { Ok::<(), &str>(()) }
        })
    };
    let send = async |id: &str, body: &'static str| {
        super::status(&router, request(id, body)).await.as_u16()
    };
    // The name decides, even if the separators differ.
    let deleted = r#"{"type":"media.deleted","file":"7"}"#;
    assert_eq!(send("msg_1", deleted).await, 200);
    assert_eq!(send("msg_1", deleted).await, 200);
    assert_eq!(send("msg_2", deleted).await, 200);
    assert_eq!(
        send("msg_3", r#"{"type":"media.deleted","file":7}"#).await,
        200
    );
    let mut forged = request("msg_4", deleted);
    *forged.body_mut() = Body::from("{}");
    assert_eq!(super::status(&router, forged).await, 403);
    let get = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(super::status(&router, get).await, 405);
    let taken = taken.lock().unwrap();
    assert_eq!(taken[..2], ["deleted 7", "deleted 7"]);
    assert_eq!(taken.len(), 3);
    assert!(taken[2].contains("file"), "{}", taken[2]);
}

/// A request signed with the key of the secret above.
fn request(id: &str, body: &str) -> Request<Body> {
    use base64::Engine as _;
    use hmac::{Hmac, KeyInit, Mac};
    let base64 = base64::engine::general_purpose::STANDARD;
    let key = base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = now.unwrap().as_secs();
    let mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
    let mac = mac.chain_update(format!("{id}.{now}.{body}"));
    let signature = base64.encode(mac.finalize().into_bytes());
    let request = Request::post("/")
        .header("webhook-id", id)
        .header("webhook-timestamp", now)
        .header("webhook-signature", format!("v1,{signature}"));
    let request = request.body(Body::from(body.to_owned())).unwrap();
    assert_eq!(request.headers().header("WEBHOOK-ID"), Some(id));
    request
}
