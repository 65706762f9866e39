//! The page in Chromium: bubbles, answers of the person, ticks.

use super::driver::Browser;
use super::{ADA, NUMBER, Setup, start};
use crate::support::shipped_spec::{REQUEST, examples};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use whatsapp_cloud::types::{ReadReceipt, SendMessageRequest, TypingIndicator};

/// Returns the bubbles as text: tags, roles, labels, and words; no ids and times.
const OUTLINE: &str = r"
    const words = (element) => [...element.childNodes].filter((node) => node.nodeType === 3)
        .map((node) => node.textContent.trim()).filter(Boolean).join(' ');
    const skipped = 'time, .tools, .icon, .map > *';
    const outline = (element, indent) => {
        if (element.matches(skipped)) return '';
        const name = element.tagName.toLowerCase();
        const label = element.getAttribute('aria-label');
        const role = element.getAttribute('role');
        const line = [name, role && `[${role}]`, label && `(${label})`, words(element)];
        const inner = [...element.children].map((child) => outline(child, indent + '  '));
        const isPlain = name === 'div' && !label && !role && !words(element);
        if (isPlain) return [...element.children].map((child) => outline(child, indent)).join('');
        return `${indent}${line.filter(Boolean).join(' ')}\n${inner.join('')}`;
    };
    return [...document.querySelectorAll('.bubble')].map((one) => outline(one, '')).join('');
";

/// Opens the page, with a chat of the person `ADA`; `None` without a browser.
async fn open(setup: &Setup) -> Option<Browser> {
    let Some(browser) = Browser::start().await else {
        println!("skipped: `chromedriver` is not installed (Debian: `chromium-driver`)");
        return None;
    };
    browser.open(setup.phone.url()).await;
    let script = "return document.querySelectorAll('.contact').length >= 5";
    browser.wait_for(script).await;
    Some(browser)
}

/// Sends an example of the spec to `ADA`; returns the id of the message.
async fn send(setup: &Setup, name: &str) -> String {
    let mut examples = examples(REQUEST).into_iter();
    let (_, mut body) = examples.find(|(found, _)| found == name).unwrap();
    body["to"] = json!(ADA);
    let request: SendMessageRequest = serde_json::from_value(body).unwrap();
    setup.send(request).await.unwrap()
}

/// Clicks an element below the bubble of a message, once the bubble is there.
async fn click(browser: &Browser, id: &str, selector: &str) {
    let element = format!("document.getElementById('{id}')?.querySelector('{selector}')");
    let script = format!("const one = {element}; one?.click(); return Boolean(one)");
    browser.wait_for(&script).await;
}

/// Sends the form of the open dialog, after a change of the form.
async fn submit(browser: &Browser, change: &str) {
    let script = format!(
        "const form = document.querySelector('dialog form'); {change}; form.requestSubmit(); return true"
    );
    browser
        .wait_for("return Boolean(document.querySelector('dialog form'))")
        .await;
    browser.run(&script).await;
}

#[tokio::test]
async fn shows_every_example_of_the_spec() {
    let setup = start(&[], |_| {}).await;
    let Some(browser) = open(&setup).await else {
        return;
    };
    let mut kinds = BTreeSet::new();
    for (_, mut body) in examples(REQUEST) {
        if body["type"].is_string() && body["recipient_type"] != "group" {
            body["to"] = json!(ADA);
        }
        let kind = format!("{} {}", body["type"], body["interactive"]["type"]);
        kinds.insert(kind);
        let request: SendMessageRequest = serde_json::from_value(body).unwrap();
        setup
            .client
            .send_message(NUMBER, request)
            .send()
            .await
            .unwrap();
    }
    assert!(kinds.len() > 25, "{kinds:?}");
    let messages = setup.state().await["messages"].as_array().unwrap().clone();
    let shown = messages
        .iter()
        .filter(|message| message["chat"] == ADA)
        .count();
    // A file that the phone does not have becomes a drawing.
    let script = format!(
        "const ticks = [...document.querySelectorAll('.bubble .ticks')];
        const isFinal = (one) => one.matches('.read') || one.closest('[data-type=reaction]');
        const isLoading = document.querySelector('img, audio, video');
        return ticks.length === {shown} && ticks.every(isFinal) && !isLoading"
    );
    browser.wait_for(&script).await;
    let outline = browser.run(OUTLINE).await;
    insta::assert_snapshot!("bubbles", outline.as_str().unwrap());
}

#[tokio::test]
async fn taps_become_webhooks() {
    let mut setup = start(&[], |_| {}).await;
    let Some(browser) = open(&setup).await else {
        return;
    };
    let id = send(&setup, "send-reply-button").await;
    click(&browser, &id, ".attached .action").await;
    let reply = setup.message().await;
    assert_eq!(reply["context"]["id"], id.as_str());
    assert_eq!(
        reply["interactive"]["button_reply"]["id"],
        "order-311-confirm"
    );

    let id = send(&setup, "send-list-message").await;
    click(&browser, &id, ".attached .action").await;
    submit(&browser, "form.querySelectorAll('input')[1].checked = true").await;
    let reply = setup.message().await;
    assert_eq!(reply["interactive"]["list_reply"]["id"], "slot-1100");

    let id = send(&setup, "send-interactive-message-template").await;
    click(&browser, &id, ".attached .action").await;
    let expected = json!({ "payload": "lesson-4417-yes", "text": "Yes" });
    assert_eq!(setup.message().await["button"], expected);

    let id = send(&setup, "send-location-request").await;
    click(&browser, &id, ".attached .action").await;
    submit(&browser, "form.elements.name.value = 'Here'").await;
    assert_eq!(setup.message().await["location"]["latitude"], 37.4847);

    let id = send(&setup, "send-draft-flow-by-id").await;
    click(&browser, &id, ".attached .action").await;
    submit(&browser, "").await;
    let flow = setup.message().await["interactive"]["nfm_reply"]["response_json"].take();
    let flow: Value = serde_json::from_str(flow.as_str().unwrap()).unwrap();
    assert_eq!(flow["flow_token"], "fit-draft-2");

    let id = send(&setup, "send-multi-product-message").await;
    click(&browser, &id, ".attached .action").await;
    submit(&browser, "form.querySelector('input').value = 3").await;
    assert_eq!(
        setup.message().await["order"]["product_items"][0]["quantity"],
        3
    );

    let id = send(&setup, "send-media-carousel-with-quick-replies").await;
    click(&browser, &id, ".slide:nth-child(2) .action").await;
    let reply = setup.message().await;
    assert_eq!(reply["interactive"]["button_reply"]["id"], "keep-tides");
}

#[tokio::test]
async fn the_person_writes_by_keyboard() {
    let mut setup = start(&[], |_| {}).await;
    let Some(browser) = open(&setup).await else {
        return;
    };
    browser
        .run("document.querySelector('textarea').focus()")
        .await;
    browser.type_keys("Hello *you*\u{E007}").await;
    let message = setup.message().await;
    assert_eq!(message["text"]["body"], "Hello *you*");
    let bold = browser.wait_for("return document.querySelector('.own strong')?.textContent");
    assert_eq!(bold.await, "you");

    let receipt = ReadReceipt::new(message["id"].as_str().unwrap());
    let receipt = receipt.with_typing_indicator(TypingIndicator::new());
    setup
        .client
        .send_message(NUMBER, receipt)
        .send()
        .await
        .unwrap();
    browser
        .wait_for("return Boolean(document.querySelector('.typing'))")
        .await;
    browser
        .wait_for("return Boolean(document.querySelector('.own .ticks.read'))")
        .await;

    let id = send(&setup, "send-text-message").await;
    browser
        .wait_for("return !document.querySelector('.typing')")
        .await;
    for expected in ["sent", "delivered", "read"] {
        assert_eq!(setup.status().await["status"], expected);
    }
    click(&browser, &id, ".react .tool").await;
    assert_eq!(setup.message().await["reaction"]["message_id"], id.as_str());
    let script = "return Boolean(document.querySelector('.reactions'))";
    browser.wait_for(script).await;

    browser
        .run("document.querySelector('#attach').click()")
        .await;
    let script = "document.querySelectorAll('#attachments button')[1].click()";
    browser.run(script).await;
    let image = setup.message().await;
    let id = image["image"]["id"].as_str().unwrap();
    let found = setup.client.get_media(id).send().await.unwrap();
    assert_eq!(found.mime_type.as_deref(), Some("image/png"));
    browser
        .wait_for("return document.querySelector('img.media')?.naturalWidth === 320")
        .await;
}

#[tokio::test]
async fn the_inspector_shows_requests_and_webhooks() {
    let setup = start(&[500], |_| {}).await;
    let Some(browser) = open(&setup).await else {
        return;
    };
    let invalid = whatsapp_cloud::types::TextMessage::to(ADA, "");
    let call = setup
        .client
        .send_message(NUMBER, invalid)
        .without_validation();
    call.send().await.unwrap_err();
    let script = "return document.querySelector('.violations li')?.textContent";
    let violation = browser.wait_for(script).await;
    assert_eq!(
        violation,
        "/text/body has 0 characters, at least 1 required"
    );
    send(&setup, "send-text-message").await;
    let script = "return [...document.querySelectorAll('.attempts')].find((one) => one.children.length === 2)?.textContent";
    let attempts = browser.wait_for(script).await;
    let attempts = attempts.as_str().unwrap();
    assert!(
        attempts.contains("500") && attempts.contains("200"),
        "{attempts}"
    );
    let script = "
        let copied; navigator.clipboard.writeText = async (text) => { copied = text; };
        const request = [...document.querySelectorAll('.request')][0];
        return [...request.querySelectorAll('.copy')].map((one) => { one.click(); return copied; })";
    let snippets = browser.run(script).await;
    let [rust, json, curl] = [0, 1, 2].map(|index| snippets[index].as_str().unwrap());
    assert!(
        rust.contains("TextMessage = serde_json::from_str")
            || rust.contains("TextMessage::to(\"16505551234\""),
        "{rust}"
    );
    assert!(serde_json::from_str::<Value>(json).is_ok(), "{json}");
    assert!(
        curl.contains("/v25.0/106540352242922/messages") && !curl.contains("any"),
        "{curl}"
    );
}
