//! Operations: names, methods and documentation.

use super::{documented_operation, methods, table};
use codegen::{Config, Source};
use insta::assert_snapshot;

#[test]
fn names_operations_by_id() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: Cats/find-all } } }
    "), @"
    impl Client {
        pub fn cats_find_all(&self) -> Call<CatsFindAll> {
            Call::new(self)
        }
    }
    ");
}

#[test]
fn names_operations_by_method_and_path() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { '/cats/{id}/toys': { delete: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }] } } }
    "), @r#"
    impl Client {
        pub fn delete_cats_id_toys(&self, id: impl Into<String>) -> Call<DeleteCatsIdToys> {
            Call::new(self).in_path("id", &id.into())
        }
    }
    "#);
}

#[test]
fn inherits_parameters_of_the_path_item() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string } }
              - { name: page, in: query, schema: { type: string } }
            get: { operationId: find, parameters: [{ name: page, in: query, required: true, schema: { type: integer } }] }
    "), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<String>, page: impl Into<i64>) -> Call<Find> {
            Call::new(self).in_path("id", &id.into()).in_query("page", &page.into())
        }
    }
    "#);
}

#[test]
fn documents_arguments() {
    assert_snapshot!(documented_operation(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats/{id}:
            put:
              operationId: rename
              deprecated: true
              summary: Rename a cat
              description: It may not listen.
              parameters:
                - { name: id, in: path, required: true, description: Which cat., schema: { type: string, minLength: 1 } }
                - { name: loud, in: query, deprecated: true, description: Whether to shout., schema: { type: boolean, default: false } }
              requestBody:
                required: true
                description: Its new name.
                content: { application/json: { schema: { type: string } } }
    "), @r#"
    impl Client {
        /// Rename a cat.
        ///
        /// It may not listen.
        ///
        /// # Arguments
        ///
        /// - `id`: Which cat. At least 1 character.
        /// - `body`: Its new name.
        ///
        /// Optional, as methods of the [`Call`]: `loud`.
        ///
        /// `PUT /cats/{id}`
        ///
        /// Fails with `Json`.
        ///
        /// Source: `/paths/~1cats~1{id}/put`
        #[deprecated]
        pub fn rename(
            &self,
            id: impl Into<String>,
            body: impl Into<String>,
        ) -> Call<Rename> {
            Call::new(self).in_path("id", &id.into()).json_body(&body.into())
        }
    }

    impl Call<Rename> {
        /// Sets `loud`. Whether to shout. Default: `false`. Deprecated.
        pub fn loud(self, loud: impl Into<bool>) -> Self {
            self.in_query("loud", &loud.into())
        }
    }
    "#);
}

#[test]
fn supports_the_query_method() {
    assert_snapshot!(documented_operation(r"
        openapi: 3.2.0
        info: { title: T, version: '1' }
        paths:
          /cats:
            query:
              operationId: search
              parameters:
                - { name: id, in: query, schema: { type: string } }
                - { name: X-Trace, in: header, schema: { type: string } }
                - { name: session, in: cookie, schema: { type: string } }
              requestBody: { content: { application/json: { schema: { type: string } } } }
    "), @r#"
    impl Client {
        /// `QUERY /cats`
        ///
        /// Optional, as methods of the [`Call`]: `id`, `x_trace`, `session`, `body`.
        ///
        /// Fails with `Json`.
        ///
        /// Source: `/paths/~1cats/query`
        pub fn search(&self) -> Call<Search> {
            Call::new(self)
        }
    }

    impl Call<Search> {
        /// Sets `id`.
        pub fn id(self, id: impl Into<String>) -> Self {
            self.in_query("id", &id.into())
        }
        /// Sets the header `X-Trace`.
        pub fn x_trace(self, x_trace: impl Into<String>) -> Self {
            self.in_header("X-Trace", &x_trace.into())
        }
        /// Sets the cookie `session`.
        pub fn session(self, session: impl Into<String>) -> Self {
            self.in_cookie("session", &session.into())
        }
        /// Sets the request body.
        pub fn body(self, body: impl Into<String>) -> Self {
            self.json_body(&body.into())
        }
    }
    "#);
}

#[test]
fn generates_a_shared_path_item_twice() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: {
        /cats: { get: { operationId: find, responses: {} } },
        /old/cats: { $ref: '#/paths/~1cats' },
    } }";
    assert_snapshot!(methods(text), @"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Client {
        pub fn find_old_cats(&self) -> Call<FindOldCats> {
            Call::new(self)
        }
    }
    ");
}

#[test]
fn merges_operations_beside_a_path_item_reference() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: {
        /cats: { $ref: '#/components/pathItems/Cats', post: { operationId: add, responses: {} } },
    }, components: { pathItems: { Cats: { get: { operationId: find, responses: {} } } } } }";
    assert_snapshot!(methods(text), @"
    impl Client {
        pub fn add(&self) -> Call<Add> {
            Call::new(self)
        }
    }

    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }
    ");
}

#[test]
fn numbers_derived_names_on_collision() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: {
        /cats: { get: { responses: {} } }, /cats/: { get: { responses: {} } }, /dogs: { get: { operationId: getCats, responses: {} } },
        /keep: { put: { operationId: keep, responses: {}, requestBody: { content: { application/json: {}, multipart/form-data: { schema: { properties: { cats: { type: string, format: binary } } } } } } } },
        /kept: { get: { operationId: keepMultipart, responses: {} } },
    } }";
    let source = Source::parse("api.yaml", text).unwrap();
    let generated = codegen::generate(&source, &Config::default()).unwrap();
    let methods = generated
        .outline
        .lines()
        .filter(|line| line.starts_with("operation "));
    assert_snapshot!(methods.collect::<Vec<_>>().join("\n"), @"
    operation get_cats id=getCats method=GET path=/dogs output=() error=Json
    operation get_cats_2 id=getCats method=GET path=/cats output=() error=Json
    operation get_cats_3 id=getCats method=GET path=/cats/ output=() error=Json
    operation keep id=keep method=PUT path=/keep output=() error=Json
    operation keep_multipart id=keepMultipart method=GET path=/kept output=() error=Json
    operation keep_multipart_2 id=keep method=PUT path=/keep output=() error=Json
    ");
}

#[test]
fn merges_parameters_and_servers_beside_a_path_item_reference() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, servers: [{ url: 'https://a.example' }], paths: {
        '/cats/{id}': { $ref: '#/components/pathItems/Cats', servers: [{ url: 'https://b.example' }],
            parameters: [{ name: id, in: path, required: true, schema: { type: integer } }] },
    }, components: { pathItems: { Cats: { get: { operationId: find, responses: {} } } } } }";
    assert_snapshot!(methods(text), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<i64>) -> Call<Find> {
            Call::new(self).in_path("id", &id.into())
        }
    }
    "#);
    assert!(table(text).contains(r#"SERVER: &'static str = "https://b.example""#));
}
