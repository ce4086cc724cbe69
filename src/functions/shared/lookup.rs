//! Look-ups in a table: which table, how a row is found, and which of its columns go to the event.

use std::sync::{Arc, OnceLock};

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use crate::diagnostic::{Diagnostic, Severity, codes, suggest};
use crate::event::Event;
use crate::exec::arguments::SubqueryId;
use crate::exec::{Build, Context, Target};
use crate::lookup::{CidrIndex, GLOB_LIMIT, GlobIndex, Table, TextIndex};
use crate::symbol::Symbol;

/// Where the rows are.
pub enum TableSource {
    /// In a lookup file, read before the query runs.
    File(Arc<Table>),
    /// In the result of a subquery.
    Subquery(SubqueryId),
}

impl TableSource {
    /// The table of that name: one that `defineTable` made, else a lookup file.
    ///
    /// # Errors
    /// When there is neither.
    pub fn named(build: &Build<'_>, parameter: &str, name: &str) -> Result<Self, Diagnostic> {
        if let Some(id) = build.defined_table(name) {
            return Ok(Self::Subquery(id));
        }
        let found = build.lookup(parameter, name).map(Self::File);
        found.map_err(|error| match build.tables.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>() {
            tables if tables.is_empty() => error,
            tables => match suggest::closest(name, tables.iter().copied()) {
                Some(near) => error.help(format!("defineTable() makes a table {near:?}")),
                None => error,
            },
        })
    }

    /// The rows.
    pub fn table<'e>(&'e self, context: &'e Context) -> Option<&'e Table> {
        match self {
            Self::File(table) => Some(table),
            Self::Subquery(id) => context.table(*id).map(|table| &**table),
        }
    }
}

/// The table that a call names by `file` or its alias `table`, with that name.
///
/// # Errors
/// When neither is given, or there is no such table.
pub fn table_argument(build: &Build<'_>) -> Result<(TableSource, String), Diagnostic> {
    let parameter = if build.has("file") { "file" } else { "table" };
    let name = match build.optional_text(parameter) {
        Some(name) => name,
        None => return Err(build.missing("file")),
    };
    Ok((TableSource::named(build, parameter, &name)?, name))
}

/// How a value finds its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is equal to the key.
    Text,
    /// It is an address in the key's subnet.
    Cidr,
    /// The key is a pattern that matches it.
    Glob,
}

/// Which columns of a row go to the event.
pub enum Include {
    /// All but the key columns.
    All,
    /// These; a row that lacks one leaves the event's field alone.
    These(Vec<String>),
    /// These; a row that lacks one gives the empty text (functions-join.html).
    TheseOrEmpty(Vec<String>),
}

impl Include {
    /// The parameter `include` of functions whose default is all columns.
    pub fn argument(build: &Build<'_>) -> Self {
        let names = build.texts("include");
        if !build.has("include") || names.iter().any(|name| name == "*") { Self::All } else { Self::These(names) }
    }
}

/// A compiled look-up. The index is made once, when the first event asks; a plan must not be run again with other events
/// when its rows come from a subquery.
pub struct Lookup {
    source: TableSource,
    fields: Vec<Symbol>,
    /// The key columns; none for the outer keys of a JSON object.
    columns: Vec<String>,
    include: Include,
    mode: Mode,
    ignore_case: bool,
    ready: OnceLock<Ready>,
}

struct Ready {
    finder: Finder,
    /// Number of the column, and the field it goes to where the query names that.
    outputs: Vec<(Option<usize>, String, Option<Symbol>)>,
}

/// An index of the first column, or of all.
enum Finder {
    Text(TextIndex),
    /// The first column decides the order; the others must match too.
    Cidr(Vec<CidrIndex>),
    Glob(Vec<GlobIndex>),
    Nothing,
}

/// Rows found for an event, in order.
pub type Found<'e> = ArenaVec<'e, usize>;

impl Lookup {
    /// A look-up of these fields in these columns, pair by pair.
    pub fn new(
        source: TableSource,
        fields: &[Target],
        columns: Vec<String>,
        include: Include,
        mode: Mode,
        ignore_case: bool,
    ) -> Self {
        let fields = fields.iter().map(|field| field.symbol).collect();
        Self { source, fields, columns, include, mode, ignore_case, ready: OnceLock::new() }
    }

    /// The look-up of a call with the parameters `field`, `column`, `include`, `ignoreCase` and `file` or `table`.
    ///
    /// # Errors
    /// When the arguments do not fit each other, or the table is not there.
    pub fn of_call(build: &mut Build<'_>, mode: Mode) -> Result<Self, Diagnostic> {
        let (source, name) = table_argument(build)?;
        let fields = build.fields("field");
        if fields.is_empty() {
            return Err(build.missing("field"));
        }
        let mut columns = build.texts("column");
        if columns.is_empty() {
            columns = fields.iter().map(|field| field.name.clone()).collect();
            if let TableSource::File(table) = &source
                && table.key_column().is_some()
                && fields.len() == 1
            {
                columns.clear();
            }
        } else if columns.len() != fields.len() {
            return Err(build.error(
                codes::ARGUMENT_VALUE,
                "column",
                format!("{} fields but {} columns; they are matched pair by pair", fields.len(), columns.len()),
            ));
        }
        let include = Include::argument(build);
        if let TableSource::File(table) = &source {
            name_columns(build, table, &name, &columns, &include);
        }
        let ignore_case = build.flag("ignoreCase");
        Ok(Self::new(source, &fields, columns, include, mode, ignore_case))
    }

    /// Whether a match leaves the event as it is.
    pub fn adds_nothing(&self) -> bool {
        match &self.include {
            Include::All => false,
            Include::These(names) | Include::TheseOrEmpty(names) => names.is_empty(),
        }
    }

    /// The rows that match the event, in the order in which they are used, at most `limit`; `None` without a match.
    pub fn find<'e>(&'e self, event: &Event<'e>, limit: usize, context: &'e Context) -> Option<Found<'e>> {
        let table = self.source.table(context)?;
        let ready = self.ready(table, context);
        let arena = event.arena();
        let mut found = ArenaVec::new_in(arena);
        match self.fields.as_slice() {
            [field] => {
                let value = event.get(*field)?;
                ready.finder.find(table, std::slice::from_ref(&value), limit, arena, &mut found);
            }
            fields => {
                let mut values: ArenaVec<'_, &str> = ArenaVec::with_capacity_in(fields.len(), arena);
                for field in fields {
                    values.push(event.get(*field)?);
                }
                ready.finder.find(table, &values, limit, arena, &mut found);
            }
        }
        if found.is_empty() { None } else { Some(found) }
    }

    /// Sets the included columns of a row in the event.
    pub fn enrich<'e>(&'e self, event: &mut Event<'e>, row: usize, context: &'e Context) {
        self.for_each_output(row, context, &mut |name, symbol, value| match symbol {
            Some(symbol) => event.set(symbol, value),
            None => event.set_named(name, value),
        });
    }

    /// Calls `output` with name, slot and value of each included column of a row.
    pub fn for_each_output<'e>(
        &'e self,
        row: usize,
        context: &'e Context,
        output: &mut dyn FnMut(&'e str, Option<Symbol>, &'e str),
    ) {
        let Some(table) = self.source.table(context) else { return };
        let filled = matches!(self.include, Include::TheseOrEmpty(_));
        for (column, name, symbol) in &self.ready(table, context).outputs {
            let value = column.and_then(|column| table.value(row, column));
            if let Some(value) = value.or(if filled { Some("") } else { None }) {
                output(name, *symbol, value);
            }
        }
    }

    fn ready(&self, table: &Table, context: &Context) -> &Ready {
        self.ready.get_or_init(|| self.prepare(table, context))
    }

    fn prepare(&self, table: &Table, context: &Context) -> Ready {
        let keys: Option<Vec<usize>> = if self.columns.is_empty() {
            table.key_column().map(|column| vec![column])
        } else {
            self.columns.iter().map(|column| table.column(column)).collect()
        };
        let outputs = match &self.include {
            Include::All => {
                let key = |column: &usize| keys.iter().flatten().any(|key| key == column);
                let columns = (0..table.columns().len()).filter(|column| !key(column));
                let named = columns.filter_map(|column| Some((Some(column), table.columns().get(column)?.to_string())));
                named.filter(|(_, name)| !name.is_empty()).collect::<Vec<_>>()
            }
            Include::These(names) | Include::TheseOrEmpty(names) => {
                names.iter().map(|name| (table.column(name), name.clone())).collect()
            }
        };
        let outputs = outputs.into_iter().map(|(column, name)| {
            let symbol = context.symbols.find(&name);
            (column, name, symbol)
        });
        let finder = match (keys, self.mode) {
            (None, _) => Finder::Nothing,
            (Some(keys), Mode::Text) => Finder::Text(TextIndex::new(table, &keys, self.ignore_case)),
            (Some(keys), Mode::Cidr) => Finder::Cidr(keys.iter().map(|key| CidrIndex::new(table, *key)).collect()),
            (Some(keys), Mode::Glob) => {
                if table.len() > GLOB_LIMIT {
                    context.warn(
                        codes::LIMIT_REACHED,
                        format!("match(mode=glob) uses only the first {GLOB_LIMIT} of {} rows", table.len()),
                    );
                }
                Finder::Glob(keys.iter().map(|key| GlobIndex::new(table, *key, self.ignore_case)).collect())
            }
        };
        Ready { finder, outputs: outputs.collect() }
    }
}

impl Finder {
    fn find<'a>(&self, table: &Table, values: &[&str], limit: usize, arena: &'a Bump, found: &mut Found<'a>) {
        match self {
            Self::Nothing => {}
            Self::Text(index) => found.extend(index.find(table, values.iter().copied()).take(limit)),
            Self::Cidr(indexes) => {
                let all = |index: &CidrIndex, value: &str| ArenaVec::from_iter_in(index.find(value), arena);
                let (Some((first, rest)), Some((value, values))) = (indexes.split_first(), values.split_first()) else {
                    return;
                };
                if rest.is_empty() {
                    return found.extend(first.find(value).take(limit));
                }
                let others = rest.iter().zip(values).map(|(index, value)| all(index, value));
                intersect(first.find(value), others, limit, found);
            }
            Self::Glob(indexes) => {
                let all = |index: &GlobIndex, value: &str, limit: usize| {
                    let mut rows = ArenaVec::new_in(arena);
                    index.find(value, limit, arena, |row| rows.push(row));
                    rows
                };
                let (Some((first, rest)), Some((value, values))) = (indexes.split_first(), values.split_first()) else {
                    return;
                };
                if rest.is_empty() {
                    return found.extend(all(first, value, limit));
                }
                let others = rest.iter().zip(values).map(|(index, value)| all(index, value, usize::MAX));
                intersect(all(first, value, usize::MAX).into_iter(), others, limit, found);
            }
        }
    }
}

/// The rows of `first`, in its order, that are in all the others.
fn intersect<'a>(
    first: impl Iterator<Item = usize>,
    others: impl Iterator<Item = Found<'a>>,
    limit: usize,
    found: &mut Found<'_>,
) {
    let mut sorted: Vec<Found<'a>> = others.collect();
    sorted.iter_mut().for_each(|rows| rows.sort_unstable());
    let shared = first.filter(|row| sorted.iter().all(|rows| rows.binary_search(row).is_ok()));
    found.extend(shared.take(limit));
}

/// Makes slots for the columns of a lookup file that the event gets, and warns of columns that are not there.
fn name_columns(build: &mut Build<'_>, table: &Table, file: &str, keys: &[String], include: &Include) {
    let included: &[String] = match include {
        Include::All => &[],
        Include::These(names) | Include::TheseOrEmpty(names) => names,
    };
    let parameter = |place: usize| match (place < keys.len(), build.has("column")) {
        (true, true) => "column",
        (true, false) => "field",
        (false, _) => "include",
    };
    let mut findings = Vec::new();
    for (place, name) in keys.iter().chain(included).enumerate() {
        // A table without columns is a file that could not be read, which LogScale does not report.
        if table.column(name).is_some() || table.columns().is_empty() {
            continue;
        }
        let message = format!("lookup file {file:?} has no column {name:?}");
        let names: Vec<&str> = table.columns().iter().map(|column| &**column).collect();
        let help = match suggest::closest(name, names.iter().copied()) {
            Some(near) => format!("there is a column {near:?}"),
            None => format!("its columns are {}", names.join(", ")),
        };
        let finding = build.error(codes::UNKNOWN_LOOKUP, parameter(place), message).help(help);
        findings.push(finding.severity(Severity::Warning));
    }
    build.diagnostics.extend(findings);
    match include {
        Include::All => {
            let names =
                table.columns().iter().filter(|name| !name.is_empty() && !keys.iter().any(|key| *key == ***name));
            names.for_each(|name| {
                build.named(name);
            });
        }
        Include::These(names) | Include::TheseOrEmpty(names) => names.iter().for_each(|name| {
            build.named(name);
        }),
    }
}
