//! Files of at most 300 lines, functions of at most 60.

use super::{CODE, files, shown};
use proc_macro2::Span;
use std::fs::read_to_string;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const MOST_LINES_OF_A_FILE: usize = 300;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

/// Longer files, with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// Longer functions, with the reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

#[test]
fn no_file_is_longer_than_300_lines() {
    let mut long = Vec::new();
    for path in CODE.iter().flat_map(|folder| files(folder, "rs")) {
        let text = read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if lines > MOST_LINES_OF_A_FILE && !text.starts_with(codegen::HEADER) {
            long.push((shown(&path), lines));
        }
    }
    let allowed = |path: &str| LONG_FILES.iter().any(|(file, _)| *file == path);
    let found: Vec<_> = long.iter().filter(|(path, _)| !allowed(path)).collect();
    assert!(found.is_empty(), "too long: {found:#?}");
    for (path, _) in LONG_FILES {
        assert!(
            long.iter().any(|(found, _)| found == path),
            "{path} is short: remove its exception"
        );
    }
}

#[test]
fn no_function_is_longer_than_60_lines() {
    let mut long = Vec::new();
    for path in CODE.iter().flat_map(|folder| files(folder, "rs")) {
        let text = read_to_string(&path).unwrap();
        let Ok(file) = syn::parse_file(&text) else {
            continue; // A fragment for `include!`.
        };
        let mut functions = Functions {
            path: shown(&path),
            long: &mut long,
        };
        functions.visit_file(&file);
    }
    let allowed = |name: &str| LONG_FUNCTIONS.iter().any(|(function, _)| *function == name);
    let found: Vec<_> = long.iter().filter(|(name, _)| !allowed(name)).collect();
    assert!(found.is_empty(), "too long: {found:#?}");
    for (name, _) in LONG_FUNCTIONS {
        assert!(
            long.iter().any(|(found, _)| found == name),
            "{name} is short: remove its exception"
        );
    }
}

struct Functions<'l> {
    path: String,
    long: &'l mut Vec<(String, usize)>,
}

impl Functions<'_> {
    fn note(&mut self, name: &syn::Ident, body: Span) {
        let lines = body.end().line - body.start().line + 1;
        if lines > MOST_LINES_OF_A_FUNCTION {
            self.long.push((format!("{}: {name}", self.path), lines));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig.ident, function.block.span());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig.ident, function.block.span());
        visit::visit_impl_item_fn(self, function);
    }
}
