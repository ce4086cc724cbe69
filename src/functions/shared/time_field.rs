//! Reading points in time from fields.
