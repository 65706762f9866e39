//! Unions with a property that selects the branch.

use super::types;
use insta::assert_snapshot;

#[test]
fn uses_schema_names_as_discriminator_values() {
    assert_snapshot!(types(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: kind }
        Cat: { required: [kind], properties: { kind: { type: string } } }
        Dog: { required: [kind], properties: { kind: { type: string } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("kind", new(Into<String>))]
            pub kind: String,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Dog {
            #[required("kind", new(Into<String>))]
            pub kind: String,
        }
    }

    union! {
        #[union(one_of, "kind")]
        #[shared("kind", kind, set_kind, String)]
        pub enum Pet {
            #[variant(is_cat, as_cat, "Cat")]
            Cat(Cat),
            #[variant(is_dog, as_dog, "Dog")]
            Dog(Dog),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Dog(Dog),
        }
    }
    "#);
}

#[test]
fn uses_the_mapping() {
    assert_snapshot!(types(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator:
            propertyName: kind
            mapping: { kitty: '#/components/schemas/Cat', kitten: Cat, puppy: '#/components/schemas/Dog' }
        Cat: { required: [kind], properties: { kind: { type: string } } }
        Dog: { required: [kind], properties: { kind: { type: string } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("kind", new(Into<String>))]
            pub kind: String,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Dog {
            #[required("kind", new(Into<String>))]
            pub kind: String,
        }
    }

    union! {
        #[union(one_of, "kind")]
        #[shared("kind", kind, set_kind, String)]
        pub enum Pet {
            #[variant(is_cat, as_cat, "kitten", "kitty")]
            Cat(Cat),
            #[variant(is_puppy, as_puppy, "puppy")]
            Puppy(Dog),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Puppy(Dog),
        }
    }
    "#);
}

#[test]
fn uses_constants_without_a_discriminator() {
    assert_snapshot!(types(r"
        Event:
          oneOf:
            - { required: [type, at], properties: { type: { const: started }, at: { type: integer } } }
            - { required: [type], properties: { type: { const: ended } } }
    "), @r#"
    union! {
        #[union(one_of, "type")]
        pub enum Event {
            #[variant(is_started, as_started, "started")]
            Started(EventStarted),
            #[variant(is_ended, as_ended, "ended")]
            Ended(EventEnded),
        }
    }

    from! {
        enum Event {
            Started(EventStarted),
            Ended(EventEnded),
        }
    }

    object! {
        #[constant("type", Literal::String("started"))]
        pub struct EventStarted {
            #[required("at", new(Into<i64>))]
            pub at: i64,
        }
    }

    object! {
        #[constant("type", Literal::String("ended"))]
        pub struct EventEnded {}
    }
    "#);
}

#[test]
fn uses_enum_values_without_a_discriminator() {
    assert_snapshot!(types(r"
        Event:
          oneOf: [{ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Media' }]
        Text: { required: [type], properties: { type: { enum: [text] } } }
        Media: { required: [type], properties: { type: { enum: [image, video] } } }
    "), @r#"
    union! {
        #[union(one_of, "type")]
        pub enum Event {
            #[variant(is_text, as_text, "text")]
            Text(Text),
            #[variant(is_media, as_media, "image", "video")]
            Media(Media),
        }
    }

    from! {
        enum Event {
            Text(Text),
            Media(Media),
        }
    }

    object! {
        pub struct Media {
            #[required("type", new(Into<MediaType>))]
            pub r#type: MediaType,
        }
    }

    string_enum! {
        pub enum MediaType {
            #[value("image")]
            Image,
            #[value("video")]
            Video,
        }
    }

    object! {
        #[constant("type", Literal::String("text"))]
        pub struct Text {}
    }
    "#);
}

#[test]
fn allows_one_branch_to_omit_the_discriminator() {
    assert_snapshot!(types(r"
        Event:
          oneOf: [{ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Image' }]
        Text: { required: [body], properties: { type: { const: text, default: text }, body: { type: string } } }
        Image: { required: [type], properties: { type: { const: image } } }
    "), @r#"
    union! {
        #[union(one_of, "type")]
        pub enum Event {
            #[untagged(is_text, as_text, "text")]
            Text(Text),
            #[variant(is_image, as_image, "image")]
            Image(Image),
        }
    }

    from! {
        enum Event {
            Text(Text),
            Image(Image),
        }
    }

    object! {
        #[constant("type", Literal::String("image"))]
        pub struct Image {}
    }

    object! {
        #[optional_constant("type", Literal::String("text"))]
        #[from(&str, String)]
        pub struct Text {
            #[required("body", new(Into<String>))]
            pub body: String,
        }
    }
    "#);
}

#[test]
fn tries_schemas_with_a_default_mapping() {
    assert_snapshot!(types(r"
        Pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Other' }]
          discriminator: { propertyName: kind, defaultMapping: Other }
        Cat: { type: object, required: [kind], properties: { kind: { const: cat } } }
        Other: { type: object, properties: { kind: { type: string, not: { const: cat } } } }
    "), @r#"
    object! {
        #[constant("kind", Literal::String("cat"))]
        pub struct Cat {}
    }

    object! {
        #[rules(OTHER)]
        pub struct Other {
            #[optional("kind", with_kind(Into<String>))]
            pub kind: Option<String>,
        }
    }

    const OTHER: Rules = &[
        Rule::Property("kind", &[Rule::Not(&[Rule::Enum(&[Literal::String("cat")])])]),
    ];

    union! {
        #[union(one_of)]
        pub enum Pet {
            #[variant(is_cat, as_cat)]
            Cat(Cat),
            #[variant(is_other, as_other)]
            Other(Other),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Other(Other),
        }
    }
    "#);
}

#[test]
fn finds_a_shared_value_of_a_nested_union() {
    assert_snapshot!(types(r"
        Event:
          oneOf: [{ $ref: '#/components/schemas/Joined' }, { $ref: '#/components/schemas/Left' }]
          discriminator: { propertyName: type }
        Joined: { type: object, required: [type], properties: { type: { const: joined } } }
        Left:
          oneOf: [{ $ref: '#/components/schemas/Kicked' }, { $ref: '#/components/schemas/Gone' }]
          discriminator: { propertyName: how }
        Kicked:
          type: object
          required: [type, how]
          properties: { type: { const: left }, how: { const: kicked } }
        Gone:
          type: object
          required: [type, how]
          properties: { type: { const: left }, how: { const: gone } }
    "), @r#"
    union! {
        #[union(one_of, "type")]
        pub enum Event {
            #[variant(is_joined, as_joined, "joined")]
            Joined(Joined),
            #[variant(is_left, as_left, "left")]
            Left(Left),
        }
    }

    from! {
        enum Event {
            Joined(Joined),
            Left(Left),
        }
        enum Event {
            Left(Gone),
            Left(Kicked),
        }
    }

    object! {
        #[constant("type", Literal::String("left"))]
        #[constant("how", Literal::String("gone"))]
        pub struct Gone {}
    }

    object! {
        #[constant("type", Literal::String("joined"))]
        pub struct Joined {}
    }

    object! {
        #[constant("type", Literal::String("left"))]
        #[constant("how", Literal::String("kicked"))]
        pub struct Kicked {}
    }

    union! {
        #[union(one_of, "how")]
        pub enum Left {
            #[variant(is_kicked, as_kicked, "kicked")]
            Kicked(Kicked),
            #[variant(is_gone, as_gone, "gone")]
            Gone(Gone),
        }
    }

    from! {
        enum Left {
            Kicked(Kicked),
            Gone(Gone),
        }
    }
    "#);
}
