//! The Markdown of an author, made safe for rustdoc.

use super::documented;
use insta::assert_snapshot;

#[test]
fn paragraphs_lists_and_links_stay() {
    assert_snapshot!(documented(r"
        Cat:
          type: string
          description: |
            First *paragraph*, with a [link](https://example.com/a) and `code`.

            - one
            - two
    "), @"
    /// First *paragraph*, with a [link](https://example.com/a) and `code`.
    ///
    /// - one
    /// - two
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    ");
}

#[test]
fn code_is_never_run_as_a_test() {
    assert_snapshot!(documented(r#"
        Cat:
          type: string
          description: |
            Like this:

            ```
            curl example.com
            ```

            Or this:

                rm -rf /

            ```json
            { "a": 1 }
            ```
    "#), @r#"
    /// Like this:
    ///
    /// ```text
    /// curl example.com
    /// ```
    ///
    /// Or this:
    ///
    /// ```text
    /// rm -rf /
    /// ```
    ///
    /// ```text
    /// { "a": 1 }
    /// ```
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    "#);
}

#[test]
fn html_and_brackets_are_only_text() {
    assert_snapshot!(documented(r#"
        Cat: { type: string, description: "A <b>bold</b> <script>, an [index] and a Vec<String>." }
    "#), @r"
    /// A \<b\>bold\</b\> \<script\>, an \[index\] and a Vec\<String\>.
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    ");
}

#[test]
fn a_comment_cannot_be_ended() {
    assert_snapshot!(documented(r#"
        Cat: { type: string, description: "*/ } #![allow(x)] \" \\ \r\n {} \u0000 end" }
    "#), @r#"
    /// */ } #!\[allow(x)\] " \
    /// {}  end
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    "#);
}

#[test]
fn bare_addresses_become_links() {
    assert_snapshot!(documented(r#"
        Cat: { type: string, description: "See https://example.com/a_b?c=d." }
    "#), @"
    /// See <https://example.com/a_b?c=d>.
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    ");
}

#[test]
fn long_lines_are_wrapped() {
    assert_snapshot!(documented(r"
        Cat:
          type: string
          description: >-
            A sentence that goes on and on, beyond the hundred columns that a line of the generated code is
            wide, and then some.
    "), @"
    /// A sentence that goes on and on, beyond the hundred columns that a line of the generated code
    /// is wide, and then some.
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    ");
}

#[test]
fn headings_and_tables_stay() {
    assert_snapshot!(documented(r"
        Cat:
          type: string
          description: |
            # Heading

            | a | b |
            |---|---|
            | 1 | 2 |
    "), @"
    /// # Heading
    ///
    /// | a | b |
    /// |---|---|
    /// | 1 | 2 |
    ///
    /// Source: `/components/schemas/Cat`
    pub type Cat = String;
    ");
}
