//! Recursive types.

use super::{problems, types, with_schemas};
use insta::assert_snapshot;

#[test]
fn boxes_a_recursive_property() {
    assert_snapshot!(types(r"
        Person: { properties: { parent: { $ref: '#/components/schemas/Person' } } }
    "), @r#"
    object! {
        pub struct Person {
            #[optional("parent", with_parent(Into<Box<Person>>))]
            pub parent: Option<Box<Person>>,
        }
    }
    "#);
}

#[test]
fn boxes_no_arrays_or_maps() {
    assert_snapshot!(types(r"
        Tree:
          properties:
            children: { type: array, items: { $ref: '#/components/schemas/Tree' } }
            named: { type: object, additionalProperties: { $ref: '#/components/schemas/Tree' } }
    "), @r#"
    object! {
        pub struct Tree {
            #[optional("children", with_children[Into<Tree>])]
            pub children: Option<Vec<Tree>>,
            #[optional("named", with_named(Into<Map<Tree>>))]
            pub named: Option<Map<Tree>>,
        }
    }
    "#);
}

#[test]
fn boxes_mutual_recursion() {
    assert_snapshot!(types(r"
        Egg: { properties: { from: { $ref: '#/components/schemas/Hen' } } }
        Hen: { properties: { from: { $ref: '#/components/schemas/Egg' } } }
        Nest: { properties: { egg: { $ref: '#/components/schemas/Egg' } } }
    "), @r#"
    object! {
        pub struct Egg {
            #[optional("from", with_from(Into<Box<Hen>>))]
            pub from: Option<Box<Hen>>,
        }
    }

    object! {
        pub struct Hen {
            #[optional("from", with_from(Into<Box<Egg>>))]
            pub from: Option<Box<Egg>>,
        }
    }

    object! {
        pub struct Nest {
            #[optional("egg", with_egg(Into<Egg>))]
            pub egg: Option<Egg>,
        }
    }
    "#);
}

#[test]
fn boxes_a_recursive_union() {
    assert_snapshot!(types(r"
        Term:
          oneOf:
            - { type: number }
            - { required: [minus], properties: { minus: { $ref: '#/components/schemas/Term' } } }
    "), @r#"
    union! {
        #[union(one_of)]
        pub enum Term {
            #[variant(is_number, as_number)]
            Number(Number),
            #[variant(is_minus, as_minus)]
            Minus(Box<TermMinus>),
        }
    }

    from! {
        enum Term {
            Number(Number),
        }
        enum Term {
            Number(f64),
            Number(i64),
            Number(i32),
            Minus(TermMinus),
        }
    }

    object! {
        pub struct TermMinus {
            #[required("minus", new(Into<Box<Term>>))]
            pub minus: Box<Term>,
        }
    }
    "#);
}

#[test]
fn boxes_inside_option() {
    assert_snapshot!(types(r#"
        Person:
          required: [parent]
          properties:
            parent: { oneOf: [{ $ref: '#/components/schemas/Person' }, { type: "null" }] }
    "#), @r#"
    object! {
        pub struct Person {
            #[required("parent", new(Into<Nullable<Box<Person>>>))]
            pub parent: Nullable<Box<Person>>,
        }
    }
    "#);
}

#[test]
fn reports_a_recursive_alias() {
    assert_snapshot!(problems(&with_schemas(r"
        Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }
    ")), @"
    warning[recursive-alias]: `Nested` contains itself without an object in between; inner value treated as any value
     --> api.yaml:6:9
      |
    6 |         Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }
      |         ^^^^^^
      |
      = at: /components/schemas/Nested
      = help: put the recursion into an object property, if the service does so
    ");
}

#[test]
fn boxes_recursion_through_inheritance() {
    assert_snapshot!(types(r"
        Node: { properties: { next: { $ref: '#/components/schemas/Leaf' } } }
        Leaf: { allOf: [{ $ref: '#/components/schemas/Node' }], properties: { end: { type: boolean } } }
    "), @r#"
    object! {
        pub struct Leaf {
            #[optional("end", with_end(Into<bool>))]
            pub end: Option<bool>,
            #[optional("next", with_next(Into<Box<Leaf>>))]
            pub next: Option<Box<Leaf>>,
        }
    }

    object! {
        pub struct Node {
            #[optional("next", with_next(Into<Leaf>))]
            pub next: Option<Leaf>,
        }
    }
    "#);
}

#[test]
fn supports_deeply_nested_arrays() {
    let inner = "{ type: array, items: ".repeat(100);
    let schema = format!("{inner}{{ type: string }}{}", " }".repeat(100));
    let types = types(&format!("        Deep: {schema}\n"));
    assert!(types.starts_with("pub type Deep = Vec<"), "{types}");
    assert_eq!(types.matches("Vec<").count(), 100);
}

/// The types of component schemas with warnings, without documentation.
fn types_with_warnings(schemas: &str) -> String {
    let source = codegen::Source::parse("api.yaml", with_schemas(schemas)).unwrap();
    let generated = codegen::generate(&source, &codegen::Config::default()).unwrap();
    super::undocumented(&super::items(&generated, "src/types"))
}

#[test]
fn ignores_circular_composition() {
    assert_snapshot!(types_with_warnings(r"
        Cat: { allOf: [{ $ref: '#/components/schemas/Cat' }], properties: { name: { type: string, maxLength: 9 } } }
        Egg: { allOf: [{ $ref: '#/components/schemas/Hen' }, { properties: { size: { type: integer } } }] }
        Hen: { allOf: [{ $ref: '#/components/schemas/Egg' }, { properties: { name: { type: string } } }] }
        Nest: { properties: { egg: { $ref: '#/components/schemas/Egg' } } }
        Same: { $ref: '#/components/schemas/Again' }
        Again: { $ref: '#/components/schemas/Same' }
    "), @r#"
    pub type Again = Json;

    object! {
        #[rules(CAT)]
        pub struct Cat {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
        }
    }

    const CAT: Rules = &[Rule::Property("name", &[Rule::MaxLength(9)])];

    object! {
        pub struct Egg {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
            #[optional("size", with_size(Into<i64>))]
            pub size: Option<i64>,
        }
    }

    object! {
        pub struct Hen {
            #[optional("name", with_name(Into<String>))]
            pub name: Option<String>,
            #[optional("size", with_size(Into<i64>))]
            pub size: Option<i64>,
        }
    }

    object! {
        pub struct Nest {
            #[optional("egg", with_egg(Into<Egg>))]
            pub egg: Option<Egg>,
        }
    }

    pub type Same = Json;
    "#);
}
