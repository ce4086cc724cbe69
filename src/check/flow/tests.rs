//! Fields along the steps of whole queries.

use super::*;
use crate::parser::{self, Dialect, Options};

fn after(text: &str) -> Option<Vec<String>> {
    let (query, _) = parser::parse(text, &Options { dialect: Dialect::Lenient, functions: &[] });
    let flow = analyse(&query);
    match &flow.pipelines[0].steps.last()?.after {
        Fields::Open => None,
        Fields::Closed(closed) => Some(closed.names().into_iter().collect()),
    }
}

fn names(list: &[&str]) -> Option<Vec<String>> {
    Some(list.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn aggregates_leave_what_they_make() {
    assert_eq!(after("a=1 | b := 2"), None);
    assert_eq!(after("groupBy(h)"), names(&["_count", "h"]));
    assert_eq!(
        after("groupBy([h, u], function=[n := count(), collect([c, d]), { s=500 | count(as=bad) }])"),
        names(&["bad", "c", "d", "h", "n", "u"])
    );
    assert_eq!(after("lowest := min(n)"), names(&["lowest"]));
    assert_eq!(after("[max(n), s := sum(n)] | x := s - _max"), names(&["_max", "s", "x"]));
    assert_eq!(after("table([a, b]) | rename(a, as=c) | drop(b)"), names(&["c"]));
    assert_eq!(after("select([a]) | a = /(?<c>x)/ | sort(a)"), names(&["a", "c"]));
    assert_eq!(after("groupBy(h) | case { h=1 | x := 1; * | y := 2 }"), names(&["_count", "h", "x", "y"]));
}

#[test]
fn what_depends_on_data_is_open() {
    for query in [
        "groupBy(h) | parseJson(h)",
        "groupBy(h) | $saved()",
        "groupBy(h, function=percentile(x))",
        "table([a, \"b*\"])",
        "transpose()",
        "groupBy(h) | match(file=\"x.csv\", field=h)",
    ] {
        assert_eq!(after(query), None, "{query}");
    }
}
