//! "Did you mean": the known word nearest to an unknown one.
/// x
pub fn closest<'a>(_word: &str, _candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    None
}
