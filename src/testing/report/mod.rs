//! Reports about a suite: one file for each form, and the one table that lists them.

mod json;
mod junit;
mod tap;
pub mod text;

use super::suite::Report;

/// A form of report.
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes a report; the flag allows terminal colours.
    pub write: fn(&Report, bool) -> String,
}

/// All forms. A new one adds its module and its line here.
pub static FORMS: &[Form] = &[
    Form { name: "text", write: text::write },
    Form { name: "json", write: json::write },
    Form { name: "junit", write: junit::write },
    Form { name: "tap", write: tap::write },
];
