//! The search of `correlate`: groups of rows, one of each table, that agree on linked fields and fit in time.
//!
//! The tables are visited in an order in which each is linked to one before it where that can be, so that an index on the
//! linked columns gives the few rows that can be next; backtracking goes through them in event order.

use std::collections::HashSet;

use hashbrown::HashMap;

use super::constellation_search::Search;
use super::subquery::IDENTITY;
use crate::lookup::Table;
use crate::value::number;

/// Equality of a column of one table and a column of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number of the table, name of the column.
    pub left: (usize, String),
    /// The other end.
    pub right: (usize, String),
}

/// What decides the sequence of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sequence {
    /// Nothing: any order will do.
    Any,
    /// The time; events may be out of order by these milliseconds.
    Time(i64),
    /// These fields, as text, one after the other.
    Fields(Vec<String>),
}

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Links between the tables.
    pub links: Vec<Link>,
    /// The table whose rows are tried first.
    pub root: usize,
    /// Most constellations for a row of the root.
    pub max_per_root: usize,
    /// Most milliseconds between the earliest and the latest event.
    pub within: Option<i64>,
    /// The order in which the events of the tables, as they are numbered, must occur.
    pub sequence: Sequence,
    /// Whether a row takes part in one constellation only.
    pub once: bool,
    /// How often candidates without a partner are sorted out before the search.
    pub iterations: usize,
}

/// What a search gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Constellations {
    /// For each constellation the row of each table.
    pub found: Vec<Vec<usize>>,
    /// Whether the search was cut off.
    pub cut: bool,
}

impl Pattern {
    /// All constellations, by the order of their root events.
    pub fn search(&self, tables: &[&Table]) -> Constellations {
        if tables.is_empty() || self.root >= tables.len() {
            return Constellations::default();
        }
        let alive = self.candidates(tables);
        let events = self.events(tables);
        let steps = self.steps(tables, &events, &alive);
        Search { pattern: self, tables, events: &events, steps: &steps }.run()
    }

    /// Which rows have a partner in each table that theirs is linked to.
    fn candidates(&self, tables: &[&Table]) -> Vec<Vec<bool>> {
        let mut alive: Vec<Vec<bool>> = tables.iter().map(|table| vec![true; table.len()]).collect();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for link in &self.links {
            let (a, b) = (link.left.0, link.right.0);
            for pair in [(a, b), (b, a)] {
                if a != b && !pairs.contains(&pair) {
                    pairs.push(pair);
                }
            }
        }
        for _ in 0..self.iterations {
            let mut changed = false;
            for &(from, to) in &pairs {
                let (Some(own), Some(other)) = (tables.get(from), tables.get(to)) else { continue };
                let (own_columns, other_columns) = self.linked(tables, from, |table| table == to);
                let mut keys: HashSet<Box<str>, foldhash::fast::FixedState> = HashSet::default();
                let mut key = String::new();
                for row in 0..other.len() {
                    if alive.get(to).and_then(|rows| rows.get(row)) == Some(&true)
                        && write_key(other_columns.iter().map(|(_, column)| value(other, row, *column)), &mut key)
                        && !keys.contains(key.as_str())
                    {
                        keys.insert(key.as_str().into());
                    }
                }
                let Some(rows) = alive.get_mut(from) else { continue };
                for (row, alive) in rows.iter_mut().enumerate().filter(|(_, alive)| **alive) {
                    let values = own_columns.iter().map(|column| value(own, row, *column));
                    *alive = write_key(values, &mut key) && keys.contains(key.as_str());
                    changed |= !*alive;
                }
            }
            if !changed {
                break;
            }
        }
        alive
    }

    /// The columns of a table that are linked to certain others, with the other ends: table and column.
    #[allow(clippy::type_complexity)]
    fn linked(
        &self,
        tables: &[&Table],
        table: usize,
        to: impl Fn(usize) -> bool,
    ) -> (Vec<Option<usize>>, Vec<(usize, Option<usize>)>) {
        let column = |(table, name): &(usize, String)| tables.get(*table).and_then(|table| table.column(name));
        let mut own = Vec::new();
        let mut others = Vec::new();
        for link in &self.links {
            for (near, far) in [(&link.left, &link.right), (&link.right, &link.left)] {
                if near.0 == table && far.0 != table && to(far.0) {
                    own.push(column(near));
                    others.push((far.0, column(far)));
                }
            }
        }
        (own, others)
    }

    /// Time, place in the sequence and identity of each row.
    fn events(&self, tables: &[&Table]) -> Vec<Vec<Happening>> {
        let column = |table: &Table, name: &str| table.column(name);
        let all_have_ids = tables.iter().all(|table| {
            let id = column(table, "@id");
            (0..table.len()).all(|row| value(table, row, id).is_some())
        });
        let mut events: Vec<Vec<Happening>> = Vec::with_capacity(tables.len());
        let mut identities: HashMap<(&str, u32), u32, foldhash::fast::FixedState> = HashMap::default();
        let mut next = 0u32;
        // What decides the place in the sequence; ranks are given below.
        let mut keys: Vec<(SortKey<'_>, usize, usize)> = Vec::new();
        for (number, table) in tables.iter().enumerate() {
            let (time, nanos) = (column(table, "@timestamp"), column(table, "@timestamp.nanos"));
            let (id, hash) = (column(table, "@id"), column(table, IDENTITY));
            let mut seen: HashMap<&str, u32, foldhash::fast::FixedState> = HashMap::default();
            let mut rows = Vec::with_capacity(table.len());
            for row in 0..table.len() {
                let known = value(table, row, id).or(value(table, row, hash));
                let own = known.unwrap_or("");
                next += 1;
                let identity = match known {
                    // Equal records are told apart by their count: a filter passes all of them or none.
                    Some(own) => {
                        let count = seen.entry(own).and_modify(|count| *count += 1).or_insert(0);
                        *identities.entry((own, *count)).or_insert(next)
                    }
                    None => next,
                };
                let integer = |column| value(table, row, column).and_then(number::parse_f64).map(|value| value as i64);
                let time = integer(time);
                let key = match &self.sequence {
                    Sequence::Fields(fields) => {
                        fields.iter().map(|field| value(table, row, column(table, field))).collect()
                    }
                    _ => Some(Vec::new()),
                };
                let place = match (&self.sequence, time, key) {
                    (Sequence::Any, _, _) => Some((time.unwrap_or(i64::MIN), 0, Vec::new())),
                    (Sequence::Time(_), Some(time), _) => Some((time, integer(nanos).unwrap_or(0), Vec::new())),
                    (Sequence::Fields(_), _, Some(texts)) => Some((0, 0, texts)),
                    _ => None,
                };
                if let Some((time, nanos, mut texts)) = place {
                    if all_have_ids {
                        texts.push(own);
                    }
                    keys.push(((time, nanos, texts), number, row));
                }
                rows.push(Happening { time, place: None, identity });
            }
            events.push(rows);
        }
        keys.sort();
        let mut rank = 0i64;
        let mut before: Option<&SortKey<'_>> = None;
        for (key, table, row) in &keys {
            if before.is_some_and(|before| before != key) {
                rank += 1;
            }
            before = Some(key);
            let place = match self.sequence {
                // With a tolerance the distance in time counts, not the rank.
                Sequence::Time(jitter) if jitter > 0 => key.0,
                _ => rank,
            };
            if let Some(event) = events.get_mut(*table).and_then(|rows| rows.get_mut(*row)) {
                event.place = Some(place);
            }
        }
        events
    }

    /// The tables in the order of the visit, each with its index.
    fn steps(&self, tables: &[&Table], events: &[Vec<Happening>], alive: &[Vec<bool>]) -> Vec<Step> {
        let mut order = vec![self.root];
        while order.len() < tables.len() {
            let rest = (0..tables.len()).filter(|table| !order.contains(table));
            let linked = |table: &usize| {
                let touches = |a: usize, b: usize| a == *table && order.contains(&b);
                self.links.iter().any(|link| touches(link.left.0, link.right.0) || touches(link.right.0, link.left.0))
            };
            let next = rest.clone().find(linked).or_else(|| rest.clone().next());
            match next {
                Some(next) => order.push(next),
                None => break,
            }
        }
        let mut steps: Vec<Step> = Vec::with_capacity(order.len());
        for (depth, &number) in order.iter().enumerate() {
            let visited = order.get(..depth).unwrap_or(&[]);
            let (own, others) = self.linked(tables, number, |table| visited.contains(&table));
            let mut step = Step { table: number, others, rows: HashMap::default() };
            let (Some(table), Some(events), Some(alive)) = (tables.get(number), events.get(number), alive.get(number))
            else {
                continue;
            };
            let mut rows: Vec<usize> = (0..table.len()).filter(|row| alive.get(*row) == Some(&true)).collect();
            rows.retain(|row| events.get(*row).is_some_and(|event| event.place.is_some()));
            rows.sort_by_key(|row| events.get(*row).map(|event| (event.place, event.time, *row)));
            let mut key = String::new();
            for row in rows {
                if !write_key(own.iter().map(|column| value(table, row, *column)), &mut key) {
                    continue;
                }
                match step.rows.get_mut(key.as_str()) {
                    Some(rows) => rows.push(row),
                    None => {
                        step.rows.insert(key.as_str().into(), vec![row]);
                    }
                }
            }
            steps.push(step);
        }
        steps
    }
}

type SortKey<'t> = (i64, i64, Vec<&'t str>);

/// A row as an event in time.
#[derive(Debug)]
pub(super) struct Happening {
    /// Epoch milliseconds.
    pub time: Option<i64>,
    /// Its place in the sequence; none when what decides the sequence is missing.
    pub place: Option<i64>,
    /// Equal for the same event, whatever table it is in.
    pub identity: u32,
}

/// A table to visit.
pub(super) struct Step {
    pub table: usize,
    /// Tables visited before and their columns, whose values make the key of the rows.
    others: Vec<(usize, Option<usize>)>,
    /// Rows by key, in event order.
    rows: HashMap<Box<str>, Vec<usize>, foldhash::fast::FixedState>,
}

impl Step {
    /// The rows that agree with the chosen ones on the linked columns, in event order. `key` is scratch space.
    pub fn rows<'s>(&'s self, tables: &[&Table], chosen: &[usize], key: &mut String) -> &'s [usize] {
        let values = self.others.iter().map(|(other, column)| {
            let (table, row) = (tables.get(*other)?, chosen.get(*other)?);
            value(table, *row, *column)
        });
        if !write_key(values, key) {
            return &[];
        }
        self.rows.get(key.as_str()).map_or(&[], Vec::as_slice)
    }
}

fn value<'t>(table: &&'t Table, row: usize, column: Option<usize>) -> Option<&'t str> {
    table.value(row, column?)
}

/// Joins values so that different lists give different texts; false when one is missing.
fn write_key<'v>(values: impl Iterator<Item = Option<&'v str>>, key: &mut String) -> bool {
    use std::fmt::Write;
    key.clear();
    for value in values {
        let Some(value) = value else { return false };
        // Writing to a text cannot fail.
        let _ = write!(key, "{}:{value}", value.len());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(links: &[(usize, &str, usize, &str)]) -> Pattern {
        let end = |table: &usize, name: &str| (*table, name.to_owned());
        Pattern {
            links: links.iter().map(|(a, x, b, y)| Link { left: end(a, x), right: end(b, y) }).collect(),
            root: 0,
            max_per_root: 1,
            within: None,
            sequence: Sequence::Any,
            once: false,
            iterations: 5,
        }
    }

    fn search(pattern: &Pattern, tables: &[&str]) -> Vec<Vec<usize>> {
        let tables: Vec<Table> = tables.iter().map(|text| Table::from_csv(*text)).collect();
        let result = pattern.search(&tables.iter().collect::<Vec<_>>());
        assert!(!result.cut);
        result.found
    }

    const OK: &str = "@timestamp,@id,user\n100,a,u\n200,b,u\n";
    const BAD: &str = "@timestamp,@id,user\n300,c,u\n400,d,u\n800,e,u\n1000,f,u\n";

    #[test]
    fn the_first_matches_in_event_order_win() {
        let mut pattern = pattern(&[(1, "user", 0, "user"), (2, "user", 0, "user")]);
        pattern.sequence = Sequence::Time(0);
        assert_eq!(search(&pattern, &[OK, BAD, BAD]), [[0, 0, 1], [1, 0, 1]]);
        pattern.max_per_root = 2;
        assert_eq!(search(&pattern, &[OK, BAD, BAD]), [[0, 0, 1], [0, 0, 2], [1, 0, 1], [1, 0, 2]]);
        pattern.max_per_root = 99;
        assert_eq!(search(&pattern, &[OK, BAD, BAD]).len(), 12);
        pattern.once = true;
        assert_eq!(search(&pattern, &[OK, BAD, BAD]), [[0, 0, 1], [1, 1, 2]]);
        pattern.once = false;
        pattern.within = Some(300);
        assert_eq!(search(&pattern, &[OK, BAD, BAD]), [[0, 0, 1], [1, 0, 1]]);
        pattern.within = Some(299);
        assert_eq!(search(&pattern, &[OK, BAD, BAD]), [[1, 0, 1]]);
    }

    #[test]
    fn an_event_is_never_there_twice() {
        let links = [(1, "user", 0, "user")];
        assert_eq!(search(&pattern(&links), &["@id,user\na,u\n", "@id,user\na,u\n"]).len(), 0);
        let hashes = "\u{0}identity,user\n7,u\n7,u\n";
        assert_eq!(search(&pattern(&links), &[hashes, hashes]), [[0, 1], [1, 0]]);
    }

    #[test]
    fn links_may_lead_to_tables_further_on() {
        let links = [(1, "parent", 0, "id"), (1, "child", 2, "id"), (2, "host", 0, "host")];
        let tables = ["id,host\n7,pc1\n", "parent,child\n7,8\n7,9\n6,9\n", "id,host\n9,pc2\n9,pc1\n"];
        assert_eq!(search(&pattern(&links), &tables), [[0, 1, 1]]);
    }

    #[test]
    fn a_tolerance_lets_events_be_out_of_order() {
        let mut pattern = pattern(&[(1, "user", 0, "user")]);
        let tables = ["@timestamp,user\n1000,u\n", "@timestamp,user\n400,u\n"];
        for (jitter, count) in [(0, 0), (599, 0), (600, 1)] {
            pattern.sequence = Sequence::Time(jitter);
            assert_eq!(search(&pattern, &tables).len(), count, "{jitter}");
        }
        pattern.within = Some(500);
        assert_eq!(search(&pattern, &tables).len(), 0);
    }

    #[test]
    fn fields_can_decide_the_sequence() {
        let mut pattern = pattern(&[(1, "user", 0, "user")]);
        pattern.sequence = Sequence::Fields(vec!["n".to_owned(), "m".to_owned()]);
        let first = "user,n,m,\u{0}identity\nu,b,1,x\n";
        assert_eq!(search(&pattern, &[first, "user,n,m,\u{0}identity\nu,a,9,y\nu,b,0,z\nu,b,2,w\n"]), [[0, 2]]);
        assert_eq!(search(&pattern, &[first, "user,n\nu,c\n"]).len(), 0);
    }

    #[test]
    fn candidates_without_a_partner_cost_no_search() {
        let links = [(1, "k", 0, "k"), (2, "j", 1, "j")];
        let many: String = (0..2000).fold("k,j\n".to_owned(), |text, row| text + &format!("x,{row}\n"));
        let roots: String = (0..2000).fold("k,n\n".to_owned(), |text, row| text + &format!("x,{row}\n"));
        assert_eq!(search(&pattern(&links), &[&roots, &many, "j\nnone\n"]).len(), 0);
    }

    #[test]
    fn a_search_that_never_ends_is_cut_off() {
        // Times rule every pair out only at the end, so that sorting out candidates does not help.
        let rows: String = (0..3000).fold("k,@timestamp\n".to_owned(), |text, row| text + &format!("x,{row}\n"));
        let tables: Vec<Table> =
            [&rows, &rows, &rows, &rows, "k,@timestamp\nx,-1\n"].map(|text: &str| Table::from_csv(text)).into();
        let mut pattern = pattern(&[(1, "k", 0, "k"), (2, "k", 0, "k"), (3, "k", 0, "k"), (4, "k", 0, "k")]);
        pattern.sequence = Sequence::Time(0);
        let result = pattern.search(&tables.iter().collect::<Vec<_>>());
        assert!(result.cut && result.found.is_empty());
    }
}
