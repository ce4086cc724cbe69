//! Windows events as the converters of event logs write them in JSON: `{"Event":{"System":{...},"EventData":{...}}}`, with
//! attributes in `#attributes` or behind `@`. Their fields get the short names that rules and people use: `EventID`,
//! `Channel`, `Provider_Name`, and those of the event's own data.

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::super::member;
use crate::event::Record;
use crate::value::json;

/// The record of a JSON text. Its raw text is the whole.
pub(in crate::input) fn record<'c>(text: &'c str, arena: &'c Bump) -> Result<Record<'c>, String> {
    let mut fields = Fields::new(arena);
    json::flatten(text, arena, &mut |name, value| fields.add(name, value)).map_err(|invalid| invalid.to_string())?;
    Ok(member::record(fields.finish(), Some(text)))
}

/// Collects the fields of an event; those of its data come before those of the system where they have the same name.
pub(super) struct Fields<'c> {
    arena: &'c Bump,
    system: ArenaVec<'c, (&'c str, &'c str)>,
    data: ArenaVec<'c, (&'c str, &'c str)>,
    /// The name that the next unnamed datum gets.
    pending: Option<&'c str>,
}

impl<'c> Fields<'c> {
    pub fn new(arena: &'c Bump) -> Self {
        Self { arena, system: ArenaVec::new_in(arena), data: ArenaVec::new_in(arena), pending: None }
    }

    /// Adds a field by its whole flattened name.
    pub fn add(&mut self, name: &'c str, value: &'c str) {
        let inner = name.strip_prefix("Event.").unwrap_or(name);
        if let Some(system) = inner.strip_prefix("System.") {
            if let Some(name) = self.system_name(system) {
                self.system.push((name, value));
            }
        } else if let Some(data) = inner.strip_prefix("EventData.") {
            self.datum(data, value);
        } else if let Some(data) = inner.strip_prefix("UserData.") {
            // One element stands around the data; its name says nothing that the number of the event does not.
            let name = data.split_once('.').map_or(data, |(_, name)| name);
            if !is_attribute(name) {
                self.data.push((self.joined(name), value));
            }
        } else if let Some(info) = inner.strip_prefix("RenderingInfo.") {
            self.system.push((if info == "Message" { "Message" } else { self.joined(inner) }, value));
        } else if !is_attribute(inner) {
            self.data.push((inner, value));
        }
    }

    /// A datum: `EventData.Image`, or one of the list `EventData.Data[3]` with its name in an attribute.
    fn datum(&mut self, name: &'c str, value: &'c str) {
        let Some(listed) = name.strip_prefix("Data").filter(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        else {
            if !is_attribute(name) {
                self.data.push((self.joined(name), value));
            }
            return;
        };
        let last = listed.rsplit_once(['.', ']']).map_or(listed, |(_, last)| last);
        match last {
            "Name" | "@Name" => self.pending = Some(value),
            _ => {
                let place = listed.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
                let name = match (self.pending.take(), place) {
                    (Some(name), _) => name,
                    (None, Some((place, _))) => self.arena.alloc_str(&format!("Data[{place}]")),
                    (None, None) => "Data",
                };
                self.data.push((name, value));
            }
        }
    }

    /// `Provider_Name` of `Provider.#attributes.Name`; `TimeCreated` and `EventID` without more.
    fn system_name(&self, name: &'c str) -> Option<&'c str> {
        let joined = self.joined(name);
        match joined {
            "TimeCreated_SystemTime" => Some("TimeCreated"),
            "EventID_text" | "EventID_Value" | "EventID_value" => Some("EventID"),
            "EventID_Qualifiers" => Some("EventID_Qualifiers"),
            _ if is_attribute(name) && name.ends_with("xmlns") => None,
            _ => Some(joined),
        }
    }

    /// A name with its parts joined by underscores, without the marks of attributes.
    fn joined(&self, name: &'c str) -> &'c str {
        if !name.contains(['.', '#', '@']) {
            return name;
        }
        let parts = name.split('.').filter(|part| *part != "#attributes" && *part != "@attributes");
        let parts: Vec<&str> = parts.map(|part| part.trim_start_matches(['#', '@'])).collect();
        let parts = match parts.as_slice() {
            // The text of an element that has attributes as well.
            [before @ .., "text" | "value"] if !before.is_empty() && before != ["EventID"] => before,
            parts => parts,
        };
        self.arena.alloc_str(&parts.join("_"))
    }

    /// The fields: those of the system first.
    pub fn finish(mut self) -> ArenaVec<'c, (&'c str, &'c str)> {
        for (name, _) in &mut self.system {
            if self.data.iter().any(|(datum, _)| datum == name) {
                *name = self.arena.alloc_str(&format!("System.{name}"));
            }
        }
        self.system.extend(self.data);
        self.system
    }
}

fn is_attribute(name: &str) -> bool {
    name.starts_with(['#', '@'])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, String)> {
        let arena = Bump::new();
        let record = record(text, &arena).unwrap();
        let mut fields = Vec::new();
        record.for_each(&arena, &mut |name, value| fields.push((name.to_owned(), value.to_owned()))).unwrap();
        fields
    }

    fn get<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn attributes_and_data_get_short_names() {
        let fields = fields(
            r##"{"Event":{"#attributes":{"xmlns":"x"},"System":{"Provider":{"#attributes":{"Name":"P","Guid":"G"}},
            "EventID":{"#attributes":{"Qualifiers":0},"#text":7},"TimeCreated":{"#attributes":{"SystemTime":"T"}},
            "Execution":{"#attributes":{"ProcessID":4}},"Correlation":null,"Channel":"C","Version":5},
            "EventData":{"#attributes":{"Name":"N"},"Image":"I","Version":"own"}}}"##,
        );
        assert_eq!(get(&fields, "Provider_Name"), Some("P"));
        assert_eq!(get(&fields, "EventID"), Some("7"));
        assert_eq!(get(&fields, "TimeCreated"), Some("T"));
        assert_eq!(get(&fields, "Execution_ProcessID"), Some("4"));
        assert_eq!(get(&fields, "Image"), Some("I"));
        assert_eq!(get(&fields, "Version"), Some("own"));
        assert_eq!(get(&fields, "System.Version"), Some("5"));
        assert!(fields.iter().all(|(name, _)| !name.contains('#') && !name.contains("xmlns")));
    }

    #[test]
    fn data_in_lists_get_their_names() {
        let named = fields(
            r##"{"Event":{"System":{"EventID":1},"EventData":{"Data":[{"@Name":"Image","#text":"I"},{"@Name":"User","#text":"U"}]}}}"##,
        );
        assert_eq!((get(&named, "Image"), get(&named, "User")), (Some("I"), Some("U")));
        let unnamed = fields(r##"{"Event":{"System":{"EventID":1},"EventData":{"Data":{"#text":["a","b"]}}}}"##);
        assert_eq!(get(&unnamed, "Data[0]").or(get(&unnamed, "Data")), Some("a"), "{unnamed:?}");
        let user =
            fields(r##"{"Event":{"System":{"EventID":1102},"UserData":{"LogFileCleared":{"SubjectUserName":"u"}}}}"##);
        assert_eq!(get(&user, "SubjectUserName"), Some("u"));
    }
}
