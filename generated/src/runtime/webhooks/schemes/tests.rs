use super::*;
use crate::runtime::webhooks::{Scheme, Verifier};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const NOW: u64 = 1_614_265_330;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn check<S: Scheme>(secret: &str, headers: &[(&str, String)], body: &[u8]) -> Result<(), Rejected> {
    let headers: Vec<_> = headers.to_vec();
    let verifier = Verifier::<S>::new(secret).unwrap();
    verifier.verify_at(&Pairs(headers), body, at(NOW))
}

struct Pairs<'p>(Vec<(&'p str, String)>);

impl Headers for Pairs<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.0.as_slice().header(name)
    }
}

/// The vector of <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>.
#[test]
fn verifies_the_published_vector_of_github() {
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let check = |header: &str, body: &[u8]| {
        let headers = [("x-hub-signature-256", header.to_owned())];
        check::<GitHub>("It's a Secret to Everybody", &headers, body)
    };
    assert_eq!(check(signature, b"Hello, World!"), Ok(()));
    let upper = signature.to_uppercase().replace("SHA256", "sha256");
    assert_eq!(check(&upper, b"Hello, World!"), Ok(()));
    let wrong = Err(Rejected::WrongSignature);
    assert_eq!(check(signature, b"Hello, World?"), wrong);
    let malformed = Err(Rejected::MalformedHeader("X-Hub-Signature-256"));
    for header in [
        "",
        "sha1=00",
        "sha256=",
        &signature[..70],
        &format!("{signature}0"),
    ] {
        assert_eq!(check(header, b"Hello, World!"), malformed, "{header}");
    }
}

/// The vector of the libraries of Standard Webhooks.
#[test]
fn verifies_the_published_vector_of_standard_webhooks() {
    let body = br#"{"test": 2432232314}"#;
    let right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let headers = |signature: &str, time: u64| {
        [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned()),
            ("webhook-timestamp", time.to_string()),
            ("webhook-signature", signature.to_owned()),
        ]
    };
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let check =
        |signature: &str, time| check::<StandardWebhooks>(secret, &headers(signature, time), body);
    assert_eq!(check(right, NOW), Ok(()));
    let several = format!("v1a,AAAA v1,{} {right}", &right[3..].replace('g', "h"));
    assert_eq!(check(&several, NOW), Ok(()));
    assert_eq!(check(right, NOW + 1), Err(Rejected::WrongSignature));
    let malformed = Err(Rejected::MalformedHeader("webhook-signature"));
    assert_eq!(check("v1a,AAAA", NOW), malformed);
    let verifier = Verifier::<StandardWebhooks>::new(secret).unwrap();
    for (now, result) in [(NOW + 300, Ok(())), (NOW + 301, Err(Rejected::WrongTime))] {
        let headers = Pairs(headers(right, NOW).to_vec());
        assert_eq!(verifier.verify_at(&headers, body, at(now)), result);
    }
    let headers = Pairs(headers(right, NOW).to_vec());
    let id = StandardWebhooks::id(&headers, &serde_json::Value::Null);
    assert_eq!(id.as_deref(), Some("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    assert!(Verifier::<StandardWebhooks>::new("whsec_?").is_err());
    assert!(Verifier::<StandardWebhooks>::new("whsec_").is_err());
}

#[test]
fn verifies_stripe() {
    let signature = "347e9afe3d74ec4c5cbefd270edc9246513ae3da7b375223e302560fbd4146eb";
    let check = |header: String| {
        check::<Stripe>(
            "whsec_test",
            &[("Stripe-Signature", header)],
            br#"{"id":"evt_1"}"#,
        )
    };
    assert_eq!(check(format!("t={NOW},v1={signature},v0=00")), Ok(()));
    let other = "0".repeat(64);
    assert_eq!(check(format!("t={NOW},v1={other},v1={signature}")), Ok(()));
    assert_eq!(
        check(format!("t={},v1={signature}", NOW + 1)),
        Err(Rejected::WrongSignature)
    );
    let malformed = Err(Rejected::MalformedHeader("Stripe-Signature"));
    assert_eq!(check(format!("v1={signature}")), malformed);
    assert_eq!(check(format!("t={NOW}")), malformed);
    let body = serde_json::json!({ "id": "evt_1", "type": "invoice.paid" });
    let headers = Pairs(Vec::new());
    assert_eq!(Stripe::id(&headers, &body).as_deref(), Some("evt_1"));
    assert_eq!(
        Stripe::event(&headers, &body).as_deref(),
        Some("invoice.paid")
    );
}

#[test]
fn verifies_meta_with_the_old_and_the_new_secret() {
    // Meta escapes non-ASCII characters: the signature covers the bytes, not the text.
    let body = br#"{"text":"\u00e4"}"#;
    let signature = "sha256=b78978c1eeb89734bf53260279471b0edca82f2e02d591d0543d572313aa0af4";
    let headers = [("X-Hub-Signature-256", signature)];
    let verifier = Verifier::<Meta>::new("new").unwrap();
    let wrong = Err(Rejected::WrongSignature);
    assert_eq!(verifier.verify(&headers, body), wrong);
    let verifier = verifier.with_secret("app-secret").unwrap();
    assert_eq!(verifier.verify(&headers, body), Ok(()));
    assert_eq!(
        verifier.verify(&headers, "{\"text\":\"ä\"}".as_bytes()),
        wrong
    );
    let none: [(&str, &str); 0] = [];
    let missing = Err(Rejected::MissingHeader("X-Hub-Signature-256"));
    assert_eq!(verifier.verify(&none, body), missing);
    let verifier = verifier.with_max_bytes(body.len() - 1);
    let limit = body.len() - 1;
    assert_eq!(
        verifier.verify(&headers, body),
        Err(Rejected::TooLarge { limit })
    );
}

#[test]
fn answers_the_challenge_only_for_the_right_token() {
    let verifier = Verifier::<Meta>::new("app-secret").unwrap();
    let query =
        |token: &str| format!("hub.mode=subscribe&hub.challenge=1%2B1&hub.verify_token={token}");
    assert_eq!(verifier.challenge(&query("")), Err(Rejected::WrongToken));
    let verifier = verifier.with_verify_token("my töken").unwrap();
    assert_eq!(verifier.challenge(&query("my+t%C3%B6ken")).unwrap(), "1+1");
    assert_eq!(
        verifier
            .challenge(&format!("?{}", query("my%20t%c3%b6ken")))
            .unwrap(),
        "1+1"
    );
    let other = query("my+t%C3%B6ken").replace("subscribe", "unsubscribe");
    for query in [&query("my"), &query("%"), &other, "", "hub.mode=subscribe"] {
        assert_eq!(
            verifier.challenge(query),
            Err(Rejected::WrongToken),
            "{query}"
        );
    }
}

#[test]
fn debug_and_errors_show_no_secret() {
    let verifier = Verifier::<Meta>::new("app-secret").unwrap();
    let verifier = verifier.with_verify_token("my-token").unwrap();
    let text = format!("{verifier:?}");
    assert_eq!(text, "Verifier { secrets: 1, max_bytes: 4194304, .. }");
    for secret in ["", " a", "a\n"] {
        let error = Verifier::<Meta>::new(secret).unwrap_err().to_string();
        assert!(error.starts_with("the webhook secret "), "{error}");
        assert!(
            Verifier::<Meta>::new("a")
                .unwrap()
                .with_secret(secret)
                .is_err()
        );
    }
}
