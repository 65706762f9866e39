//! Words in messages: suggestions for misspelt words, and lists.

/// Returns the most similar known word, if one is similar enough.
pub fn closest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let similar = known.into_iter().filter(|known| are_similar(word, known));
    // Among equally similar words, take the first in alphabetical order.
    similar.min_by(|left, right| {
        let by_similarity = similarity(word, right).total_cmp(&similarity(word, left));
        by_similarity.then_with(|| left.cmp(right))
    })
}

/// True if one word could be a misspelling of the other.
pub fn are_similar(left: &str, right: &str) -> bool {
    similarity(left, right) > 0.6
}

fn similarity(left: &str, right: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&left.to_lowercase(), &right.to_lowercase())
}

/// Joins items for a message, with a word before the last: `a, b or c`.
pub fn list(items: &[impl AsRef<str>], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} {word} {last}", all.join(", ")),
        items => items.concat(),
    }
}
