//! Formats example code like rustfmt, which does not format code in documentation.

/// The line width, equal to that of documentation text.
const WIDTH: usize = 92;
/// The maximum width of a method chain on a single line.
const CHAIN: usize = 60;
const INDENT: usize = 4;

/// Code that can be broken into lines.
#[derive(Debug)]
pub(super) enum Code {
    /// Code that is never broken.
    Verbatim(String),
    /// A prefix that stays on the line of the code.
    Prefixed(String, Box<Code>),
    /// Items in brackets; the flag adds spaces inside the brackets.
    Group(String, Vec<Code>, &'static str, bool),
    /// A receiver and the methods called on it.
    Chain(Box<Code>, Vec<Code>),
}

impl Code {
    /// Returns a call expression.
    pub fn call(function: &str, arguments: Vec<Code>) -> Self {
        Code::Group(format!("{function}("), arguments, ")", false)
    }

    fn flat(&self) -> String {
        match self {
            Code::Verbatim(text) => text.clone(),
            Code::Prefixed(before, code) => before.clone() + &code.flat(),
            Code::Group(open, items, close, _) if items.is_empty() => format!("{open}{close}"),
            Code::Group(open, items, close, space) => {
                let items: Vec<String> = items.iter().map(Code::flat).collect();
                let space = if *space { " " } else { "" };
                format!("{open}{space}{}{space}{close}", items.join(", "))
            }
            Code::Chain(root, calls) => {
                let calls: Vec<String> = calls.iter().map(Code::flat).collect();
                root.flat() + &calls.concat()
            }
        }
    }

    /// True for a list, or a call with a list as its only argument: the brackets share a line.
    fn shares_line(&self) -> bool {
        match self {
            Code::Group(open, items, ..) if open.ends_with('(') => {
                matches!(items.as_slice(), [only] if only.shares_line())
            }
            Code::Group(..) => true,
            Code::Verbatim(_) | Code::Prefixed(..) | Code::Chain(..) => false,
        }
    }
}

/// Formats a statement: prefix, code, suffix.
pub(super) fn statement(before: &str, code: &Code, after: &str) -> Vec<String> {
    let mut text = before.to_owned();
    write_code(code, 0, &mut text);
    text.push_str(after);
    text.lines().map(str::to_owned).collect()
}

/// Appends code to a text; `indent` is the indentation of the current line.
fn write_code(code: &Code, indent: usize, text: &mut String) {
    let flat = code.flat();
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    let length = flat.chars().count();
    let is_long = matches!(code, Code::Chain(..)) && length > CHAIN;
    // `<` leaves room for the following `,` or `;`.
    if column + length < WIDTH && !is_long {
        text.push_str(&flat);
        return;
    }
    match code {
        Code::Verbatim(_) => text.push_str(&flat),
        Code::Prefixed(before, code) => {
            text.push_str(before);
            write_code(code, indent, text);
        }
        Code::Group(open, items, close, _) => {
            text.push_str(open);
            match items.as_slice() {
                [] => {}
                [only] if only.shares_line() => write_code(only, indent, text),
                items => {
                    for item in items {
                        break_line(indent + INDENT, text);
                        write_code(item, indent + INDENT, text);
                        text.push(',');
                    }
                    break_line(indent, text);
                }
            }
            text.push_str(close);
        }
        Code::Chain(root, calls) => {
            let start = text.len();
            write_code(root, indent, text);
            // Calls after a multi-line receiver align with its last line.
            let is_broken = text[start..].contains('\n');
            let indent = if is_broken { indent } else { indent + INDENT };
            for call in calls {
                break_line(indent, text);
                write_code(call, indent, text);
            }
        }
    }
}

fn break_line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Formats a `use` list in braces, filling every line.
pub(super) fn use_list(before: &str, names: &[String]) -> Vec<String> {
    let flat = format!("{before}{{{}}};", names.join(", "));
    match names {
        [only] => return vec![format!("{before}{only};")],
        _ if flat.chars().count() <= WIDTH => return vec![flat],
        _ => {}
    }
    let mut lines = vec![format!("{before}{{")];
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && INDENT + line.len() + name.len() + 2 > WIDTH {
            lines.push(format!("    {line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(name);
        line.push(',');
    }
    lines.push(format!("    {line}"));
    lines.push("};".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Code {
        Code::Verbatim(format!("{text:?}"))
    }

    #[test]
    fn breaks_code_like_rustfmt() {
        let long = text("a string literal that is longer than half of the line width");
        let other = text("another string literal that is longer than half of the line width");
        let inner = Code::Chain(
            Box::new(Code::call("Inner::new", vec![text("a"), long, other])),
            vec![Code::call(".with_a", vec![text("b")])],
        );
        let list = Code::Group("vec![".into(), vec![inner], "]", false);
        let outer = Code::Chain(
            Box::new(Code::call("Outer::new", vec![text("a")])),
            vec![
                Code::call(".with_list", vec![list]),
                Code::call(".with_b", vec![text("c")]),
            ],
        );
        let lines = statement("let body = ", &outer, ";").join("\n");
        insta::assert_snapshot!(lines, @r#"
        let body = Outer::new("a")
            .with_list(vec![
                Inner::new(
                    "a",
                    "a string literal that is longer than half of the line width",
                    "another string literal that is longer than half of the line width",
                )
                .with_a("b"),
            ])
            .with_b("c");
        "#);
    }

    #[test]
    fn fills_lines_with_names() {
        let all: Vec<String> = (0..20).map(|at| format!("Name{at}")).collect();
        insta::assert_snapshot!(use_list("use a::", &all).join("\n"), @"
        use a::{
            Name0, Name1, Name2, Name3, Name4, Name5, Name6, Name7, Name8, Name9, Name10, Name11,
            Name12, Name13, Name14, Name15, Name16, Name17, Name18, Name19,
        };
        ");
        assert_eq!(use_list("use a::", &all[..1]), ["use a::Name0;"]);
    }
}
