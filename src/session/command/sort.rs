//! `:sort`: the last result in another order.

use std::cmp::Ordering;

use super::{Call, Command, Completion};
use crate::session::show::{self, Extent};
use crate::session::{Host, Kind, Reply, Session};
use crate::value::number;

pub(super) static COMMAND: Command = Command {
    name: "sort",
    arguments: "FIELD [asc | desc]",
    summary: "put the last result in another order",
    details: "Numbers come before text, rows without the field last; ties keep their order. Descending is the default,\n\
              as in sort(). It does not run the query again; :last, :save and :table show the new order.",
    completion: Completion::Fields,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let look = session.look();
    let Some(outcome) = &mut session.outcome else { return Reply::error("there is no result yet") };
    let words = call.words();
    let (field, descending) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [field] | [field, "desc"] => (field, true),
        [field, "asc"] => (field, false),
        _ => return Reply::error("expected :sort FIELD, :sort FIELD asc or :sort FIELD desc"),
    };
    if outcome.rows.iter().all(|row| row.get(field).is_none()) {
        return Reply::error(format!("no row of the last result has the field {field}"));
    }
    outcome.rows.sort_by(|a, b| compare(a.get(field), b.get(field), descending));
    let (text, shown) = show::rows(&outcome.rows, look, host, Extent::Screen);
    let mut reply = Reply::data(text);
    reply.add(Kind::Note, show::left_out(shown, outcome.rows.len()));
    for reservation in outcome.reservations() {
        reply.add(Kind::Note, format!("! {reservation}"));
    }
    reply
}

fn compare(a: Option<&str>, b: Option<&str>, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    match (a, b) {
        (Some(a), Some(b)) => match (number::parse_f64(a), number::parse_f64(b)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => turned(a.cmp(b)),
        },
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Row;

    fn sorted(values: &[Option<&str>], descending: bool) -> Vec<Option<String>> {
        let row = |value: &Option<&str>| value.iter().map(|value| ("x", *value)).collect::<Row>();
        let mut rows: Vec<Row> = values.iter().map(row).collect();
        rows.sort_by(|a, b| compare(a.get("x"), b.get("x"), descending));
        rows.iter().map(|row| row.get("x").map(str::to_owned)).collect()
    }

    #[test]
    fn numbers_then_text_then_nothing() {
        let values = [Some("b"), None, Some("10"), Some("9"), Some("a")];
        let texts = |list: [Option<&str>; 5]| list.map(|value| value.map(str::to_owned)).to_vec();
        assert_eq!(sorted(&values, true), texts([Some("10"), Some("9"), Some("b"), Some("a"), None]));
        assert_eq!(sorted(&values, false), texts([Some("9"), Some("10"), Some("a"), Some("b"), None]));
    }
}
