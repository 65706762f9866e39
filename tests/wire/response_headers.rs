//! Typed response headers.

use super::run;
use super::server::{Reply, Server};
use media::operations::{DeleteMedia, ListMedia};
use media::types::{ListMediaXKindsHeaderItem as Kind, MediaPage};
use media::{Client, Error, ResponseHead};

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url());
    builder.bearer_token("token").build().unwrap()
}

/// The head of a response with the given headers.
fn head(headers: &[(&str, &str)]) -> ResponseHead<ListMedia> {
    let json = [("content-type", "application/json")];
    let headers = [&json[..], headers].concat();
    let server = Server::new([Reply::new(200, &headers, r#"{"data":[]}"#)]);
    let (page, head): (MediaPage, _) = run(client(&server).list_media().send_with_head()).unwrap();
    assert!(page.data.is_empty());
    head
}

#[test]
fn parses_headers_by_schema() {
    let head = head(&[
        ("x-left", "17"),
        ("x-kinds", "image, sound"),
        ("x-sizes", "1,2"),
        ("X-Sizes", "3"),
        ("x-quota", "day=5,plan=7"),
        ("x-range", "first,1,last,20"),
        ("x-owner", r#"{"id":"9"}"#),
        ("x-trace", "0012"),
        ("x-final", "true"),
    ]);
    assert_eq!(head.status(), 200);
    assert_eq!(head.x_left().unwrap(), Some(17));
    let kinds = vec![Kind::Image, Kind::UnknownValue("sound".into())];
    assert_eq!(head.x_kinds().unwrap(), Some(kinds));
    assert_eq!(head.x_sizes().unwrap(), Some(vec![1, 2, 3]));
    let quota = head.x_quota().unwrap().unwrap();
    // A string property stays a string, even if the text is a number.
    assert_eq!((quota.day, quota.plan.as_deref()), (Some(5), Some("7")));
    let range = head.x_range().unwrap().unwrap();
    assert_eq!((range.first, range.last), (Some(1), Some(20)));
    assert_eq!(head.x_owner().unwrap().unwrap().id, "9");
    assert_eq!(head.x_trace().unwrap().as_deref(), Some("0012"));
    assert_eq!(head.x_final().unwrap(), Some(true));
    assert_eq!(head.headers()["x-left"], "17");
}

#[test]
fn distinguishes_absent_headers_from_empty_arrays() {
    let none = head(&[]);
    assert_eq!(
        (none.x_left().unwrap(), none.x_trace().unwrap()),
        (None, None)
    );
    assert_eq!(
        head(&[("x-sizes", "")]).x_sizes().unwrap(),
        Some(Vec::new())
    );
}

#[test]
fn hides_the_value_of_an_invalid_header() {
    let head = head(&[
        ("x-left", "a-secret"),
        ("x-sizes", "1,two"),
        ("x-owner", "{"),
        ("x-range", "first"),
    ]);
    let error = head.x_left().unwrap_err();
    assert_eq!(error.name, "X-Left");
    for shown in [error.to_string(), format!("{error:?} {head:?}")] {
        assert!(!shown.contains("a-secret"), "{shown}");
        assert!(shown.to_lowercase().contains("x-left"), "{shown}");
    }
    assert!(head.x_sizes().is_err() && head.x_owner().is_err() && head.x_range().is_err());
}

#[test]
fn reads_headers_of_errors_and_blocking_calls() {
    let refused = Reply::new(
        429,
        &[("content-type", "application/json"), ("retry-after", "7")],
        r#"{"error":{}}"#,
    );
    let server = Server::new([refused]);
    let call = client(&server).list_media().retry(media::Retry::never());
    let Err(Error::Api(failure)) = run(call.send()) else {
        panic!("the call succeeded")
    };
    let head = ResponseHead::<ListMedia>::of(&failure.response);
    assert_eq!(
        (head.status().as_u16(), head.retry_after().unwrap()),
        (429, Some(7))
    );
    let server = Server::new([Reply::new(204, &[], "")]);
    let ((), head): ((), ResponseHead<DeleteMedia>) = client(&server)
        .delete_media("1")
        .send_blocking_with_head()
        .unwrap();
    assert_eq!(head.status(), 204);
}
