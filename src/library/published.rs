//! Queries in YAML files: Query-Hub's, and what LogScale exports as saved query, alert, scheduled search or dashboard.

use super::header::{Header, techniques};
use super::yaml::{self, Map, Node, Problem, Scalar};

/// What kind of thing a query is in LogScale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A query by itself: a plain file, a saved query, one of Query-Hub. Other queries can call it.
    Query,
    /// An alert of any kind.
    Alert,
    /// A scheduled search.
    ScheduledSearch,
    /// A widget or parameter of a dashboard.
    Dashboard,
    /// A correlation rule of Next-Gen SIEM.
    CorrelationRule,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Alert => "alert",
            Self::ScheduledSearch => "scheduled search",
            Self::Dashboard => "dashboard",
            Self::CorrelationRule => "correlation rule",
        }
    }
}

/// A query of a YAML file.
#[derive(Clone, Debug)]
pub struct Published {
    /// What the file calls it; unique in the file.
    pub name: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// What is known of it.
    pub header: Header,
    /// Its text.
    pub text: Scalar,
}

/// Whether a text looks like a YAML file with queries, so that what is wrong with it is worth saying.
pub fn is_likely(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        ["cql:", "queryString:", "\"queryString\":"].iter().any(|key| line.starts_with(key))
    })
}

/// The queries of a YAML file, in its order.
///
/// # Errors
/// When it is not YAML.
pub fn read(text: &str) -> Result<Vec<Published>, Problem> {
    let mut found = Vec::new();
    for document in yaml::parse(text)? {
        if let Node::Map(root) = &document {
            let kind = kind(root);
            Search { kind, root, found: &mut found }.map(root, None, None);
        }
    }
    make_unique(&mut found);
    Ok(found)
}

fn kind(root: &Map) -> Kind {
    let schema = root.text("$schema").unwrap_or("");
    let has = |keys: &[&str]| keys.iter().any(|key| root.get(key).is_some());
    if schema.contains("dashboard") || has(&["sections", "widgets"]) {
        Kind::Dashboard
    } else if schema.contains("scheduled") || has(&["schedule"]) {
        Kind::ScheduledSearch
    } else if schema.contains("alert")
        || has(&["throttleTimeMillis", "throttleTimeSeconds", "throttleField", "triggerMode", "actionNames", "actions"])
    {
        Kind::Alert
    } else if matches!(root.get("search"), Some(Node::Map(search)) if search.scalar("filter").is_some()) {
        Kind::CorrelationRule
    } else {
        Kind::Query
    }
}

struct Search<'f> {
    kind: Kind,
    root: &'f Map,
    found: &'f mut Vec<Published>,
}

impl Search<'_> {
    /// Looks for queries in a mapping, which stands under a key of an outer one.
    fn map(&mut self, map: &Map, key: Option<&str>, outer: Option<&Map>) {
        let text = map.scalar("cql").or_else(|| map.scalar("queryString")).or(match key {
            Some("search") => map.scalar("filter"),
            _ => None,
        });
        if let Some(text) = text {
            // Older alerts and correlation rules hold the query in a mapping of its own.
            let inner = matches!(key, Some("query" | "search"));
            let about = if inner { outer.unwrap_or(map) } else { map };
            self.add(text, about, key.filter(|_| !inner));
        }
        for (key, node) in &map.0 {
            match node {
                Node::Map(inner) if key == "parameters" => self.parameters(inner),
                Node::Map(inner) => self.map(inner, Some(key), Some(map)),
                Node::List(nodes) => {
                    for node in nodes {
                        if let Node::Map(inner) = node {
                            self.map(inner, None, Some(map));
                        }
                    }
                }
                Node::Text(_) | Node::Alias => {}
            }
        }
    }

    /// The queries that give the choices of a dashboard's parameters.
    fn parameters(&mut self, parameters: &Map) {
        for (key, node) in &parameters.0 {
            if let Node::Map(parameter) = node
                && let Some(text) = parameter.scalar("query").or_else(|| parameter.scalar("queryString"))
            {
                self.add(text, parameter, Some(key));
            }
        }
    }

    fn add(&mut self, text: &Scalar, about: &Map, key: Option<&str>) {
        let name = ["name", "title", "label"].iter().find_map(|key| about.text(key)).or(key);
        let header = header(about).or(header(self.root));
        self.found.push(Published { name: name.map(str::to_owned), kind: self.kind, header, text: text.clone() });
    }
}

fn header(map: &Map) -> Header {
    let mut header = Header::default();
    for (key, _) in &map.0 {
        let mut values = map.texts(key);
        if key == "severity" {
            values.iter_mut().for_each(|value| *value = severity(value));
        }
        if !values.is_empty() {
            header.take(key, values);
        }
    }
    if let Some(explanation) = map.text("explanation") {
        let gap = if header.description.is_empty() { "" } else { "\n\n" };
        header.description = format!("{}{gap}{explanation}", header.description);
    }
    if header.attack.is_empty() {
        header.attack = header.tags.iter().flat_map(|tag| techniques(tag)).collect();
    }
    header
}

/// Correlation rules count severity in tens.
fn severity(text: &str) -> String {
    match text.parse::<u32>() {
        Ok(0..=19) => "informational".to_owned(),
        Ok(20..=39) => "low".to_owned(),
        Ok(40..=59) => "medium".to_owned(),
        Ok(60..=79) => "high".to_owned(),
        Ok(_) => "critical".to_owned(),
        Err(_) => text.to_owned(),
    }
}

/// Of several queries with one name the later get a number.
fn make_unique(found: &mut [Published]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(query) = rest.first_mut() else { continue };
        let Some(name) = query.name.clone() else { continue };
        let taken = |name: &str| before.iter().any(|other| other.name.as_deref() == Some(name));
        if taken(&name) {
            let free = (2..).map(|number| format!("{name} {number}")).find(|name| !taken(name));
            query.name = free;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn one(text: &str) -> Published {
        let mut found = read(text).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn query_hub() {
        let query =
            one("name: Rare services\nmitre_ids: [T1543.003]\ndescription: d\nauthor: a\nlog_sources:\n  - Endpoint\n\
                         tags: [x, y]\ncql: |\n  a=1\nexplanation: |\n  why\n");
        assert_eq!(query.name.as_deref(), Some("Rare services"));
        assert_eq!(query.text.text, "a=1\n");
        assert_eq!(query.header.attack, ["T1543.003"]);
        assert_eq!(query.header.description, "d\n\nwhy");
        assert_eq!((query.header.log_sources.len(), query.header.tags.len()), (1, 2));
        assert_eq!(query.kind, Kind::Query);
    }

    #[test]
    fn exports_of_logscale() {
        let saved = one("$schema: https://schemas.humio.com/query/v0.6.0\nname: n\nqueryString: a=1\n");
        assert_eq!((saved.kind, saved.name.as_deref()), (Kind::Query, Some("n")));
        let alert = one("name: n\nqueryString: a=1\nthrottleField: aid\nlabels: ['Mitre: T1003']\nqueryStart: 1h\n");
        assert_eq!((alert.kind, alert.header.attack.as_slice()), (Kind::Alert, ["T1003".to_owned()].as_slice()));
        let old = one("name: n\nquery:\n  queryString: a=1\n  start: 1h\nactions: []\n");
        assert_eq!((old.kind, old.name.as_deref()), (Kind::Alert, Some("n")));
        let scheduled = one("name: n\nqueryString: a=1\nschedule: '0 * * * *'\n");
        assert_eq!(scheduled.kind, Kind::ScheduledSearch);
        let rule = one("name: n\nseverity: 70\nsearch:\n  filter: a=1\n  lookback: 1h\n");
        assert_eq!(
            (rule.kind, rule.header.severity.as_str(), rule.name.as_deref()),
            (Kind::CorrelationRule, "high", Some("n"))
        );
    }

    #[test]
    fn a_dashboard_has_a_query_for_each_widget() {
        let found = read("name: D\nsections: {}\nwidgets:\n  id-1:\n    title: Logins\n    queryString: a=1\n    type: query\n  \
                          id-2:\n    queryString: b=1\n  id-3:\n    title: Logins\n    queryString: c=1\n  id-4:\n    type: note\n    text: x\n\
                          parameters:\n  host:\n    label: Host\n    query: d=1\n    type: query\n").unwrap();
        let names: Vec<_> = found.iter().map(|query| query.name.as_deref().unwrap()).collect();
        assert_eq!(names, ["Logins", "id-2", "Logins 2", "Host"]);
        assert!(found.iter().all(|query| query.kind == Kind::Dashboard));
    }

    #[test]
    fn other_yaml_holds_none() {
        assert!(read("name: acme/pkg\nversion: 1.0.0\ntype: library\n").unwrap().is_empty());
        assert!(read("").unwrap().is_empty());
        assert!(read("- a\n- b\n").unwrap().is_empty());
    }
}
