//! Subscriptions of webhooks, and addresses that replace `--webhook`.

use super::answer::Answer;
use super::delivery;
use super::state::{Data, Shared};
use crate::runtime::wire::Json;
use serde_json::json;
use std::sync::Arc;

/// Sets the address of the webhooks, if the body has an address.
pub(super) fn change(shared: &Arc<Shared>, body: &Json) -> Answer {
    let Some(url) = body["override_callback_uri"].as_str() else {
        return Answer::success();
    };
    let mut data = shared.data();
    data.webhook.url = Some(url.to_owned());
    if let Some(token) = body["verify_token"].as_str() {
        token.clone_into(&mut data.webhook.verify_token);
    }
    data.webhook.is_verified = false;
    let webhook = data.webhook_json();
    data.publish("webhook", &webhook);
    drop(data);
    tokio::spawn(delivery::verify(Arc::clone(shared)));
    Answer::success()
}

/// Returns to the address of the settings.
pub(super) fn reset(shared: &Shared) -> Answer {
    let mut data = shared.data();
    data.webhook.url.clone_from(&shared.settings.webhook);
    Answer::success()
}

/// Lists the only app.
pub(super) fn list(data: &Data) -> Answer {
    let app = json!({ "id": "1", "name": "whatsapp-phone", "link": "https://example.com" });
    let mut entry = json!({ "whatsapp_business_api_data": app });
    if let Some(url) = &data.webhook.url {
        entry["override_callback_uri"] = json!(url);
    }
    Answer::ok(json!({ "data": [entry] }))
}
