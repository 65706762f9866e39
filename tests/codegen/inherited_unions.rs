//! Unions whose branches inherit from the union, or are unions.

use super::types;
use insta::assert_snapshot;

#[test]
fn collects_discriminator_values_of_nested_unions() {
    assert_snapshot!(types(r"
        Event: { oneOf: [{ $ref: '#/components/schemas/Media' }, { $ref: '#/components/schemas/Text' }] }
        Media: { oneOf: [{ $ref: '#/components/schemas/Image' }, { $ref: '#/components/schemas/Video' }] }
        Image: { required: [type], properties: { type: { const: image } } }
        Text: { required: [type], properties: { type: { const: text } } }
        Video: { required: [type], properties: { type: { const: video } } }
    "), @r#"
    union! {
        #[union(one_of, "type")]
        pub enum Event {
            #[variant(is_media, as_media, "image", "video")]
            Media(Media),
            #[variant(is_text, as_text, "text")]
            Text(Text),
        }
    }

    from! {
        enum Event {
            Media(Media),
            Text(Text),
        }
        enum Event {
            Media(Image),
            Media(Video),
        }
    }

    object! {
        #[constant("type", Literal::String("image"))]
        pub struct Image {}
    }

    union! {
        #[union(one_of, "type")]
        pub enum Media {
            #[variant(is_image, as_image, "image")]
            Image(Image),
            #[variant(is_video, as_video, "video")]
            Video(Video),
        }
    }

    from! {
        enum Media {
            Image(Image),
            Video(Video),
        }
    }

    object! {
        #[constant("type", Literal::String("text"))]
        pub struct Text {}
    }

    object! {
        #[constant("type", Literal::String("video"))]
        pub struct Video {}
    }
    "#);
}

#[test]
fn inherits_no_union_from_the_base() {
    assert_snapshot!(types(r"
        Pet:
          required: [kind]
          properties: { kind: { type: string } }
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: kind }
        Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { meows: { type: boolean } } }
        Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { barks: { type: boolean } } }
    "), @r#"
    object! {
        #[from(&str, String)]
        pub struct Cat {
            #[required("kind", new(Into<String>))]
            pub kind: String,
            #[optional("meows", with_meows(Into<bool>))]
            pub meows: Option<bool>,
        }
    }

    object! {
        #[from(&str, String)]
        pub struct Dog {
            #[required("kind", new(Into<String>))]
            pub kind: String,
            #[optional("barks", with_barks(Into<bool>))]
            pub barks: Option<bool>,
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
fn turns_a_base_with_a_discriminator_into_a_union() {
    assert_snapshot!(types(r"
        Pet:
          required: [kind]
          properties: { kind: { type: string } }
          discriminator: { propertyName: kind, mapping: { lion: '#/components/schemas/Lion' } }
        Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], required: [meows], properties: { meows: { type: boolean } } }
        Lion: { allOf: [{ $ref: '#/components/schemas/Cat' }], properties: { mane: { type: integer } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("kind", new(Into<String>))]
            pub kind: String,
            #[required("meows", new(Into<bool>))]
            pub meows: bool,
        }
    }

    object! {
        pub struct Lion {
            #[required("kind", new(Into<String>))]
            pub kind: String,
            #[required("meows", new(Into<bool>))]
            pub meows: bool,
            #[optional("mane", with_mane(Into<i64>))]
            pub mane: Option<i64>,
        }
    }

    union! {
        #[union(any_of, "kind")]
        #[shared("kind", kind, set_kind, String)]
        pub enum Pet {
            #[variant(is_cat, as_cat, "Cat")]
            Cat(Cat),
            #[variant(is_lion, as_lion, "lion")]
            Lion(Lion),
            #[untagged(is_base, as_base)]
            Base(PetBase),
        }
    }

    from! {
        enum Pet {
            Cat(Cat),
            Lion(Lion),
            Base(PetBase),
        }
    }

    object! {
        #[from(&str, String)]
        pub struct PetBase {
            #[required("kind", new(Into<String>))]
            pub kind: String,
        }
    }
    "#);
}

#[test]
fn keeps_a_base_whose_discriminator_is_ambiguous() {
    assert_snapshot!(types(r"
        Pet:
          required: [kind]
          properties: { kind: { enum: [cat, dog] } }
          discriminator: { propertyName: kind }
        Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { meows: { type: boolean } } }
        Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { barks: { type: boolean } } }
    "), @r#"
    object! {
        pub struct Cat {
            #[required("kind", new(Into<PetKind>))]
            pub kind: PetKind,
            #[optional("meows", with_meows(Into<bool>))]
            pub meows: Option<bool>,
        }
    }

    object! {
        pub struct Dog {
            #[required("kind", new(Into<PetKind>))]
            pub kind: PetKind,
            #[optional("barks", with_barks(Into<bool>))]
            pub barks: Option<bool>,
        }
    }

    object! {
        pub struct Pet {
            #[required("kind", new(Into<PetKind>))]
            pub kind: PetKind,
        }
    }

    string_enum! {
        pub enum PetKind {
            #[value("cat")]
            Cat,
            #[value("dog")]
            Dog,
        }
    }
    "#);
}
