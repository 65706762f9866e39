//! The Markdown of `description`, made safe for rustdoc.

use super::documented;
use insta::assert_snapshot;

#[test]
fn keeps_paragraphs_lists_and_links() {
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
fn marks_code_as_text() {
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
fn escapes_html_and_brackets() {
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
fn cannot_end_a_comment() {
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
fn links_bare_urls() {
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
fn wraps_long_lines() {
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
fn keeps_headings_and_tables() {
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
