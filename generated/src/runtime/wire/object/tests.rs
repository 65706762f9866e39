//! Members by pattern, read and written.

use super::object;
use crate::runtime::rules::Rule;

object! {
    #[rules(LABELS)]
    pub struct Labels {
        #[optional("id", with_id)]
        pub id: Option<String>,
        #[additional("^x-", "^y$")]
        pub additional_properties: Map<i64>,
    }
}

const LABELS: crate::runtime::rules::Rules = &[Rule::MembersLike("^x-", &[Rule::Maximum(7.0)])];

fn read(json: &str) -> Result<Labels, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn members_that_match_are_typed_and_others_are_kept() {
    let json = r#"{"id":"a","x-1":1,"y":2,"z":"any"}"#;
    let labels = read(json).unwrap();
    assert_eq!(labels.additional_properties.len(), 2);
    assert_eq!(labels.additional_properties.get("x-1"), Some(&1));
    assert_eq!(labels.extra.get("z").and_then(|z| z.as_str()), Some("any"));
    assert_eq!(serde_json::to_string(&labels).unwrap(), json);
    assert!(labels.validate().is_ok());
    let made = Labels::new().with_id("a");
    assert_eq!(serde_json::to_string(&made).unwrap(), r#"{"id":"a"}"#);
    let error = read(r#"{"x-1":"one"}"#).unwrap_err();
    assert!(error.contains("/x-1"), "{error}");
    let labels = read(r#"{"x-1":8}"#).unwrap();
    assert_eq!(labels.validate().unwrap_err().as_slice()[0].pointer, "/x-1");
}
