use super::*;
use crate::runtime::rules::{Literal, Rule};
use serde_json::json;

const NO_RULES: BodyRules = [&[], &[]];

fn sent(content: &Content) -> String {
    String::from_utf8(content.payload.bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn form_writes_a_pair_for_each_value() {
    let body = json!({ "name": "a b", "none": null, "size": { "w": 1 }, "tags": ["x", "y&z"] });
    let deep = |name| Parameter::form(name).style(Style::DeepObject, true);
    let parameters = [deep("size")];
    assert_eq!(
        sent(&form(&body, &parameters, NO_RULES).unwrap()),
        "name=a%20b&size%5Bw%5D=1&tags=x&tags=y%26z"
    );
    assert_eq!(
        sent(&form(&json!({ "size": { "w": 1 } }), &[], NO_RULES).unwrap()),
        "size=%7B%22w%22%3A1%7D"
    );
    assert_eq!(
        sent(&form(&json!({ "tags": ["x", "y"] }), &[deep("tags")], NO_RULES).unwrap()),
        "tags%5B0%5D=x&tags%5B1%5D=y"
    );
}

#[test]
fn multipart_uses_the_style_of_the_spec() {
    let body = json!({ "size": { "w": 1 }, "tags": ["x", "y z"] });
    let parameters = [
        Parameter::form("size").style(Style::DeepObject, true),
        Parameter::form("tags").style(Style::PipeDelimited, false),
    ];
    let content = multipart(&body, &parameters, NO_RULES).unwrap();
    let text = sent(&content).replace(content.boundary.as_ref().unwrap(), "B");
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"size[w]\"\r\n\r\n1\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nx|y z\r\n",
        "--B--\r\n",
    ];
    assert_eq!(text, expected.concat());
}

/// The rules accept exactly the JSON form of the test body, with `""` in place of each file.
const EXPECTED_JSON: Rules = &[Rule::Enum(&[Literal::Json(
    r#"{"note":"two","photos":["",""],"size":{"w":1}}"#,
)])];

#[test]
fn multipart_writes_files_text_and_json() {
    let photos = [
        File::new("a\"\r\n.png", &b"\x89PNG"[..]).with_media_type("image/png"),
        File::from("text"),
    ];
    let upload = || -> Result<Json, serde_json::Error> {
        let photos = serde_json::to_value(&photos[..])?;
        Ok(json!({ "note": "two", "photos": photos, "size": { "w": 1 } }))
    };
    let content = multipart_of(upload, &[], [EXPECTED_JSON, &[]]).unwrap();
    let boundary = content.boundary.clone().unwrap();
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\ntwo\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a%22%0D%0A.png\"\r\n",
        "Content-Type: image/png\r\n\r\n\u{fffd}PNG\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"file\"\r\n",
        "Content-Type: application/octet-stream\r\n\r\ntext\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"size\"\r\n",
        "Content-Type: application/json\r\n\r\n{\"w\":1}\r\n",
        "--B--\r\n",
    ];
    let sent = String::from_utf8_lossy(&content.payload.bytes().unwrap()).replace(&boundary, "B");
    assert_eq!(sent, expected.concat());
    assert_eq!(content.violations.under(Validation::All), []);
    let refused = multipart_of(upload, &[], [&[], &[Rule::Never]]).unwrap();
    assert_eq!(refused.violations.under(Validation::All).len(), 1);
}
