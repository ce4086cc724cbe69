//! `findTimestamp()`: Searches the text of field for the first timestamp in one of the known formats and writes it as epoch milliseconds to as, and its zone to timezoneAs.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "findTimestamp",
    summary: "Searches the text of field for the first timestamp in one of the known formats and writes it as epoch milliseconds to as, and its zone to timezoneAs.",
    page: "functions-findtimestamp.html",
    parameters: &[
        Parameter { default: Some("true"), ..Parameter::new("addErrors", Kind::Boolean) },
        Parameter { default: Some("@timestamp"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter::new("timezone", Kind::Text),
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneAs", Kind::Output) },
        Parameter { default: Some("@timezone"), ..Parameter::new("timezoneField", Kind::Field) },
    ],
    output: &["@timestamp", "@timezone"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Searches the text of field for the first timestamp in one of the known formats and writes it as epoch milliseconds to as, and its zone to timezoneAs.",
        "Only timestamps that start within the first 128 characters are found.",
        "Formats (brackets = optional): year month day hour minute second [sub] [zone]; month day [year] hour minute second [sub] [zone]; month day hour minute second [sub] [zone] year4; day monthLetters [year4] hour minute second [sub] [zone]; hour minute second [sub] [zone]; epoch seconds (10 digits) [sub].",
        "year has 2 or 4 digits, month 2 digits or 3 letters, day, hour (0-23 or 1-12), minute and second 2 digits, sub 1 to 9 digits (for epoch times only 3, 6 or 9), zone a name (UTC, America/New_York) or an offset (UTC+12:30).",
        "Zone used: the one in the text; else timezone; else the content of timezoneField (since 1.204). With none of these the timestamp is not parsed.",
        "timezoneAs receives the parsed zone if there was one, else the timezone parameter.",
        "No date in the text: today, if the time is at most 10 minutes ahead of now, else yesterday. No year: the latest of last, this and next year that is at most 7 days in the future. Two-digit years mean 2013 to 2099.",
        "Second 60 is read as 59. Only the first three sub-second digits are kept (cut, not rounded).",
        "If nothing is found no fields are set; addErrors=true (default) adds error fields to the event.",
        "[undocumented] names and texts of the error fields (an example elsewhere reads @error_msg[0] and @error_msg[1], so messages form an array @error_msg[]); which separators are allowed between the parts; zone for epoch times.",
    ],
    examples: &[],
    build: None,
};
