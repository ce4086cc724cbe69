//! placeholder
/// x
pub struct Regex;
/// x
#[derive(Debug)]
pub struct BudgetExceeded;
/// x
pub struct Captures<'t>(&'t str);
impl<'t> Captures<'t> {
    /// x
    pub fn group(&self, _g: usize) -> Option<&'t str> {
        Some(self.0)
    }
}
impl Regex {
    /// x
    pub fn is_match(&self, _t: &str) -> Result<bool, BudgetExceeded> {
        Ok(true)
    }
    /// x
    pub fn captures<'t>(&self, _t: &'t str) -> Result<Option<Captures<'t>>, BudgetExceeded> {
        Ok(None)
    }
}
