//! Parameters.

use super::{documented_operation, methods, problems, table, with_operation};
use insta::assert_snapshot;

#[test]
fn passes_path_parameters_as_arguments() {
    assert_snapshot!(methods(&with_operation("/cats/{id}", r"
        parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    ")), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<String>) -> Call<Find> {
            Call::new(self).in_path("id", &id.into())
        }
    }
    "#);
}

#[test]
fn passes_required_parameters_as_arguments() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        parameters: [{ name: page, in: query, required: true, schema: { type: integer } }]
    ")), @r#"
    impl Client {
        pub fn find(&self, page: impl Into<i64>) -> Call<Find> {
            Call::new(self).in_query("page", &page.into())
        }
    }
    "#);
}

#[test]
fn sets_optional_parameters_by_methods() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        parameters:
          - { name: page, in: query, schema: { type: integer } }
          - { name: X-Trace, in: header, schema: { type: string } }
    ")), @r#"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn page(self, page: impl Into<i64>) -> Self {
            self.in_query("page", &page.into())
        }
        pub fn x_trace(self, x_trace: impl Into<String>) -> Self {
            self.in_header("X-Trace", &x_trace.into())
        }
    }
    "#);
}

#[test]
fn maps_array_parameters_to_vec() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        parameters: [{ name: tags, in: query, schema: { type: array, items: { type: string } } }]
    ")), @r#"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn tags(self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.in_query("tags", &crate::runtime::wire::to_vec::<String>(tags))
        }
    }
    "#);
}

#[test]
fn describes_location_and_style_of_parameters() {
    assert_snapshot!(table(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, style: label, explode: true, schema: { type: array, items: { type: string } } }
          - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
          - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
          - { name: X-Ids, in: header, required: true, schema: { type: array, items: { type: integer } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats/{id}",
            accept: "application/json",
            content_type: "",
            parameters: &[
                Parameter::path("id").style(Style::Label, true),
                Parameter::query("tags").style(Style::Form, false),
                Parameter::query("filter").style(Style::DeepObject, true),
                Parameter::header("X-Ids").required(),
            ],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn turns_limits_of_parameters_into_rules() {
    assert_snapshot!(table(&with_operation("/cats", r"
        parameters:
          - { name: page, in: query, schema: { type: integer, minimum: 1 } }
          - { name: name, in: query, schema: { type: string, pattern: '^[a-z]+$' } }
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
            content_type: "",
            parameters: &[
                Parameter::query("page").rules(&[Rule::Minimum(1.0)]),
                Parameter::query("name").rules(&[Rule::Pattern("^[a-z]+$")]),
            ],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn generates_a_type_for_an_enum_parameter() {
    assert_snapshot!(methods(&with_operation("/cats", r"
        parameters: [{ name: order, in: query, schema: { enum: [up, down] } }]
    ")), @r#"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn order(self, order: impl Into<types::FindOrder>) -> Self {
            self.in_query("order", &order.into())
        }
    }
    "#);
}

#[test]
fn refers_to_the_values_of_an_enum_parameter() {
    let table = table(&with_operation(
        "/cats",
        r"
        parameters: [{ name: order, in: query, schema: { enum: [up, down] } }]
    ",
    ));
    assert!(
        table.ends_with("const FIND_ORDER: Rules = &[Rule::Ref(types::FindOrder::rules)];"),
        "{table}"
    );
}

#[test]
fn escapes_keywords() {
    assert_snapshot!(methods(&with_operation("/cats/{type}", r"
        parameters:
          - { name: type, in: path, required: true, schema: { type: string } }
          - { name: self, in: query, schema: { type: string } }
          - { name: match, in: query, schema: { type: string } }
    ")), @r#"
    impl Client {
        pub fn find(&self, r#type: impl Into<String>) -> Call<Find> {
            Call::new(self).in_path("type", &r#type.into())
        }
    }

    impl Call<Find> {
        pub fn self_(self, self_: impl Into<String>) -> Self {
            self.in_query("self", &self_.into())
        }
        pub fn r#match(self, r#match: impl Into<String>) -> Self {
            self.in_query("match", &r#match.into())
        }
    }
    "#);
}

#[test]
fn allows_equal_names_in_different_locations() {
    assert_snapshot!(methods(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: id, in: query, schema: { type: integer } }
          - { name: header, in: header, required: true, schema: { type: string } }
    ")), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<String>, header: impl Into<String>) -> Call<Find> {
            Call::new(self).in_path("id", &id.into()).in_header("header", &header.into())
        }
    }

    impl Call<Find> {
        pub fn id(self, id: impl Into<i64>) -> Self {
            self.in_query("id", &id.into())
        }
    }
    "#);
}

#[test]
fn encodes_reserved_characters_in_paths() {
    let text = with_operation(
        "/cats/{id}",
        r"
        parameters:
          - { name: id, in: path, required: true, allowReserved: true, schema: { type: string } }
          - { name: next, in: query, allowReserved: true, schema: { type: string } }
    ",
    );
    assert_snapshot!(problems(&text), @"
    warning[ignored-encoding]: `allowReserved` ignored: reserved characters could end the argument
     --> api.yaml:9:66
      |
    9 |           - { name: id, in: path, required: true, allowReserved: true, schema: { type: string } }
      |                                                                  ^^^^
      |
      = at: /paths/~1cats~1{id}/get/parameters/0/allowReserved
      = help: remove `allowReserved`, or move the parameter to the query
    ");
}

#[test]
fn serializes_parameters_by_media_type() {
    let text = with_operation(
        "/cats",
        r"
        parameters:
          - { name: filter, in: query, content: { application/problem+json: { schema: { type: object } } } }
          - { name: rows, in: query, content: { text/csv: { schema: { type: array, items: { type: string } } } } }
    ",
    );
    assert_snapshot!(table(&text), @r#"
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
            content_type: "",
            parameters: &[
                Parameter::query("filter").style(Style::Json, false),
                Parameter::query("rows"),
            ],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
    assert_snapshot!(methods(&text), @r#"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn filter(self, filter: impl Into<Map<Json>>) -> Self {
            self.in_query("filter", &filter.into())
        }
        pub fn rows(self, rows: impl Into<String>) -> Self {
            self.in_query("rows", &rows.into())
        }
    }
    "#);
}

#[test]
fn omits_required_parameters_that_are_null() {
    assert_snapshot!(table(&with_operation("/cats", r"
        parameters:
          - { name: owner, in: query, required: true, schema: { type: [string, 'null'] } }
          - { name: other, in: query, required: true, schema: { anyOf: [{ type: integer }, { type: 'null' }] } }
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
            content_type: "",
            parameters: &[
                Parameter::query("owner").rules(FIND_OWNER),
                Parameter::query("other").rules(FIND_OTHER),
            ],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }

    const FIND_OWNER: Rules = &[Rule::Type(Types::NULL.or(Types::STRING))];

    const FIND_OTHER: Rules = &[
        Rule::AnyOf(&[&[Rule::Type(Types::INTEGER)], &[Rule::Type(Types::NULL)]]),
    ];
    "#);
}

#[test]
fn compares_header_names_without_case() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { /cats: {
        parameters: [{ name: X-Trace, in: header, schema: { type: string } }],
        get: { operationId: find, responses: {}, parameters: [{ name: x-trace, in: header, required: true, schema: { type: string } }] },
    } } }";
    assert_snapshot!(methods(text), @r#"
    impl Client {
        pub fn find(&self, x_trace: impl Into<String>) -> Call<Find> {
            Call::new(self).in_header("x-trace", &x_trace.into())
        }
    }
    "#);
}

#[test]
fn reports_a_querystring_that_is_no_form() {
    assert_snapshot!(problems(&with_operation("/cats", r"
        parameters: [{ name: all, in: querystring, content: { application/json: { schema: { type: object } } } }]
    ")), @"
    warning[ignored-encoding]: query media type `application/json` unsupported, sent as a form
     --> api.yaml:8:22
      |
    8 |         parameters: [{ name: all, in: querystring, content: { application/json: { schema: { type: object } } } }]
      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /paths/~1cats/get/parameters/0
      = help: declare the media type `application/x-www-form-urlencoded`
    ");
}

#[test]
fn prefers_the_description_beside_a_reference() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { /cats: { get: {
        operationId: find, responses: {},
        parameters: [{ $ref: '#/components/parameters/Page', description: The page of cats. }],
    } } }, components: { parameters: { Page: { name: page, in: query, description: A page., schema: { type: integer } } } } }";
    let code = documented_operation(text);
    assert!(
        code.contains("The page of cats.") && !code.contains("A page."),
        "{code}"
    );
}
