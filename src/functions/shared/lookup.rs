//! Matching of values against tables.
