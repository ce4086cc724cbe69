//! Field names interned to small numbers: an event keeps the fields that a query names in slots of that number.

use std::sync::Arc;

use hashbrown::HashMap;

/// The number of a field name within one query's [`Symbols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

impl Symbol {
    /// The slot number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A field name, cheap to copy.
pub type FieldName = Arc<str>;

/// The field names of one query, in the order in which it names them.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    names: Vec<FieldName>,
    /// Whether the query's text names the field, as opposed to a function that needs it behind the scenes.
    named: Vec<bool>,
    numbers: HashMap<FieldName, Symbol, foldhash::fast::FixedState>,
}

impl Symbols {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of a field that the query names.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let symbol = self.intern_silently(name);
        if let Some(named) = self.named.get_mut(symbol.index()) {
            *named = true;
        }
        symbol
    }

    /// The number of a field that a function needs although the query does not name it. Derived metadata under such a
    /// name is not shown in results.
    pub fn intern_silently(&mut self, name: &str) -> Symbol {
        if let Some(symbol) = self.numbers.get(name) {
            return *symbol;
        }
        let symbol = Symbol(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let name: FieldName = name.into();
        self.names.push(name.clone());
        self.named.push(false);
        self.numbers.insert(name, symbol);
        symbol
    }

    /// The number of a name, if the query has it.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.numbers.get(name).copied()
    }

    /// The name of a number.
    pub fn name(&self, symbol: Symbol) -> &FieldName {
        &self.names[symbol.index()]
    }

    /// Whether the query's text names the field.
    pub fn is_named(&self, symbol: Symbol) -> bool {
        self.named.get(symbol.index()).copied().unwrap_or(false)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &FieldName)> {
        (0u32..).map(Symbol).zip(&self.names)
    }
}
