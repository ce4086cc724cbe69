//! `array:reduceColumn()`: Aggregates over all events the elements with the same index; the results form an array.

use super::shared::array::Array;
use crate::diagnostic::Diagnostic;
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, from_bytes, to_bytes};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, RowCount, States, Stats};
use crate::symbol::FieldName;
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "array:reduceColumn",
    summary: "Aggregates over all events the elements with the same index; the results form an array.",
    page: "functions-array-reducecolumn.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("array", Kind::Array) },
        Parameter { default: Some("_reduceColumn"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("function", Kind::Aggregates) },
        Parameter { required: true, ..Parameter::new("var", Kind::Text) },
    ],
    output: &["_reduceColumn[0..]"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Aggregates, over all events, the elements with the same index: one aggregate per index, all results in one row as an output array.",
        "With a single aggregate with one output field the elements are named as[0], as[1] ... directly (times [1,2,3] and [5,1,0] with max give 5, 2, 3).",
        "Several aggregates in function are combined by the stats() rules.",
        "If the aggregate outputs several rows per column (groupBy ...), row n of the output holds the values of the nth row of every column that has one; the number of rows is the largest number in any column, and the order may be unreliable.",
        "array may be given as bare prefix or with brackets.",
        "[undocumented] field names when several aggregates are given (the value field must be told apart somehow, probably as[0].name).",
        "Experimental, behind feature flag ArrayFunctions.",
    ],
    examples: &[
        Example {
            query: r#"array:reduceColumn("a[]", var=x, function=sum(x))"#,
            input: r#"{"a":["1","2"]}
{"a":["3","4","5"]}"#,
            output: r#"{"_reduceColumn[0]":"4","_reduceColumn[1]":"6","_reduceColumn[2]":"5"}"#,
        },
        Example {
            query: "array:reduceColumn(a, var=x, function=[sum(x, as=s), sum(n, as=t)], as=c)",
            input: r#"{"a":["1","2"],"n":"7"}"#,
            output: r#"{"c[0].s":"1","c[0].t":"7","c[1].s":"2","c[1].t":"7"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let array = Array::with_or_without_brackets(build, "array")?;
    let variable = build.text("var")?;
    let variable = build.silent(&variable);
    let output = build.output().name;
    let function = build.aggregates("function").ok_or_else(|| build.missing("function"))?;
    Ok(Executable::Aggregate(Box::new(ReduceColumn { array, variable, output, function })))
}

struct ReduceColumn {
    array: Array,
    /// Holds the element while the aggregate looks at it.
    variable: Symbol,
    output: String,
    function: Stats,
}

/// The columns of each group; each column is a group of its own to the aggregate.
struct Columns {
    states: Box<dyn States>,
    /// For each group the numbers of its columns in `states`.
    groups: Vec<Vec<usize>>,
    /// How many numbers are taken.
    taken: usize,
}

impl Columns {
    fn number(&mut self, group: usize, column: usize) -> usize {
        if group >= self.groups.len() {
            self.groups.resize_with(group + 1, Vec::new);
        }
        let Some(columns) = self.groups.get_mut(group) else { return 0 };
        while columns.len() <= column {
            columns.push(self.taken);
            self.taken += 1;
        }
        columns.get(column).copied().unwrap_or(0)
    }
}

impl Aggregate for ReduceColumn {
    fn start(&self) -> Box<dyn States> {
        Box::new(Columns { states: self.function.start(), groups: Vec::new(), taken: 0 })
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let Some(columns) = states.as_any().downcast_mut::<Columns>() else { return };
        let elements = self.array.elements(event);
        let mut place = event.named_only();
        for (column, element) in elements.into_iter().enumerate() {
            let number = columns.number(group, column);
            place.set(self.variable, element);
            self.function.update(&mut *columns.states, number, &mut place, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        let Some(columns) = states.as_any().downcast_mut::<Columns>() else { return };
        let Ok(later) = later.into_any().downcast::<Columns>() else { return };
        let mut numbers = vec![0; later.taken];
        for (theirs, group) in later.groups.iter().zip(groups) {
            for (column, number) in theirs.iter().enumerate() {
                let own = columns.number(*group, column);
                if let Some(place) = numbers.get_mut(*number) {
                    *place = own;
                }
            }
        }
        self.function.merge(&mut *columns.states, later.states, &numbers, context);
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let Some(columns) = states.as_any().downcast_mut::<Columns>() else { return Vec::new() };
        let numbers = columns.groups.get_mut(group).map(std::mem::take).unwrap_or_default();
        let mut rows: Vec<Row> = Vec::new();
        for (column, number) in numbers.into_iter().enumerate() {
            for (place, result) in self.function.finish(&mut *columns.states, number, context).iter().enumerate() {
                if place >= rows.len() {
                    rows.push(Row::new());
                }
                let single = result.len() == 1;
                for (name, value) in result.iter() {
                    let name = match single {
                        true => format!("{}[{column}]", self.output),
                        false => format!("{}[{column}].{name}", self.output),
                    };
                    if let Some(row) = rows.get_mut(place) {
                        row.push(FieldName::from(name), value);
                    }
                }
            }
        }
        rows
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        match states.as_any().downcast_mut::<Columns>() {
            Some(columns) => {
                let inner = self.function.encode(&mut *columns.states)?;
                to_bytes(&(inner, &columns.groups, columns.taken))
            }
            None => Err(BadState("states of another aggregate".to_owned())),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        let (inner, groups, taken): (Vec<u8>, Vec<Vec<usize>>, usize) = from_bytes(bytes)?;
        Ok(Box::new(Columns { states: self.function.decode(&inner)?, groups, taken }))
    }

    fn row_count(&self) -> RowCount {
        self.function.row_count()
    }
}
