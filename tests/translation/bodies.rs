//! Bodies of requests.

use super::{generated, items, methods, table, undocumented, with_operation};
use insta::assert_snapshot;

#[test]
fn a_required_body_is_the_last_argument() {
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
fn an_optional_body_is_a_method_of_the_call() {
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
fn a_body_of_which_nothing_is_said_is_any_value() {
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
fn other_json_media_types_are_json_as_well() {
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

/// The table and the method of an operation.
fn call(document: &str) -> String {
    [table(document), methods(document)].join("\n\n")
}

/// The types that the body of an operation makes.
fn types(document: &str) -> String {
    undocumented(&items(&generated(document, ""), "src/types"))
}

#[test]
fn a_form_is_written_as_names_and_values() {
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
        const SUCCESS: &'static [Answer<Self::Output>] = &[Answer::empty(Status::Class(2))];
        const FAILURE: &'static [Answer<Self::Error>] = &[Answer::json(Status::Default)];
    }

    impl Client {
        pub fn find(&self, body: impl Into<types::FindRequest>) -> Call<Find> {
            Call::new(self).form_body(&body.into())
        }
    }
    "#);
}

#[test]
fn a_binary_member_of_a_form_in_parts_is_a_file() {
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
                  note: { type: string, format: byte }
    ")), @r#"
    object! {
        pub struct FindRequest {
            #[required("photo")]
            pub photo: crate::runtime::wire::File,
            #[optional("more", with_more)]
            pub more: Option<Vec<crate::runtime::wire::File>>,
            #[optional("note", with_note)]
            pub note: Option<String>,
        }
    }
    "#);
}

#[test]
fn text_and_bytes_are_sent_as_they_are() {
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
fn of_several_media_types_json_is_taken() {
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

/// The form and the media type that a body of this content is sent in.
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
fn a_form_that_is_no_object_is_text() {
    assert_snapshot!(sent_as("{ application/x-www-form-urlencoded: { schema: { type: string } } }"), @r#"
    pub fn add(&self, body: impl Into<String>) -> Call<Add> {
    Call::new(self).text_body(body.into())
    content_type: "application/x-www-form-urlencoded",
    "#);
}

#[test]
fn an_object_in_parts_of_any_kind_is_sent_in_parts() {
    assert_snapshot!(sent_as("{ multipart/mixed: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).multipart_body(&body.into())
    content_type: "multipart/mixed",
    "#);
}

#[test]
fn what_any_media_type_of_applications_describes_is_json() {
    assert_snapshot!(sent_as("{ application/*: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json",
    "#);
}

#[test]
fn the_parameters_of_a_media_type_are_sent() {
    assert_snapshot!(sent_as("{ application/json; version=2; charset=utf-8: { schema: { type: object } } }"), @r#"
    pub fn add(&self, body: impl Into<Map<Json>>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json; version=2",
    "#);
}

#[test]
fn of_two_kinds_of_json_the_plain_one_is_sent() {
    assert_snapshot!(sent_as("{ application/json; simple: {}, application/json: {}, application/a+json: {} }"), @r#"
    pub fn add(&self, body: impl Into<Json>) -> Call<Add> {
    Call::new(self).json_body(&body.into())
    content_type: "application/json",
    "#);
}

#[test]
fn what_json_cannot_send_has_a_call_of_its_own() {
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

#[test]
fn one_type_with_files_for_json_and_parts_is_sent_in_parts() {
    let content = "{ application/json: { schema: { $ref: '#/components/schemas/Cat' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/Cat' } } }";
    let components = "}, components: { schemas: { Cat: { properties: { photo: { type: string, format: binary } } } } } }";
    let text = format!(
        "{{ openapi: 3.1.0, info: {{ title: A, version: 1 }}, paths: {{ /cats: {{ post: {{ operationId: add, responses: {{}}, requestBody: {{ required: true, content: {content} }} }} }} {components}"
    );
    assert_snapshot!(methods(&text), @"
    impl Client {
        pub fn add(&self, body: impl Into<types::Cat>) -> Call<Add> {
            Call::new(self).multipart_body(&body.into())
        }
    }
    ");
}

#[test]
fn files_may_be_null_or_in_branches() {
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
    pub photo: Option<crate::runtime::wire::File>,
    pub items: crate::runtime::wire::File,
    pub photos: Vec<crate::runtime::wire::File>,
    ");
}
