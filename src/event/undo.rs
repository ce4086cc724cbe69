//! Trying something out on an event and taking it back; taking fields out; asking for names by their beginning.

use bumpalo::collections::Vec as ArenaVec;

use super::{Entry, Event};

/// What [`Event::restore`] goes back to.
pub struct Checkpoint<'e> {
    values: Vec<Option<&'e str>>,
    made: usize,
    shows_record: bool,
}

impl<'e> Event<'e> {
    /// The state to go back to after something was tried out, much cheaper than a [`Event::fork`]: it costs the fields
    /// that the query names, whatever the size of the event.
    pub fn checkpoint(&self) -> Checkpoint<'e> {
        Checkpoint {
            values: self.slots.iter().map(|slot| slot.value).collect(),
            made: self.made.len(),
            shows_record: self.shows_record,
        }
    }

    /// Goes back to a checkpoint of this event. Fields that the query names get their values back, others that were
    /// added since go. Others that were *changed* since stay changed: take a fork where steps may do that.
    ///
    /// Gives false when the event has lost its other fields since, so that there is no way back.
    #[must_use]
    pub fn restore(&mut self, checkpoint: &Checkpoint<'e>) -> bool {
        if self.shows_record == checkpoint.shows_record {
            if self.made.len() < checkpoint.made {
                return false;
            }
            while self.made.len() > checkpoint.made {
                match self.made.pop() {
                    Some(Entry::Slot(symbol)) => {
                        if let Some(slot) = self.slots.get_mut(symbol.index()) {
                            slot.listed = false;
                        }
                    }
                    Some(Entry::Free(name, _)) => {
                        self.sorted = None;
                        if let Some(index) = &mut self.index {
                            index.remove(name);
                        }
                    }
                    None => break,
                }
            }
        }
        for (slot, value) in self.slots.iter_mut().zip(&checkpoint.values) {
            slot.value = *value;
        }
        self.is_changed = true;
        true
    }

    /// An event of the fields alone that the query names.
    #[must_use]
    pub fn named_only(&self) -> Self {
        let mut named = self.emptied();
        for (slot, own) in named.slots.iter_mut().zip(&self.slots) {
            slot.value = own.value;
        }
        if self.shows_record {
            let of_record = self.symbols.iter().map(|(symbol, _)| symbol);
            for symbol in of_record.filter(|symbol| self.slots.get(symbol.index()).is_some_and(|s| s.from_record)) {
                named.list(symbol);
            }
        }
        for entry in &self.made {
            if let Entry::Slot(symbol) = entry {
                named.list(*symbol);
            }
        }
        named
    }

    /// Removes every field for which `keep` says no.
    pub fn retain(&mut self, keep: &mut dyn FnMut(&'e str, &'e str) -> bool) {
        self.materialise();
        for entry in self.take_made() {
            match entry {
                Entry::Slot(symbol) => {
                    let Some(value) = self.get(symbol) else { continue };
                    if keep(self.symbols.name(symbol), value) {
                        self.list(symbol);
                    } else {
                        self.remove(symbol);
                    }
                }
                Entry::Free(name, Some(value)) => {
                    if keep(name, value) {
                        self.push_free(name, value);
                    }
                }
                Entry::Free(_, None) => {}
            }
        }
    }

    /// Whether the event has a field whose name begins so. Many questions about one event cost one sort.
    pub fn has_beginning(&mut self, beginning: &str) -> bool {
        self.materialise();
        let made = &self.made;
        let sorted = self.sorted.get_or_insert_with(|| {
            let mut names = ArenaVec::new_in(self.arena);
            names.extend(made.iter().filter_map(|entry| match entry {
                Entry::Free(name, Some(_)) => Some(*name),
                _ => None,
            }));
            names.sort_unstable();
            names
        });
        let place = sorted.partition_point(|name| *name < beginning);
        sorted.get(place).is_some_and(|name| name.starts_with(beginning))
            || self.symbols.iter().any(|(symbol, name)| name.starts_with(beginning) && self.get(symbol).is_some())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bumpalo::Bump;

    use super::super::{Projection, Record};
    use super::*;
    use crate::symbol::Symbols;

    fn fields(event: &Event<'_>) -> String {
        let mut text = String::new();
        event.for_each(&mut |name, value| text.push_str(&format!("{name}={value} ")));
        text
    }

    fn with_event(json: &str, names: &[&str], test: impl FnOnce(&mut Event<'_>)) {
        let mut symbols = Symbols::new();
        for name in names {
            symbols.intern(name);
        }
        let (arena, projection) = (Bump::new(), Projection::new(&symbols, false, false, None));
        test(&mut Event::load(Record::Json(json), &projection, &symbols, &arena).unwrap());
    }

    #[test]
    fn restores_named_fields_and_takes_away_new_ones() {
        with_event(r#"{"a":"1","b":"2"}"#, &["a", "x"], |event| {
            assert_eq!(event.get_named("b"), Some("2"));
            let checkpoint = event.checkpoint();
            event.set_named("a", "changed");
            event.set_named("x", "new");
            event.set_named("free", "new");
            assert!(event.restore(&checkpoint));
            assert_eq!(fields(event), "a=1 b=2 ");
            event.set_named("free", "again");
            event.set_named("x", "again");
            assert_eq!(fields(event), "a=1 b=2 free=again x=again ");
        });
    }

    #[test]
    fn restores_across_the_decoding_of_the_record() {
        with_event(r#"{"a":"1","b":"2"}"#, &["a", "x"], |event| {
            let checkpoint = event.checkpoint();
            event.set_named("x", "new");
            assert_eq!(event.get_named("b"), Some("2"));
            assert!(event.restore(&checkpoint));
            assert_eq!(fields(event), "a=1 b=2 ");
        });
    }

    #[test]
    fn a_selected_event_cannot_be_restored() {
        with_event(r#"{"a":"1","b":"2"}"#, &["a"], |event| {
            assert_eq!(event.get_named("b"), Some("2"));
            let checkpoint = event.checkpoint();
            event.select(&[]);
            assert!(!event.restore(&checkpoint));
        });
    }

    #[test]
    fn retains_by_name_and_finds_by_beginning() {
        with_event(r#"{"a[0].x":"1","b":"2","a[1]":"3","c":"4"}"#, &["a[1]", "c"], |event| {
            assert!(event.has_beginning("a[0]") && event.has_beginning("a[1]"));
            assert!(!event.has_beginning("a[2]"));
            event.retain(&mut |name, _| !name.starts_with("a["));
            assert_eq!(fields(event), "b=2 c=4 ");
            assert!(!event.has_beginning("a["));
            event.set_named("a[9]", "5");
            assert!(event.has_beginning("a[9"));
        });
    }

    #[test]
    fn keeps_named_fields_only() {
        with_event(r#"{"a":"1","b":"2","c":"3"}"#, &["c", "a", "x"], |event| {
            event.set_named("x", "4");
            assert_eq!(fields(&event.named_only()), "c=3 a=1 x=4 ");
        });
    }
}
