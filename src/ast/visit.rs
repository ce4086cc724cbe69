//! temp
use super::*;
/// x
pub trait Visitor {
    /// x
    fn parameter(&mut self, _p: &Parameter) {}
}
/// x
pub fn walk_pipeline(_v: &mut impl Visitor, _p: &Pipeline) {}
