//! "Did you mean": the known word nearest to a mistyped one.

/// The candidate nearest to `word`, ignoring case; `None` when none is near: more than a third of the letters differ.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Longer words are no names, and comparing takes the product of the lengths.
    if word.is_empty() || word.len() > 64 {
        return None;
    }
    let lower = word.to_lowercase();
    let most = (lower.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= most * 4)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn near_words() {
        let names = ["groupBy", "sort", "array:length", "in"];
        assert_eq!(closest("gruopBy", names), Some("groupBy"));
        assert_eq!(closest("GROUPBY", names), Some("groupBy"));
        assert_eq!(closest("sorts", names), Some("sort"));
        assert_eq!(closest("frobnicate", names), None);
        assert_eq!(closest("", names), None);
        assert_eq!(closest(&"x".repeat(100_000), names), None);
    }
}
