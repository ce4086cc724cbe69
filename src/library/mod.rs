//! Query files of all kinds, and what queries draw on beside events: saved queries, lookup files, shipped queries.

pub mod embedded;
pub mod files;
pub mod geography;
pub mod header;
pub mod header_comment;
pub mod lookups;
pub mod published;
pub mod query;
pub mod saved;
pub mod shipped;
pub mod yaml;
