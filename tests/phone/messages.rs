//! Messages of the business: examples, rules, statuses, limits.

use super::{ADA, INES, JUNE, KAI, NUMBER, OSKAR, Setup, start};
use crate::support::shipped_spec::{REQUEST, examples};
use serde_json::{Value, json};
use std::time::Duration;
use whatsapp_cloud::Error;
use whatsapp_cloud::phone::{Fault, Settings};
use whatsapp_cloud::types::{
    LanguageObject, SendMessageRequest, TemplateMessage, TemplateObject, TextMessage,
};

fn template(to: &str, name: &str, components: Value) -> SendMessageRequest {
    let template = TemplateObject::new(name, LanguageObject::new("en_US"));
    let mut message = serde_json::to_value(TemplateMessage::to(to, template)).unwrap();
    message["template"]["components"] = components;
    serde_json::from_value(message).unwrap()
}

#[tokio::test]
async fn accepts_every_example_of_the_spec() {
    let setup = start(&[], |_| {}).await;
    for (name, body) in examples(REQUEST) {
        let request: SendMessageRequest = serde_json::from_value(body).unwrap();
        let sent = setup.client.send_message(NUMBER, request).send().await;
        assert!(sent.is_ok(), "{name}: {}", sent.unwrap_err());
    }
    let state = setup.state().await;
    let requests = state["requests"].as_array().unwrap();
    assert!(
        requests
            .iter()
            .all(|request| request["violations"] == json!([]))
    );
}

#[tokio::test]
async fn refuses_bodies_with_pointers() {
    let setup = start(&[], |_| {}).await;
    let message = TextMessage::to(ADA, "x".repeat(5000));
    let call = setup.client.send_message(NUMBER, message);
    let Err(Error::Api(failure)) = call.without_validation().send().await else {
        panic!("accepted");
    };
    assert_eq!(failure.body.error.code, 131_009);
    let state = setup.state().await;
    let violation = json!({
        "pointer": "/text/body", "message": "has 5000 characters, at most 4096 allowed",
    });
    assert_eq!(state["requests"][0]["violations"], json!([violation]));
}

#[tokio::test]
async fn refuses_bodies_that_break_a_rule() {
    let setup = start(&[], |_| {}).await;
    for line in include_str!("../data/refused.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let url = format!("{}/v25.0/{NUMBER}/messages", setup.phone.url());
        let request = setup.http.post(url).bearer_auth("any");
        let request = request.header("content-type", "application/json");
        let response = request.body(case["body"].to_string()).send().await.unwrap();
        assert_eq!(response.status(), 400, "{}", case["name"]);
    }
    let state = setup.state().await;
    for request in state["requests"].as_array().unwrap() {
        let pointer = request["violations"][0]["pointer"].as_str().unwrap();
        assert!(request["body"].pointer(pointer).is_some(), "{request}");
    }
}

#[tokio::test]
async fn reports_statuses_in_order() {
    let mut setup = start(&[], |_| {}).await;
    let message = TextMessage::to("+1 650 555 1234", "Hello").with_biz_opaque_callback_data("a=1");
    let id = setup.send(message).await.unwrap();
    for status in ["sent", "delivered"] {
        let update = setup.status().await;
        assert_eq!(update["status"], status);
        assert_eq!(update["id"], id.as_str());
        assert_eq!(update["recipient_id"], ADA);
        assert_eq!(update["biz_opaque_callback_data"], "a=1");
        assert_eq!(update["pricing"]["type"], "free_customer_service");
    }
    setup.act(ADA, "read", json!({})).await;
    assert_eq!(setup.status().await["status"], "read");
}

#[tokio::test]
async fn repeats_webhooks_until_the_bot_answers_with_200() {
    // A long pause before `delivered`: the attempts of `sent` come first.
    let pause = |settings: &mut Settings| settings.delay = Duration::from_millis(500);
    let mut setup = start(&[500, 503], pause).await;
    setup.send(TextMessage::to(ADA, "Hello")).await.unwrap();
    let first = setup.status().await;
    assert_eq!(first["status"], "sent");
    assert_eq!(setup.status().await, first);
    assert_eq!(setup.status().await, first);
    assert_eq!(setup.status().await["status"], "delivered");
}

#[tokio::test]
async fn fails_later_by_the_facts_about_the_recipient() {
    let mut setup = start(&[], |_| {}).await;
    let marketing = |to| template(to, "lantern_catalog", json!([]));
    for (message, expected) in [
        (TextMessage::to(OSKAR, "Hello").into(), Some(131_047)),
        (template(OSKAR, "hello_world", json!([])), None),
        (TextMessage::to(JUNE, "Hello").into(), Some(131_026)),
        (TextMessage::to(INES, "Hello").into(), None),
        (marketing(INES), Some(131_050)),
        (marketing(ADA), None),
    ] {
        let id = setup.send(message).await.unwrap();
        let update = loop {
            let update = setup.status().await;
            if update["id"] == id.as_str() {
                break update;
            }
        };
        assert_eq!(update["errors"][0]["code"].as_i64(), expected, "{update}");
    }
    setup.act(OSKAR, "messages", super::text("I am back")).await;
    let id = setup.send(TextMessage::to(OSKAR, "Welcome")).await.unwrap();
    let update = loop {
        let update = setup.status().await;
        if update["id"] == id.as_str() {
            break update;
        }
    };
    assert_eq!(update["status"], "sent");
}

#[tokio::test]
async fn addresses_people_by_user_id() {
    let mut setup = start(&[], |_| {}).await;
    let call = setup
        .client
        .send_message(NUMBER, TextMessage::to_user(KAI, "Hello"));
    let sent = serde_json::to_value(call.send().await.unwrap()).unwrap();
    assert_eq!(sent["contacts"], json!([{ "input": KAI, "user_id": KAI }]));
    let update = setup.status().await;
    assert_eq!(update["recipient_user_id"], KAI);
    assert_eq!(update["recipient_id"], Value::Null);
    let mut code = serde_json::to_value(template(ADA, "lantern_login_code", json!([
        { "type": "body", "parameters": [{ "type": "text", "text": "1" }] },
        { "type": "button", "sub_type": "url", "index": 0, "parameters": [{ "type": "text", "text": "1" }] },
    ])))
    .unwrap();
    code.as_object_mut().unwrap().remove("to");
    code["recipient"] = json!(KAI);
    let code: SendMessageRequest = serde_json::from_value(code).unwrap();
    assert_eq!(setup.send(code).await, Err(131_062));
}

#[tokio::test]
async fn checks_the_values_of_templates() {
    let setup = start(&[], |_| {}).await;
    let body = |values: &[&str]| {
        let values = values
            .iter()
            .map(|text| json!({ "type": "text", "text": text }));
        json!([{ "type": "body", "parameters": values.collect::<Vec<_>>() }])
    };
    for (name, components, expected) in [
        ("hello_world", json!([]), Ok(())),
        ("hello_moon", json!([]), Err(132_001)),
        ("order_shipped", body(&["Ada"]), Err(132_000)),
        ("order_shipped", body(&["Ada", "#1"]), Ok(())),
        ("lease_copy", json!([]), Err(132_012)),
        ("parcel_sent", json!([]), Err(131_008)),
        ("lantern_event", body(&["Ada", "Friday"]), Err(132_000)),
    ] {
        let sent = setup.send(template(ADA, name, components)).await;
        assert_eq!(sent.map(|_| ()), expected, "{name}");
    }
}

async fn codes(setup: &Setup, count: usize) -> Vec<i64> {
    let mut codes = Vec::new();
    for _ in 0..count {
        let sent = setup.send(TextMessage::to(ADA, "Hello")).await;
        codes.push(sent.err().unwrap_or(0));
    }
    codes
}

#[tokio::test]
async fn limits_on_request() {
    let setup = start(&[], |settings| {
        settings.faults = vec![Fault::new(131_016, 0.5)];
    })
    .await;
    assert_eq!(codes(&setup, 4).await, [0, 131_016, 0, 131_016]);
    let later = |settings: &mut Settings| settings.faults = vec![Fault::new(131_049, 1.0)];
    let mut setup = start(&[], later).await;
    assert_eq!(codes(&setup, 1).await, [0]);
    assert_eq!(setup.status().await["errors"][0]["code"], 131_049);
    let setup = start(&[], |settings| settings.mps = Some(2)).await;
    assert_eq!(codes(&setup, 3).await, [0, 0, 130_429]);
    let setup = start(&[], |settings| settings.pair_rate = true).await;
    assert_eq!(codes(&setup, 46).await[44..], [0, 131_056]);
}
