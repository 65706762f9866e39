//! Response headers.

use super::{documented_operation, generated, items, undocumented, with_operation};
use insta::assert_snapshot;

/// An operation whose responses have the given headers.
fn with(ok: &str, refused: &str) -> String {
    let document = with_operation(
        "/cats",
        &format!(
            "
        responses:
          '200': {{ description: Fine., headers: {{ {ok} }} }}
          '429': {{ description: Refused., headers: {{ {refused} }} }}
"
        ),
    );
    format!(
        "{document}
components:
  headers:
    Left: {{ description: How many calls are left., schema: {{ type: integer }} }}
"
    )
}

fn heads(ok: &str, refused: &str) -> String {
    let items = items(&generated(&with(ok, refused), ""), "src/operations");
    let items = items
        .into_iter()
        .filter(|item| item.contains("impl ResponseHead"));
    undocumented(&items.collect::<Vec<_>>())
}

#[test]
fn generates_a_method_per_header() {
    let left = "X-Left: { $ref: '#/components/headers/Left' }";
    assert_snapshot!(heads(&format!("{left}, State: {{ schema: {{ enum: [new, old] }} }}"), left), @r#"
    #[allow(clippy::missing_errors_doc)]
    impl ResponseHead<Find> {
        pub fn state(&self) -> Result<Option<types::FindStateHeader>, InvalidHeader> {
            self.read("State", HeaderStyle::Simple)
        }
        pub fn x_left(&self) -> Result<Option<i64>, InvalidHeader> {
            self.read("X-Left", HeaderStyle::Simple)
        }
    }
    "#);
    let docs = documented_operation(&with(left, ""));
    assert!(
        docs.contains("[`send_with_head`](Call::send_with_head)"),
        "{docs}"
    );
}

#[test]
fn merges_headers_of_every_response() {
    // An equal name in capitals; a different type; a header made redundant by the media type.
    let ok =
        "X-A: {}, X-B: { schema: { type: string } }, Content-Type: { schema: { type: string } }";
    let refused = "x-a: {}, X-B: { schema: { type: integer } }, X-C: { content: { application/json: { schema: { type: boolean } } } }";
    assert_snapshot!(heads(ok, refused), @r#"
    #[allow(clippy::missing_errors_doc)]
    impl ResponseHead<Find> {
        pub fn x_a(&self) -> Result<Option<String>, InvalidHeader> {
            self.read("X-A", HeaderStyle::Simple)
        }
        pub fn x_b(&self) -> Result<Option<Json>, InvalidHeader> {
            self.read("X-B", HeaderStyle::Simple)
        }
        pub fn x_c(&self) -> Result<Option<bool>, InvalidHeader> {
            self.read("X-C", HeaderStyle::Json)
        }
    }
    "#);
    assert_eq!(heads("", ""), "");
}

/// The header methods of three operations; the third declares its headers with the given schemas.
fn shared(left: &str, state: &str) -> String {
    let operation = |id: &str, left: &str, state: &str| {
        format!(
            "/{id}: {{ get: {{ operationId: {id}, responses: {{ '200': {{ description: Ok, headers: {{
                X-Left: {{ schema: {left} }}, State: {{ schema: {state} }} }} }} }} }} }}"
        )
    };
    let usual = ["{ type: integer }", "{ enum: [new, old] }"];
    let [first, second] = ["cats", "dogs"].map(|id| operation(id, usual[0], usual[1]));
    let third = operation("pets", left, state);
    let document = format!(
        "{{ openapi: 3.1.0, info: {{ title: A, version: 1 }}, paths: {{ {first}, {second}, {third} }} }}"
    );
    let generated = generated(&document, "");
    let files = generated
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("src/operations"));
    let lines = files.flat_map(|(_, text)| text.lines());
    let lines =
        lines.filter(|line| line.contains("ResponseHead<") || line.contains("InvalidHeader>"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn shares_the_method_of_equal_headers() {
    assert_snapshot!(shared("{ type: integer }", "{ enum: [new, old] }"), @"
    impl ResponseHead<Cats> {
        pub fn state(&self) -> Result<Option<types::CatsStateHeader>, InvalidHeader> {
    impl ResponseHead<Dogs> {
        pub fn state(&self) -> Result<Option<types::DogsStateHeader>, InvalidHeader> {
    impl ResponseHead<Pets> {
        pub fn state(&self) -> Result<Option<types::PetsStateHeader>, InvalidHeader> {
    impl<Op: Operation> ResponseHead<Op> {
        pub fn x_left(&self) -> Result<Option<i64>, InvalidHeader> {
    ");
}

#[test]
fn generates_methods_per_operation_for_different_types() {
    assert_snapshot!(shared("{ type: string }", "{ type: string }"), @"
    impl ResponseHead<Cats> {
        pub fn state(&self) -> Result<Option<types::CatsStateHeader>, InvalidHeader> {
        pub fn x_left(&self) -> Result<Option<i64>, InvalidHeader> {
    impl ResponseHead<Dogs> {
        pub fn state(&self) -> Result<Option<types::DogsStateHeader>, InvalidHeader> {
        pub fn x_left(&self) -> Result<Option<i64>, InvalidHeader> {
    impl ResponseHead<Pets> {
        pub fn state(&self) -> Result<Option<String>, InvalidHeader> {
        pub fn x_left(&self) -> Result<Option<String>, InvalidHeader> {
    ");
}
