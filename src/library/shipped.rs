//! The queries that ship inside the program.

/// A shipped query.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its name, the file's without the ending.
    pub name: &'static str,
    /// The query, word for word as published.
    pub query: &'static str,
    /// Its header file.
    pub header: &'static str,
}

/// All of them, by name.
pub static QUERIES: &[Shipped] = &[Shipped {
    name: "t1587_003",
    query: include_str!("../../queries/t1587_003.logscale"),
    header: include_str!("../../queries/t1587_003.toml"),
}];
