//! Tests with the table "Style Examples" of the OpenAPI specification.

use super::*;
use serde_json::json;

const SHAPES: [&str; 4] = ["empty", "string", "array", "object"];

fn values() -> [Json; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"B": 150, "G": 200, "R": 100}),
    ]
}

#[track_caller]
fn check(expected: [&str; 4], write: impl Fn(&Json) -> String) {
    for ((shape, value), expected) in SHAPES.iter().zip(values()).zip(expected) {
        assert_eq!(write(&value), expected, "{shape}");
    }
}

#[track_caller]
fn check_path(style: Style, explode: bool, expected: [&str; 4]) {
    let parameter = Parameter::path("color").style(style, explode);
    check(expected, |value| path_text(&parameter, value));
}

#[track_caller]
fn check_query(style: Style, explode: bool, expected: [&str; 4]) {
    let parameter = Parameter::query("color").style(style, explode);
    check(expected, |value| {
        pairs(&parameter, parameter.name, value).join("&")
    });
}

#[test]
fn matrix() {
    let joined = [
        ";color",
        ";color=blue",
        ";color=blue,black,brown",
        ";color=B,150,G,200,R,100",
    ];
    check_path(Style::Matrix, false, joined);
    let exploded = [
        ";color",
        ";color=blue",
        ";color=blue;color=black;color=brown",
        ";B=150;G=200;R=100",
    ];
    check_path(Style::Matrix, true, exploded);
}

#[test]
fn label() {
    check_path(
        Style::Label,
        false,
        [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"],
    );
    check_path(
        Style::Label,
        true,
        [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"],
    );
}

#[test]
fn simple() {
    check_path(
        Style::Simple,
        false,
        ["", "blue", "blue,black,brown", "B,150,G,200,R,100"],
    );
    check_path(
        Style::Simple,
        true,
        ["", "blue", "blue,black,brown", "B=150,G=200,R=100"],
    );
    let parameter = Parameter::header("color");
    check(
        ["", "blue", "blue,black,brown", "B,150,G,200,R,100"],
        |value| header_text(&parameter, value),
    );
}

#[test]
fn form() {
    let joined = [
        "color=",
        "color=blue",
        "color=blue,black,brown",
        "color=B,150,G,200,R,100",
    ];
    check_query(Style::Form, false, joined);
    let exploded = [
        "color=",
        "color=blue",
        "color=blue&color=black&color=brown",
        "B=150&G=200&R=100",
    ];
    check_query(Style::Form, true, exploded);
}

#[test]
fn delimited() {
    let spaces = [
        "color=",
        "color=blue",
        "color=blue%20black%20brown",
        "color=B%20150%20G%20200%20R%20100",
    ];
    check_query(Style::SpaceDelimited, false, spaces);
    let pipes = [
        "color=",
        "color=blue",
        "color=blue%7Cblack%7Cbrown",
        "color=B%7C150%7CG%7C200%7CR%7C100",
    ];
    check_query(Style::PipeDelimited, false, pipes);
}

#[test]
fn deep_object() {
    let parameter = Parameter::query("color").style(Style::DeepObject, true);
    let value = json!({"B": 150, "deep": {"list": [1, "a b"]}});
    let expected = [
        "color%5BB%5D=150",
        "color%5Bdeep%5D%5Blist%5D%5B0%5D=1",
        "color%5Bdeep%5D%5Blist%5D%5B1%5D=a%20b",
    ];
    assert_eq!(pairs(&parameter, parameter.name, &value), expected);
    let value = json!(["a", "b"]);
    let expected = ["color%5B0%5D=a", "color%5B1%5D=b"];
    assert_eq!(pairs(&parameter, parameter.name, &value), expected);
    let value = json!([{"a": 1, "b": 2}, {"a": 3}]);
    let expected = [
        "color%5B0%5D%5Ba%5D=1",
        "color%5B0%5D%5Bb%5D=2",
        "color%5B1%5D%5Ba%5D=3",
    ];
    assert_eq!(pairs(&parameter, parameter.name, &value), expected);
}

#[test]
fn json_text() {
    let parameter = Parameter::query("filter").style(Style::Json, false);
    assert_eq!(
        pairs(&parameter, parameter.name, &json!({"a": [1]})),
        ["filter=%7B%22a%22%3A%5B1%5D%7D"]
    );
}

#[test]
fn escapes_separators_within_items() {
    let parameter = Parameter::query("a&b").style(Style::Form, false);
    assert_eq!(
        pairs(&parameter, parameter.name, &json!(["x,y", "&z=1#"])),
        ["a%26b=x%2Cy,%26z%3D1%23"]
    );
}

#[test]
fn omits_empty_arrays() {
    assert!(pairs(&Parameter::query("color"), "color", &json!([])).is_empty());
}
