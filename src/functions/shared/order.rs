//! Comparing rows by the values of fields.
