//! Webhooks and callbacks.

use super::{generated, items, undocumented};
use insta::assert_snapshot;

fn types(document: &str) -> String {
    undocumented(&items(&generated(document, ""), "src/types"))
}

#[test]
fn generates_a_type_for_a_webhook() {
    assert_snapshot!(types(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        webhooks:
          cat born:
            post:
              requestBody: { content: { application/json: { schema: { properties: { name: { type: string } } } } } }
    "), @r#"
    object! {
        pub struct CatBornEvent {
            #[optional("name", with_name)]
            pub name: Option<String>,
        }
    }
    "#);
}

#[test]
fn generates_a_type_for_a_callback() {
    assert_snapshot!(types(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats:
            post:
              operationId: adopt
              callbacks:
                adopted:
                  '{$request.body#/url}':
                    post:
                      requestBody: { content: { application/json: { schema: { required: [at], properties: { at: { type: string } } } } } }
    "), @r#"
    object! {
        pub struct AdoptedEvent {
            #[required("at")]
            pub at: String,
        }
    }
    "#);
}
