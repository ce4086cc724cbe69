//! temp
/// x
#[derive(Clone, Copy)]
pub enum Dialect {
    /// x
    Lenient,
    /// x
    Logscale,
}
/// x
pub struct Options<'o> {
    /// x
    pub dialect: Dialect,
    /// x
    pub functions: &'o [&'o str],
}
/// x
pub fn parse(_t: &str, _o: &Options<'_>) -> (crate::ast::Query, Vec<crate::diagnostic::Diagnostic>) {
    (crate::ast::Query::default(), vec![])
}
