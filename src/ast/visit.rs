//! Walking a syntax tree.
