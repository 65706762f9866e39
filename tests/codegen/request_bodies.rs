//! Request bodies.

use super::{generated, items, methods, table, undocumented, with_operation};
use insta::assert_snapshot;

#[test]
fn passes_a_required_body_as_the_last_argument() {
    assert_snapshot!(methods(&with_operation("/cats/{id}", r"
        parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
        requestBody:
          required: true
          content: { application/json: { schema: { required: [name], properties: { name: { type: string } } } } }
    ")), @r#"
    impl Client {
        pub fn find(
            &self,
            id: impl Into<String>,
            body: impl Into<types::FindRequest>,
        ) -> Call<Find> {
            Call::new(self).in_path("id", &id.into()).json_body(&body.into())
        }
    }
    "#);
}

#[test]
fn sets_an_optional_body_by_a_method() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody: { content: { application/json: { schema: { type: object } } } }
    ")), @"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn body(self, body: impl Into<Map<Json>>) -> Self {
            self.json_body(&body.into())
        }
    }
    ");
}

#[test]
fn accepts_any_value_without_a_schema() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody: { required: true, content: { application/json: {} } }
    ")), @"
    impl Client {
        pub fn find(&self, body: impl Into<Json>) -> Call<Find> {
            Call::new(self).json_body(&body.into())
        }
    }
    ");
}

#[test]
fn sends_json_for_json_suffixes() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody: { required: true, content: { application/vnd.cat+json: { schema: { type: string } } } }
    ")), @"
    impl Client {
        pub fn find(&self, body: impl Into<String>) -> Call<Find> {
            Call::new(self).json_body(&body.into())
        }
    }
    ");
}

/// The `Operation` implementation and the methods of an operation.
fn call(document: &str) -> String {
    [table(document), methods(document)].join("\n\n")
}

/// The types generated for the request body of an operation.
fn types(document: &str) -> String {
    undocumented(&items(&generated(document, ""), "src/types"))
}

#[test]
fn sends_url_encoded_forms() {
    assert_snapshot!(call(&with_operation("/cats", r"
        requestBody:
          required: true
          content:
            application/x-www-form-urlencoded:
              schema: { type: object, properties: { size: { type: object } } }
              encoding: { size: { style: deepObject, explode: true } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "application/x-www-form-urlencoded",
            parameters: &[Parameter::form("size").style(Style::DeepObject, true)],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }

    impl Client {
        pub fn find(&self, body: impl Into<types::FindRequest>) -> Call<Find> {
            Call::new(self).form_body(&body.into())
        }
    }
    "#);
}

#[test]
fn maps_binary_properties_of_multipart_forms_to_files() {
    assert_snapshot!(types(&with_operation("/cats", r"
        requestBody:
          required: true
          content:
            multipart/form-data:
              schema:
                type: object
                required: [photo]
                properties:
                  photo: { type: string, format: binary }
                  more: { type: array, items: { contentMediaType: image/png } }
                  raw: { type: string, contentEncoding: binary }
                  note: { type: string, format: byte }
    ")), @r#"
    object! {
        pub struct FindRequest {
            #[required("photo", new(Into<crate::runtime::wire::File>))]
            pub photo: crate::runtime::wire::File,
            #[optional("more", with_more[Into<crate::runtime::wire::File>])]
            pub more: Option<Vec<crate::runtime::wire::File>>,
            #[optional("note", with_note(Into<String>))]
            pub note: Option<String>,
            #[optional("raw", with_raw(Into<crate::runtime::wire::File>))]
            pub raw: Option<crate::runtime::wire::File>,
        }
    }
    "#);
}

#[test]
fn maps_properties_without_a_type_to_files() {
    // Spector, payload/multipart: the default of OpenAPI 3.1 for a part without `type`.
    assert_snapshot!(types(&with_operation("/cats", r"
        requestBody:
          required: true
          content:
            multipart/form-data:
              schema:
                type: object
                required: [photo]
                properties:
                  photo: {}
                  more: { type: array, items: { description: An image. } }
                  tags: {}
                  limited: { maxLength: 3 }
              encoding:
                photo: { contentType: image/png }
                tags: { contentType: application/json }
    ")), @r#"
    object! {
        #[rules(FIND_REQUEST)]
        pub struct FindRequest {
            #[required("photo", new(Into<crate::runtime::wire::File>))]
            pub photo: crate::runtime::wire::File,
            #[optional("limited", with_limited(Into<Json>))]
            pub limited: Option<Json>,
            #[optional("more", with_more[Into<crate::runtime::wire::File>])]
            pub more: Option<Vec<crate::runtime::wire::File>>,
            #[optional("tags", with_tags(Into<Json>))]
            pub tags: Option<Json>,
        }
    }

    const FIND_REQUEST: Rules = &[Rule::Property("limited", &[Rule::MaxLength(3)])];
    "#);
}

#[test]
fn sends_text_and_bytes_unchanged() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody: { required: true, content: { text/csv: { schema: { type: string } } } }
    ")), @"
    impl Client {
        pub fn find(&self, body: impl Into<String>) -> Call<Find> {
            Call::new(self).text_body(body.into())
        }
    }
    ");
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody: { required: true, content: { image/*: { schema: { type: string, format: binary } } } }
    ")), @"
    impl Client {
        pub fn find(&self, body: impl Into<crate::runtime::wire::Content>) -> Call<Find> {
            Call::new(self).bytes_body(body.into())
        }
    }
    ");
}

#[test]
fn prefers_json_among_media_types() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        requestBody:
          required: true
          content:
            application/xml: { schema: { type: object } }
            multipart/form-data: { schema: { type: object } }
            application/json: { schema: { type: boolean } }
    ")), @"
    impl Client {
        pub fn find(&self, body: impl Into<bool>) -> Call<Find> {
            Call::new(self).json_body(&body.into())
        }
    }
    ");
}

/// The method that writes the request body, and the media type.
fn sent_as(content: &str) -> String {
    let text = format!(
        "{{ openapi: 3.1.0, info: {{ title: A, version: 1 }}, paths: {{ /cats: {{ post: {{ \
         operationId: add, responses: {{}}, requestBody: {{ required: true, content: {content} }} }} }} }} }}"
    );
    let body = methods(&text);
    let body = body
        .lines()
        .filter(|line| line.contains("pub fn") || line.contains("_body("));
    let table = table(&text);
    let media_type = table.lines().filter(|line| line.contains("content_type"));
    let lines: Vec<&str> = body.chain(media_type).map(str::trim).collect();
    lines.join("\n")
}

#[test]
fn sends_a_non_object_form_as_text() {
    assert_snapshot!(sent_as("{ application/x-www-form-urlencoded: { schema: { type: string } } }"), @r#"
    pub fn add(&self, body: impl Into<String>) -> Call<Add> {
    Call::new(self).text_body(body.into())
    content_type: "application/x-www-form-urlencoded",
    "#);
}

#[test]
fn sends_objects_for_every_multipart_type() {
    assert_snapshot!(sent_as("{ multipart/mixed: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).multipart_body(&body.into())
    content_type: "multipart/mixed",
    "#);
}

#[test]
fn sends_json_for_an_application_range() {
    assert_snapshot!(sent_as("{ application/*: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json",
    "#);
}

#[test]
fn sends_media_type_parameters() {
    assert_snapshot!(sent_as("{ application/json; version=2; charset=utf-8: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json; version=2; charset=utf-8",
    "#);
    assert_snapshot!(sent_as("{ text/plain; charset=UTF-8: { schema: { type: string } } }"), @r#"
    pub fn add(&self, body: impl Into<String>) -> Call<Add> {
    Call::new(self).text_body(body.into())
    content_type: "text/plain; charset=UTF-8",
    "#);
    assert_snapshot!(sent_as("{ text/plain; charset=iso-8859-1: { schema: { type: string } } }"), @r#"
    pub fn add(&self, body: impl Into<String>) -> Call<Add> {
    Call::new(self).text_body(body.into())
    content_type: "text/plain",
    "#);
}

#[test]
fn prefers_plain_json() {
    assert_snapshot!(sent_as("{ application/json; simple: {}, application/json: {}, application/a+json: {} }"), @r#"
    pub fn add(&self, body: impl Into<Json>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json",
    "#);
}

#[test]
fn generates_a_second_method_for_files() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { '/cats/{id}': { put: {
        operationId: keep, responses: {},
        parameters: [{ name: id, in: path, required: true, schema: { type: string } }],
        requestBody: { required: true, content: {
            application/json: { schema: { properties: { name: { type: string } } } },
            multipart/form-data: { schema: { properties: { photos: { type: array, items: { type: string, format: binary } } } } },
            application/x-www-form-urlencoded: { schema: { properties: { name: { type: string } } } },
        } },
    } } } }";
    assert_snapshot!(methods(text), @r#"
    impl Client {
        pub fn keep(
            &self,
            id: impl Into<String>,
            body: impl Into<types::KeepRequest>,
        ) -> Call<Keep> {
            Call::new(self).in_path("id", &id.into()).json_body(&body.into())
        }
    }

    impl Client {
        pub fn keep_multipart(
            &self,
            id: impl Into<String>,
            body: impl Into<types::KeepMultipartRequest>,
        ) -> Call<KeepMultipart> {
            Call::new(self).in_path("id", &id.into()).multipart_body(&body.into())
        }
    }
    "#);
}

/// The methods for a schema that JSON and multipart share.
fn shared_schema(cat: &str) -> String {
    let content = "{ application/json: { schema: { $ref: '#/components/schemas/Cat' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/Cat' } } }";
    let components = format!("}}, components: {{ schemas: {{ Cat: {cat} }} }} }}");
    methods(&format!(
        "{{ openapi: 3.1.0, info: {{ title: A, version: 1 }}, paths: {{ /cats: {{ post: {{ operationId: add, responses: {{}}, requestBody: {{ required: true, content: {content} }} }} }} {components}"
    ))
}

#[test]
fn sends_types_with_optional_files_in_both_forms() {
    assert_snapshot!(shared_schema("{ properties: { photo: { type: string, contentEncoding: binary } } }"), @"
    impl Client {
        pub fn add(&self, body: impl Into<types::Cat>) -> Call<Add> {
            Call::new(self).json_body(&body.into())
        }
    }

    impl Client {
        pub fn add_multipart(&self, body: impl Into<types::Cat>) -> Call<AddMultipart> {
            Call::new(self).multipart_body(&body.into())
        }
    }
    ");
}

#[test]
fn sends_types_with_required_files_by_multipart_alone() {
    assert_snapshot!(shared_schema("{ required: [photo], properties: { photo: { type: string, format: binary } } }"), @"
    impl Client {
        pub fn add(&self, body: impl Into<types::Cat>) -> Call<Add> {
            Call::new(self).multipart_body(&body.into())
        }
    }
    ");
}

#[test]
fn finds_files_in_branches_and_beside_null() {
    let text = with_operation(
        "/cats",
        r"
        requestBody: { content: { multipart/form-data: { schema: { anyOf: [
            { type: object, required: [photo, items], properties: { photo: { anyOf: [{ type: string, format: binary }, { type: 'null' }] }, items: { type: string, format: binary } } },
            { type: object, required: [photos], properties: { photos: { type: array, items: { type: string, format: binary } } } },
        ] } } } }
    ",
    );
    let code = undocumented(&items(&generated(&text, ""), "src/types"));
    let fields = code
        .lines()
        .filter(|line| line.trim().starts_with("pub ") && line.contains(": "));
    assert_snapshot!(fields.collect::<Vec<_>>().join("\n"), @"
    pub photo: Nullable<crate::runtime::wire::File>,
    pub items: crate::runtime::wire::File,
    pub photos: Vec<crate::runtime::wire::File>,
    ");
}
