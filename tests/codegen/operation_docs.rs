//! Documentation of operations, arguments and responses.

use super::{generated, items};
use insta::assert_snapshot;

/// An operation with documented and undocumented parameters.
const SEARCH: &str = r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /{version}/cats/{id}:
            get:
              operationId: search
              parameters:
              - { name: version, in: path, required: true, schema: { type: string, default: v1 } }
              - { name: id, in: path, required: true, schema: { type: string } }
              - { name: owner, in: query, required: true, schema: { type: string, default: me }, description: Whose. }
              - { name: page, in: query, schema: { type: integer, default: 1 } }
              - { name: size, in: query, schema: { type: integer, maximum: 50, default: 20 }, description: How many. }
              - { name: loud, in: query, schema: { type: boolean } }
              requestBody: { content: { application/json: { schema: { type: string } } } }
              responses:
                '200': { description: Found., content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } }
                '404': { description: None. }
        components: { schemas: { Cat: { type: object, properties: { name: { type: string } } } } }
";

#[test]
fn documents_operations_without_descriptions() {
    let generated = generated(SEARCH, "[client]\nparameters = ['version']");
    assert_snapshot!(items(&generated, "src/operations")[3..].join("\n\n"), @r#"
    impl Client {
        /// `GET /{version}/cats/{id}`
        ///
        /// # Arguments
        ///
        /// - `id`
        /// - `owner`: Whose.
        ///
        /// Optional, as methods of the [`Call`]: `page`, `size`, `loud`, `body`.
        ///
        /// Succeeds with [`types::Cat`].
        ///
        /// Source: `/paths/~1{version}~1cats~1{id}/get`
        pub fn search(
            &self,
            id: impl Into<String>,
            owner: impl Into<String>,
        ) -> Call<Search> {
            Call::new(self).in_path("id", &id.into()).in_query("owner", &owner.into())
        }
    }

    impl Call<Search> {
        /// Sets `page`. Default: `1`.
        pub fn page(self, page: impl Into<i64>) -> Self {
            self.in_query("page", &page.into())
        }
        /// Sets `size`. How many. At most 50. Default: `20`.
        pub fn size(self, size: impl Into<i64>) -> Self {
            self.in_query("size", &size.into())
        }
        /// Sets `loud`.
        pub fn loud(self, loud: impl Into<bool>) -> Self {
            self.in_query("loud", &loud.into())
        }
        /// Sets the request body.
        pub fn body(self, body: impl Into<String>) -> Self {
            self.json_body(&body.into())
        }
    }
    "#);
    let (_, setters) = generated.files["src/operations/mod.rs"]
        .split_once("impl ClientBuilder")
        .unwrap();
    assert_snapshot!(setters, @r#"
     {
        /// Sets `version` for all requests; the default is `v1`.
        pub fn version(self, version: impl Into<String>) -> Self {
            self.client_parameter("version", version.into())
        }
    }
    "#);
}
