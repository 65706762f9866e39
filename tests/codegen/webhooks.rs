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
            #[optional("name", with_name(Into<String>))]
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
        #[from(&str, String)]
        pub struct AdoptedEvent {
            #[required("at", new(Into<String>))]
            pub at: String,
        }
    }
    "#);
}

/// The declaration in `webhooks.rs`.
fn declaration(document: &str, config: &str) -> String {
    let generated = generated(document, config);
    let (_, declaration) = generated.files["src/webhooks.rs"]
        .split_once("webhooks! {")
        .unwrap();
    format!("webhooks! {{{declaration}")
}

const BIRTHS: &str = r"
    openapi: 3.1.0
    info: { title: T, version: '1' }
    webhooks:
      cat.born:
        post:
          summary: A cat was born.
          requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } }
      unknown:
        post:
          operationId: unknown
          requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }
      ping: { get: {} }
    components: { schemas: { Cat: { properties: { name: { type: string } } } } }
";

#[test]
fn declares_the_type_of_updates() {
    assert_snapshot!(declaration(BIRTHS, "webhooks.scheme = \"github\""), @r#"
    webhooks! {
        #[scheme(GitHub)]
        /// An update from the service.
        pub enum Update {
            #[event("cat.born")]
            /// A cat was born.
            ///
            /// Source: `/webhooks/cat.born/post`
            CatBorn(types::Cat),
            #[event("unknown")]
            /// Source: `/webhooks/unknown/post`
            UnknownEvent(Vec<String>),
        }
    }
    "#);
}

#[test]
fn leaves_updates_to_hand_written_code() {
    let settings = "webhooks.update = \"crate::births::Update\"";
    assert_snapshot!(declaration(BIRTHS, settings), @"
    webhooks! {
        pub use crate::births::Update;
    }
    ");
}

#[test]
fn declares_no_update_without_webhooks() {
    let document = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
    assert_snapshot!(declaration(document, ""), @"
    webhooks! {
        /// An update from the service.
        pub enum Update {}
    }
    ");
}

#[test]
fn enables_types_by_the_feature_of_webhooks() {
    let generated = generated(BIRTHS, "crate.tag_features = true");
    let outline = generated.outline;
    assert!(
        outline.contains("struct Cat feature=other-types feature=webhooks"),
        "{outline}"
    );
    assert!(
        outline.contains("webhook CatBorn event=cat.born type=Cat"),
        "{outline}"
    );
    assert_eq!(generated.features, ["other-types"]);
}
