//! The pages with results of conformance suites.

use crate::support::shipped_spec::root;
use std::fs::read_to_string;
use tests::conformance::{expected, report};

#[test]
fn pages_show_the_expected_results() {
    let text = read_to_string(root().join("tests/conformance/expected.toml")).unwrap();
    let expected = expected::parse(&text).unwrap();
    for page in report::PAGES {
        let text = read_to_string(root().join(page)).unwrap();
        let hint = "run `cargo xtask conformance json --accept`";
        assert!(
            report::page(&text, &expected) == text,
            "{page} is out of date: {hint}"
        );
    }
    assert!(
        expected::print(&expected) == text,
        "expected.toml is not sorted"
    );
}
