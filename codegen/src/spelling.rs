//! Which word was meant by one that is not known.

/// The known word that is most like this one, if any is.
pub fn closest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let alike = known.into_iter().filter(|known| are_alike(word, known));
    // Of several that are equally like it, the first one in the alphabet.
    alike.min_by(|left, right| {
        let by_likeness = likeness(word, right).total_cmp(&likeness(word, left));
        by_likeness.then_with(|| left.cmp(right))
    })
}

/// Whether one word could be the other, misspelt.
pub fn are_alike(left: &str, right: &str) -> bool {
    likeness(left, right) > 0.6
}

fn likeness(left: &str, right: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&left.to_lowercase(), &right.to_lowercase())
}
