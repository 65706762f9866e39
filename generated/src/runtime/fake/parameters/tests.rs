use super::*;
use crate::runtime::fake::pairs::pairs as split;
use crate::runtime::http::request_style::{header_text, pairs, path_text};
use crate::runtime::rules::{Rule, Rules, Types};
use serde_json::json;

const INTEGER: Rules = &[Rule::Type(Types::INTEGER)];
const INTEGERS: Rules = &[Rule::Type(Types::ARRAY), Rule::Items(0, INTEGER)];
const TEXTS: Rules = &[
    Rule::Type(Types::ARRAY),
    Rule::Items(0, &[Rule::Type(Types::STRING)]),
];
const SIZE: Rules = &[
    Rule::Type(Types::OBJECT),
    Rule::Property("width", INTEGER),
    Rule::Property("unit", &[Rule::Type(Types::STRING)]),
];
const STYLES: [Style; 5] = [
    Style::Form,
    Style::SpaceDelimited,
    Style::PipeDelimited,
    Style::DeepObject,
    Style::Json,
];

/// Values with the rules of their types.
fn values() -> Vec<(Json, Rules)> {
    vec![
        (json!(5), INTEGER),
        (json!("5"), &[Rule::Type(Types::STRING)]),
        (json!("a,b|c d%&=[]/é"), &[Rule::Type(Types::STRING)]),
        (json!(true), &[Rule::Type(Types::BOOLEAN)]),
        (json!(1.5), &[Rule::Type(Types::NUMBER)]),
        (json!([1, 2]), INTEGERS),
        (json!([1]), INTEGERS),
        (json!(["5", "a-b"]), TEXTS),
        (json!({"unit": "cm=,", "width": 3}), SIZE),
    ]
}

fn schema(rules: Rules) -> Schema {
    Schema(vec![rules])
}

#[test]
fn reads_queries_as_written() {
    for ((value, rules), style) in values()
        .iter()
        .flat_map(|one| STYLES.map(|style| (one, style)))
    {
        for explode in [false, true] {
            let parameter = Parameter::query("size").style(style, explode);
            let written = pairs(&parameter, "size", value).join("&");
            let query = split(&written);
            let read = of_pairs(&parameter, &schema(rules), &query, &|_| true, &query_text);
            assert_eq!(
                read,
                Ok(Some(value.clone())),
                "{style:?} {explode} {written}"
            );
        }
    }
}

#[test]
fn reads_paths_and_headers_as_written() {
    for (value, rules) in values() {
        let schema = schema(rules);
        for style in [Style::Simple, Style::Label, Style::Matrix, Style::Json] {
            for explode in [false, true] {
                // A full stop separates the items of exploded labels.
                if value == json!(1.5) && style == Style::Label {
                    continue;
                }
                let parameter = Parameter::path("size").style(style, explode);
                let written = path_text(&parameter, &value);
                let read = of_path(&parameter, &schema, &written);
                assert_eq!(
                    read,
                    Ok(Some(value.clone())),
                    "{style:?} {explode} {written}"
                );
            }
        }
        let text = value.to_string();
        if !text.contains("a,b") && !text.contains("=,") {
            let parameter = Parameter::header("size");
            let written = header_text(&parameter, &value);
            assert_eq!(of_header(&parameter, &schema, &written), Ok(Some(value)));
        }
    }
}

#[test]
fn reads_nested_objects() {
    const FILTER: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::Property("size", SIZE),
        Rule::Property("ids", INTEGERS),
    ];
    let parameter = Parameter::query("filter").style(Style::DeepObject, true);
    let query = split("filter[size][width]=3&x=1&filter%5Bids%5D[]=1&filter[ids][]=2&filter[a]=7");
    let read = of_pairs(&parameter, &schema(FILTER), &query, &|_| true, &query_text);
    let expected = json!({"size": {"width": 3}, "ids": [1, 2], "a": "7"});
    assert_eq!(read, Ok(Some(expected)));
}

#[test]
fn keeps_text_of_the_wrong_type() {
    let parameter = Parameter::query("n");
    let read = |text| {
        of_pairs(
            &parameter,
            &schema(INTEGER),
            &split(text),
            &|_| true,
            &query_text,
        )
    };
    assert_eq!(read("n=x"), Ok(Some(json!("x"))));
    assert_eq!(read("m=x"), Ok(None));
    assert_eq!(if_missing(&schema(INTEGERS)), Some(json!([])));
    assert_eq!(if_missing(&schema(INTEGER)), None);
}
