//! The names of all fields, for formats that must know them before the first event.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashSet;

use crate::eval::{Gathered, Sink};
use crate::event::{Event, Row};
use crate::symbol::FieldName;

/// Gathers the names of fields in the order of first sight.
#[derive(Default)]
pub struct NamesSink(Mutex<Names>);

/// Names in the order of first sight.
#[derive(Default)]
pub struct Names {
    list: Vec<FieldName>,
    known: HashSet<FieldName, foldhash::fast::FixedState>,
}

impl Names {
    fn add(&mut self, name: &str) {
        if !self.known.contains(name) {
            let name: FieldName = name.into();
            self.known.insert(name.clone());
            self.list.push(name);
        }
    }
}

impl NamesSink {
    /// The names.
    pub fn into_names(self) -> Vec<FieldName> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).list
    }
}

impl Gathered for Names {}

impl Sink for NamesSink {
    type Part = Names;

    fn event(&self, part: &mut Names, event: &Event<'_>) {
        event.fields().iter().flatten().for_each(|(name, _)| part.add(name));
    }

    fn part(&self, part: Names) -> ControlFlow<()> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        part.list.iter().for_each(|name| names.add(name));
        ControlFlow::Continue(())
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rows.iter().flat_map(Row::iter).for_each(|(name, _)| names.add(name));
        ControlFlow::Continue(())
    }
}
