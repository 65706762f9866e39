//! Code on lines, as rustfmt would break it: documentation is not formatted by it.

/// As wide as the text of documentation is.
const WIDTH: usize = 92;
/// As wide as calls one after the other may be on a line.
const CHAIN: usize = 60;
const STEP: usize = 4;

/// Code that may have to be broken.
#[derive(Debug)]
pub(super) enum Code {
    /// What stays on a line.
    Atom(String),
    /// What has something in front that stays with it.
    After(String, Box<Code>),
    /// Items between brackets; whether there is space inside them.
    Group(String, Vec<Code>, &'static str, bool),
    /// A value, and the methods that are called on it.
    Chain(Box<Code>, Vec<Code>),
}

impl Code {
    /// A function and its arguments.
    pub fn call(function: &str, arguments: Vec<Code>) -> Self {
        Code::Group(format!("{function}("), arguments, ")", false)
    }

    fn flat(&self) -> String {
        match self {
            Code::Atom(text) => text.clone(),
            Code::After(before, code) => before.clone() + &code.flat(),
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

    /// Whether it is a list, or has nothing but one in it: the brackets around it need no lines of
    /// their own.
    fn hugs(&self) -> bool {
        match self {
            Code::Group(open, items, ..) if open.ends_with('(') => {
                matches!(items.as_slice(), [only] if only.hugs())
            }
            Code::Group(..) => true,
            Code::Atom(_) | Code::After(..) | Code::Chain(..) => false,
        }
    }
}

/// The lines of a statement: what is before the code, the code, what is after it.
pub(super) fn statement(before: &str, code: &Code, after: &str) -> Vec<String> {
    let mut text = before.to_owned();
    print(code, 0, &mut text);
    text.push_str(after);
    text.lines().map(str::to_owned).collect()
}

/// Adds code to a text whose current line is indented by so much.
fn print(code: &Code, indent: usize, text: &mut String) {
    let flat = code.flat();
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    let length = flat.chars().count();
    let is_long = matches!(code, Code::Chain(..)) && length > CHAIN;
    // With what comes after it.
    if column + length < WIDTH && !is_long {
        text.push_str(&flat);
        return;
    }
    match code {
        Code::Atom(_) => text.push_str(&flat),
        Code::After(before, code) => {
            text.push_str(before);
            print(code, indent, text);
        }
        Code::Group(open, items, close, _) => {
            text.push_str(open);
            match items.as_slice() {
                [] => {}
                [only] if only.hugs() => print(only, indent, text),
                items => {
                    for item in items {
                        line(indent + STEP, text);
                        print(item, indent + STEP, text);
                        text.push(',');
                    }
                    line(indent, text);
                }
            }
            text.push_str(close);
        }
        Code::Chain(root, calls) => {
            let start = text.len();
            print(root, indent, text);
            // Calls on what is on several lines are below its end.
            let is_broken = text[start..].contains('\n');
            let indent = if is_broken { indent } else { indent + STEP };
            for call in calls {
                line(indent, text);
                print(call, indent, text);
            }
        }
    }
}

fn line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Names between braces, as many on a line as there is room for.
pub(super) fn names(before: &str, names: &[String]) -> Vec<String> {
    let flat = format!("{before}{{{}}};", names.join(", "));
    match names {
        [only] => return vec![format!("{before}{only};")],
        _ if flat.chars().count() <= WIDTH => return vec![flat],
        _ => {}
    }
    let mut lines = vec![format!("{before}{{")];
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && STEP + line.len() + name.len() + 2 > WIDTH {
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
        Code::Atom(format!("{text:?}"))
    }

    #[test]
    fn code_is_broken_as_rustfmt_breaks_it() {
        let long = text("a text that takes more than half of what there is on a line");
        let other = text("another text that takes more than half of what there is on a line");
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
                    "a text that takes more than half of what there is on a line",
                    "another text that takes more than half of what there is on a line",
                )
                .with_a("b"),
            ])
            .with_b("c");
        "#);
    }

    #[test]
    fn names_fill_their_lines() {
        let all: Vec<String> = (0..20).map(|at| format!("Name{at}")).collect();
        insta::assert_snapshot!(names("use a::", &all).join("\n"), @"
        use a::{
            Name0, Name1, Name2, Name3, Name4, Name5, Name6, Name7, Name8, Name9, Name10, Name11,
            Name12, Name13, Name14, Name15, Name16, Name17, Name18, Name19,
        };
        ");
        assert_eq!(names("use a::", &all[..1]), ["use a::Name0;"]);
    }
}
