//! Values of the shipped crate, written as users write them.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use whatsapp_cloud::types::{
    BodyComponent, BodyObject, BusinessProfileChange, ButtonAction, ButtonComponent, ContactObject,
    FlowParametersMode, HeaderObject, Image, ImageMessage, InteractiveObject,
    InteractiveObjectType, ListAction, Location, Message, RecipientType, Reply, ReplyButton, Row,
    SectionObject, Text, TextMessage, TextParameter, Timestamp,
};
use whatsapp_cloud::{Nullable, Number};

#[test]
fn a_string_converts_into_a_type_with_one_required_string() {
    assert_eq!(Text::from("Hello"), Text::new("Hello"));
    assert_eq!(BodyObject::from("Hello".to_owned()).text, "Hello");
}

#[test]
fn literals_convert_into_unions_of_scalars() {
    let here = Location::new(52.5, 13.4);
    assert_eq!(here, Location::new(Number::from(52.5), Number::from(13.4)));
    assert_eq!(Location::new("52.5", 13).validate(), Ok(()));
    assert_eq!(Timestamp::from("1"), Timestamp::from("1".to_owned()));
}

#[test]
fn literals_convert_into_nullable_values() {
    assert_eq!(Nullable::<String>::from("a").value().as_deref(), Some("a"));
    assert_eq!(Nullable::<Number>::from(1.5).value(), Some(1.5.into()));
    assert_eq!(Nullable::<Number>::from(2).value(), Some(2.into()));
    assert_eq!(Nullable::<Timestamp>::from("1").value(), Some("1".into()));
    let list: Nullable<Vec<String>> = ["a", "b"].into();
    assert_eq!(list.value().map(|list| list.len()), Some(2));
}

#[test]
fn lists_accept_any_iterator_of_convertible_items() {
    let rows = (1..=3).map(|number| Row::new(number.to_string(), format!("Row {number}")));
    let section = SectionObject::new().with_rows(rows);
    assert_eq!(section.rows.as_ref().map(Vec::len), Some(3));
    assert_eq!(
        ListAction::new("Choose", vec![section.clone()]).sections,
        [section]
    );
    let texts = ["Ada", "#1842"].map(TextParameter::new);
    let body = BodyComponent::new().with_parameters(texts);
    assert_eq!(body.parameters.map(|list| list.len()), Some(2));
    let buttons = ["Yes", "No"].map(|title| ReplyButton::new(Reply::new(title, title)));
    assert_eq!(ButtonAction::new(buttons).buttons.len(), 2);
    let ada = ContactObject::new("Ada").with_phones(["+1 650 555 1234", "+44 7700 900123"]);
    assert_eq!(ada.phones.map(|list| list.len()), Some(2));
    let profile = BusinessProfileChange::new().with_websites(["https://lantern.example"]);
    assert_eq!(profile.websites.map(|list| list.len()), Some(1));
}

#[test]
fn alternatives_are_constructors() {
    let message = TextMessage::to("16505551234", "Hello");
    assert_eq!(message.to.as_deref(), Some("16505551234"));
    assert_eq!(message.validate(), Ok(()));
    let message = TextMessage::to_user("US.13491208655302741918", "Hello");
    assert_eq!(message.to, None);
    assert_eq!(message.validate(), Ok(()));
    assert_eq!(Image::from_id("1").link, None);
    assert_eq!(
        Image::from_link("https://example.com/1.png").validate(),
        Ok(())
    );
}

#[test]
fn values_that_decide_about_properties_are_constructors() {
    assert_eq!(HeaderObject::text("Menu").validate(), Ok(()));
    let action = ListAction::new(
        "Choose",
        [SectionObject::new().with_rows([Row::new("1", "A")])],
    );
    let list = InteractiveObject::list(action, "Which size?");
    assert_eq!(list.r#type, InteractiveObjectType::List);
    assert_eq!(list.validate(), Ok(()));
    let button = ButtonComponent::url(0, "order/17");
    assert_eq!(button.validate(), Ok(()));
    assert_eq!(button.parameters.map(|list| list.len()), Some(1));
}

#[test]
fn unions_reach_variants_and_shared_properties() {
    let mut message = Message::from(TextMessage::to("1", "Hello"));
    assert!(message.is_text() && message.as_image().is_none());
    assert_eq!(
        message.as_text().map(|message| &*message.text.body),
        Some("Hello")
    );
    for to in ["2", "3"] {
        message.set_to(to);
        assert_eq!(message.to().map(String::as_str), Some(to));
    }
    assert_eq!(message.validate(), Ok(()));
    let text = TextMessage::try_from(message).unwrap();
    assert_eq!(text.to.as_deref(), Some("3"));
    let image = Message::from(ImageMessage::to("1", Image::from_id("1")));
    assert_eq!(TextMessage::try_from(image.clone()), Err(image));
}

#[test]
fn values_have_the_common_traits() {
    assert_eq!("group".parse(), Ok(RecipientType::Group));
    assert_eq!(RecipientType::Group.as_ref(), "group");
    assert_eq!(FlowParametersMode::default(), FlowParametersMode::Published);
    assert_eq!(BodyComponent::default(), BodyComponent::new());
    let mut places = [
        Location::new(1, 2),
        Location::new(1.0, 2),
        Location::new("1", 2),
    ];
    places[0].extra.insert("a", 1);
    places[0].extra.insert("b", 2);
    places[1].extra.insert("b", 2);
    places[1].extra.insert("a", 1);
    assert_eq!(places.into_iter().collect::<HashSet<_>>().len(), 2);
    let hasher = RandomState::new();
    let hash = |number: Number| hasher.hash_one(number);
    assert_eq!(hash(1.into()), hash(1.0.into()));
    assert_eq!(hash(0.into()), hash((-0.0).into()));
    assert_ne!(hash(1.into()), hash(1.5.into()));
}
