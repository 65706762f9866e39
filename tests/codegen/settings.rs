//! Settings in `codegen.toml`.

use super::{generated, items, undocumented, with_operation, with_schemas};
use insta::assert_snapshot;

/// The types of component schemas, with settings from `codegen.toml`.
fn types(config: &str, schemas: &str) -> String {
    undocumented(&items(
        &generated(&with_schemas(schemas), config),
        "src/types",
    ))
}

#[test]
fn renames_schemas_properties_and_values() {
    assert_snapshot!(types(r#"
        [names]
        "/components/schemas/obj17" = "Shirt"
        "/components/schemas/obj17/properties/sz" = "size"
        "/components/schemas/obj17/properties/sz/enum/l" = "Large"
    "#, r"
        obj17: { properties: { sz: { enum: [s, l] } } }
    "), @r#"
    object! {
        pub struct Shirt {
            #[optional("sz", with_size(Into<ShirtSize>))]
            pub size: Option<ShirtSize>,
        }
    }

    string_enum! {
        pub enum ShirtSize {
            #[value("s")]
            S,
            #[value("l")]
            Large,
        }
    }
    "#);
}

#[test]
fn renames_inline_types_and_branches() {
    assert_snapshot!(types(r#"
        [names]
        "/components/schemas/Cat/properties/owner" = "Owner"
        "/components/schemas/Id/oneOf/1" = "Number"
    "#, r"
        Cat: { properties: { owner: { properties: { name: {} } } } }
        Id: { oneOf: [{ type: string }, { type: integer }] }
    "), @r#"
    object! {
        pub struct Cat {
            #[optional("owner", with_owner(Into<Owner>))]
            pub owner: Option<Owner>,
        }
    }

    object! {
        pub struct Owner {
            #[optional("name", with_name(Into<Json>))]
            pub name: Option<Json>,
        }
    }

    union! {
        #[union(one_of)]
        pub enum Id {
            #[variant(is_text, as_text)]
            Text(String),
            #[variant(is_number, as_number)]
            Number(i64),
        }
    }

    from! {
        enum Id {
            Text(String),
            Number(i64),
        }
        enum Id {
            Text(&str),
            Number(i32),
        }
    }
    "#);
}

#[test]
fn uses_renamed_properties_in_type_names() {
    assert_snapshot!(types(r#"
        [names]
        "/components/schemas/A/properties/x" = "kind"
        "/components/schemas/B/properties/x" = "kind"
        "/components/schemas/C/properties/x" = "Kind"
    "#, r"
        A: { properties: { x: { enum: [a] } } }
        B: { properties: { x: { properties: { y: { enum: [b] } } } } }
        C: { properties: { x: { enum: [c] } } }
    "), @r#"
    object! {
        pub struct A {
            #[optional("x", with_kind(Into<AKind>))]
            pub kind: Option<AKind>,
        }
    }

    string_enum! {
        pub enum AKind {
            #[value("a")]
            A,
        }
    }

    object! {
        pub struct B {
            #[optional("x", with_kind(Into<BKind>))]
            pub kind: Option<BKind>,
        }
    }

    object! {
        pub struct BKind {
            #[optional("y", with_y(Into<BKindY>))]
            pub y: Option<BKindY>,
        }
    }

    string_enum! {
        pub enum BKindY {
            #[value("b")]
            B,
        }
    }

    object! {
        pub struct C {
            #[optional("x", with_kind(Into<Kind>))]
            pub kind: Option<Kind>,
        }
    }

    string_enum! {
        pub enum Kind {
            #[value("c")]
            C,
        }
    }
    "#);
}

#[test]
fn resolves_collisions_by_configured_names() {
    assert_snapshot!(types(r#"
        [names]
        "/components/schemas/CAT" = "LoudCat"
    "#, r"
        CAT: { type: string }
        Cat: { type: string }
    "), @"
    pub type Cat = String;

    pub type LoudCat = String;
    ");
}

#[test]
fn renames_operations_and_parameters() {
    let document = with_operation(
        "/cats",
        r"
        parameters: [{ name: q, in: query, schema: { type: string } }]
    ",
    );
    let names = r#"
        [names]
        "/paths/~1cats/get" = "search_cats"
        "/paths/~1cats/get/parameters/0" = "query"
    "#;
    let methods = items(&generated(&document, names), "src/operations");
    assert_snapshot!(undocumented(&methods[2..]), @r#"
    impl Client {
        pub fn search_cats(&self) -> Call<SearchCats> {
            Call::new(self)
        }
    }

    impl Call<SearchCats> {
        pub fn query(self, query: impl Into<String>) -> Self {
            self.in_query("q", &query.into())
        }
    }
    "#);
}

#[test]
fn moves_parameters_to_the_client() {
    let document = with_operation(
        "/{version}/cats",
        r"
        parameters:
        - { name: version, in: path, required: true, schema: { type: string, default: v1 } }
        - { name: page, in: query, schema: { type: integer } }
    ",
    );
    let generated = generated(&document, "[client]\nparameters = ['version']");
    let (_, api) = generated.files["src/operations/mod.rs"]
        .split_once("/// The server, client parameters")
        .unwrap();
    assert_snapshot!(api, @r#"
     and hooks of the API.
    pub(crate) const API: Api = Api {
        server: "",
        parameters: &[("version", Some("v1"))],
        credentials: &[SecurityScheme::Bearer],
        classify: None,
        trace_id: None,
        error_summary: None,
    };

    pub(crate) type DefaultError = Json;

    impl ClientBuilder {
        /// Sets `version` for all requests; the default is `v1`.
        pub fn version(self, version: impl Into<String>) -> Self {
            self.client_parameter("version", version.into())
        }
    }
    "#);
    let methods = items(&generated, "src/operations");
    let methods: Vec<String> = methods
        .into_iter()
        .filter(|item| item.starts_with("impl C"))
        .collect();
    assert_snapshot!(undocumented(&methods), @r#"
    impl Client {
        pub fn find(&self) -> Call<Find> {
            Call::new(self)
        }
    }

    impl Call<Find> {
        pub fn page(self, page: impl Into<i64>) -> Self {
            self.in_query("page", &page.into())
        }
    }
    "#);
}

#[test]
fn configures_a_function_that_classifies_responses() {
    let index = |config: &str| {
        let generated = generated(&with_operation("/a", ""), config);
        let index = &generated.files["src/operations/mod.rs"];
        let line = index.lines().find(|line| line.contains("classify: "));
        line.unwrap().trim().to_owned()
    };
    let named = "[client]\nverdict = \"crate::answers::verdict\"";
    assert_eq!(index(named), "classify: Some(crate::answers::verdict),");
    assert_eq!(index(""), "classify: None,");
}
