//! Query text to syntax tree and diagnostics. Never fails; knows no function by name but what the caller lists.
