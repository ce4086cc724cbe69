//! What queries draw on beside events: saved queries, lookup files, and the queries that ship with offscale.

pub mod files;
pub mod geography;
pub mod header;
pub mod lookups;
pub mod saved;
pub mod shipped;
