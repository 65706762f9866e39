use super::*;
use crate::runtime::http::{Client, DeclaredResponse, Endpoint, Parameter, Status};
use http::Method;
use serde_json::json;

struct List;

impl Operation for List {
    type Output = Json;
    type Error = Json;
    const ENDPOINT: &'static Endpoint = &Endpoint {
        id: "list",
        method: Method::GET,
        path: "/list",
        accept: "application/json",
        content_type: "",
        parameters: &[Parameter::query("limit"), Parameter::query("after")],
        security: &[],
    };
    const SUCCESS: &'static [DeclaredResponse<Json>] = &[DeclaredResponse::json(Status::Code(200))];
    const FAILURE: &'static [DeclaredResponse<Json>] = &[];
}

impl Paginated for List {
    type Item = Json;
    const PAGES: Pagination = Pagination {
        items: "/data",
        cursor: "/after",
        parameter: "after",
        more: None,
    };
}

#[test]
fn replaces_the_cursor_on_every_page() {
    let client = Client::builder().base_url("https://a.example");
    let call: Call<List> = Call::new(&client.build().unwrap());
    let mut items = call.in_query("limit", &2).in_query("after", &"0").items();
    for number in 1..100 {
        assert!(items.take(Ok((Vec::new(), Some(json!(number))))).is_ok());
        let next = items.next.as_ref().unwrap();
        assert_eq!(next.arguments.len(), 2);
        let url = next.prepare().unwrap().url;
        let expected = format!("https://a.example/list?limit=2&after={number}");
        assert_eq!(url.as_str(), expected);
    }
}
