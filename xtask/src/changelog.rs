//! Adds sections to a changelog.
//!
//! A comment in a section records the base version of the changes. A section with the same base
//! version is replaced, so repeated runs do not add duplicates.

use std::ops::Range;

const TITLE: &str = "# Changelog";
const HEADING: &str = "## ";
const SINCE: &str = "<!-- cargo xtask regen --changelog: since ";

/// A section of a changelog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The version of the section.
    pub version: String,
    /// The base version, which the changes refer to.
    pub since: String,
}

/// Returns the first section, if [`with_section`] wrote it.
pub fn newest(text: &str) -> Option<Section> {
    let own = &text[newest_range(text)];
    let (heading, rest) = own.strip_prefix(HEADING)?.split_once('\n')?;
    let (since, _) = rest.trim_start().strip_prefix(SINCE)?.split_once(" -->")?;
    Some(Section {
        version: heading.trim().to_owned(),
        since: since.to_owned(),
    })
}

/// Returns the changelog with a new first section, which replaces a first section with the same
/// base version. Empty `changes` remove the section.
pub fn with_section(text: &str, section: &Section, changes: &str) -> String {
    let mut range = newest_range(text);
    if newest(text).is_none_or(|newest| newest.since != section.since) {
        range.end = range.start;
    }
    let has_title = text.lines().any(|line| line.starts_with("# "));
    let title = if has_title { "" } else { TITLE };
    let Section { version, since } = section;
    let own = match changes {
        "" => String::new(),
        changes => format!("{HEADING}{version}\n\n{SINCE}{since} -->\n\n{changes}"),
    };
    let parts = [title, &text[..range.start], &own, &text[range.end..]];
    let parts = parts.map(|part| part.trim_matches('\n'));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// The byte range of the first section, from its second-level heading to the next.
fn newest_range(text: &str) -> Range<usize> {
    let mut is_code = false;
    let mut at = 0;
    let mut headings = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if line.starts_with(HEADING) && !is_code {
            headings.push(at);
        }
        at += line.len();
    }
    headings.push(text.len());
    headings[0]..headings.get(1).copied().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(version: &str, since: &str) -> Section {
        Section {
            version: version.into(),
            since: since.into(),
        }
    }

    const FIRST: &str = "\
# Changelog

## 0.2.0

<!-- cargo xtask regen --changelog: since 0.1.0 -->

### Breaking

- a
";

    #[test]
    fn adds_title_and_section_to_empty_changelog() {
        let text = with_section("", &section("0.2.0", "0.1.0"), "### Breaking\n\n- a\n");
        assert_eq!(text, FIRST);
        assert_eq!(newest(&text), Some(section("0.2.0", "0.1.0")));
    }

    #[test]
    fn replaces_section_with_same_base() {
        let again = with_section(FIRST, &section("0.1.1", "0.1.0"), "### Additive\n\n- b\n");
        assert_eq!(
            again,
            FIRST
                .replace("0.2.0", "0.1.1")
                .replace("Breaking", "Additive")
                .replace("- a", "- b")
        );
        let gone = with_section(FIRST, &section("0.1.0", "0.1.0"), "");
        assert_eq!(gone, "# Changelog\n");
    }

    #[test]
    fn keeps_preamble_and_older_sections() {
        let old =
            "# What changed\n\nNewest first.\n\n```\n## no heading\n```\n\n## 0.1.0\n\n- old\n";
        let new = with_section(old, &section("0.2.0", "0.1.0"), "### Breaking\n\n- a\n");
        let (above, below) = old.split_at(old.find("## 0.1.0").unwrap_or_default());
        let own = FIRST.trim_start_matches("# Changelog\n\n");
        assert_eq!(new, format!("{above}{own}\n{below}"));
        let next = with_section(&new, &section("0.2.1", "0.2.0"), "- c\n");
        assert!(next.contains("- c\n\n## 0.2.0\n"), "{next}");
        assert_eq!(with_section(&next, &section("0.2.0", "0.2.0"), ""), new);
    }
}
