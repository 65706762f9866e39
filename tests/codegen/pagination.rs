//! Pagination.

use super::{documented_operation, operation, problems, with_operation};
use insta::assert_snapshot;

/// An operation with the given `x-pagination`, and an array in its response.
fn with(pagination: &str) -> String {
    let document = with_operation("/cats", &format!("
        x-pagination: {pagination}
        parameters:
          - {{ name: after, in: query, schema: {{ type: string }} }}
          - {{ name: x-after, in: header, schema: {{ type: string }} }}
        responses:
          '200': {{ description: One page., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Cats' }} }} }} }}
"));
    format!(
        "{document}
components:
  schemas:
    Cat: {{ properties: {{ name: {{ type: string }} }} }}
    Cats:
      properties:
        data: {{ type: [array, 'null'], items: {{ $ref: '#/components/schemas/Cat' }} }}
        paging: {{ $ref: '#/components/schemas/Paging' }}
    Paging: {{ properties: {{ next: {{ type: string }}, more: {{ type: boolean }} }} }}
"
    )
}

#[test]
fn supports_the_pagination_extension() {
    let all = "{ items: /data, cursor: /paging/next, more: /paging/more, parameter: after }";
    assert_snapshot!(operation(&with(all), &["impl Paginated"]), @r#"
    impl Paginated for Find {
        type Item = types::Cat;
        const PAGES: Pagination = Pagination {
            items: "/data",
            cursor: "/paging/next",
            more: Some("/paging/more"),
            parameter: "after",
        };
    }
    "#);
    let document = documented_operation(&with(all));
    assert!(document.contains("[`items`](Call::items)"), "{document}");
}

#[test]
fn ignores_foreign_pagination_extensions() {
    // Values of `x-pagination` with a foreign meaning.
    for other in ["{ cursorParam: after, resultsPath: data }", "true", "{}"] {
        assert_eq!(problems(&with(other)), "");
        assert_eq!(operation(&with(other), &["impl Paginated"]), "");
    }
}

#[test]
fn reports_unusable_pagination() {
    assert_snapshot!(problems(&with("{ items: /data, cursor: /paging/next, parameter: x-after }")), @"
    warning[pagination]: pagination ignored: no query parameter `x-after`
     --> api.yaml:8:9
      |
    8 |         x-pagination: { items: /data, cursor: /paging/next, parameter: x-after }
      |         ^^^^^^^^^^^^
      |
      = at: /paths/~1cats/get/x-pagination
      = help: set `items` and `cursor` to JSON pointers into the response, such as `/data`, and `parameter` to the name of a query parameter
    ");
    assert_snapshot!(problems(&with("{ items: /paging, cursor: /paging/next, parameter: after }")), @"
    warning[pagination]: pagination ignored: `/paging` in the response is not an array
     --> api.yaml:8:9
      |
    8 |         x-pagination: { items: /paging, cursor: /paging/next, parameter: after }
      |         ^^^^^^^^^^^^
      |
      = at: /paths/~1cats/get/x-pagination
      = help: set `items` and `cursor` to JSON pointers into the response, such as `/data`, and `parameter` to the name of a query parameter
    ");
    assert_snapshot!(problems(&with("{ items: /data, cursor: paging.next, parameter: after, limit: 5 }")), @"
    warning[pagination]: pagination ignored: no `paging.next` in the response
     --> api.yaml:8:9
      |
    8 |         x-pagination: { items: /data, cursor: paging.next, parameter: after, limit: 5 }
      |         ^^^^^^^^^^^^
      |
      = at: /paths/~1cats/get/x-pagination
      = help: set `items` and `cursor` to JSON pointers into the response, such as `/data`, and `parameter` to the name of a query parameter

    warning[unknown-keyword]: unknown keyword `limit` in `x-pagination`, ignored
     --> api.yaml:8:78
      |
    8 |         x-pagination: { items: /data, cursor: paging.next, parameter: after, limit: 5 }
      |                                                                              ^^^^^
      |
      = at: /paths/~1cats/get/x-pagination/limit
      = help: remove `limit`, or rename it to an extension, `x-…`
    ");
}
