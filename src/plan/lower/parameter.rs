//! Query parameters: values from the settings, from a saved query's arguments, or from defaults in the query (notes, 11).

use std::collections::BTreeMap;

use super::Lowering;
use crate::ast::visit::{self, Visitor};
use crate::ast::{Parameter, Pipeline};
use crate::diagnostic::{Diagnostic, codes};

/// Gathers `?{p=default}`.
#[derive(Default)]
struct Defaults {
    values: BTreeMap<String, Vec<String>>,
    findings: Vec<Diagnostic>,
}

impl Visitor<'_> for Defaults {
    fn parameter(&mut self, parameter: &Parameter) {
        let Some(default) = &parameter.default else { return };
        match self.values.get(&parameter.name) {
            Some(known) if known.first() != Some(&default.value) => self.findings.push(
                Diagnostic::new(
                    codes::PARAMETER_DEFAULTS_DIFFER,
                    parameter.span,
                    format!("parameter {} has another default before", parameter.name),
                )
                .label("the first default counts"),
            ),
            Some(_) => {}
            None => {
                self.values.insert(parameter.name.clone(), vec![default.value.clone()]);
            }
        }
    }
}

impl Lowering<'_> {
    /// Takes up the defaults that a query gives to its parameters; a default given anywhere serves everywhere.
    pub(super) fn collect_defaults(&mut self, pipeline: &Pipeline) {
        let mut defaults = Defaults::default();
        visit::walk_pipeline(&mut defaults, pipeline);
        self.diagnostics.append(&mut defaults.findings);
        self.parameters.push(defaults.values);
    }

    /// The values of a parameter: inside a saved query its arguments, then its defaults; outside the settings first.
    pub(super) fn parameter_values(&mut self, parameter: &Parameter) -> Vec<String> {
        let name = &parameter.name;
        let given = if self.saved.is_empty() { self.settings.parameters.get(name) } else { None };
        let local = self.parameters.last().and_then(|values| values.get(name));
        // A saved query sees the parameters of the whole query where it has none of its own.
        let outer = if self.saved.is_empty() { None } else { self.settings.parameters.get(name) };
        if let Some(values) = given.or(local).or(outer) {
            return values.clone();
        }
        self.report(
            Diagnostic::new(codes::PARAMETER_WITHOUT_VALUE, parameter.span, format!("parameter {name} has no value"))
                .label("neither a value nor a default")
                .help(if name.starts_with("{{") {
                    format!("give it with --param '{name}=VALUE'")
                } else {
                    format!("give it with --param {name}=VALUE, or write a default: ?{{{name}=\"*\"}}")
                }),
        );
        self.unknown_value = true;
        vec!["*".to_owned()]
    }

    /// The one value of a parameter where a list has no meaning.
    pub(super) fn parameter_text(&mut self, parameter: &Parameter) -> String {
        let mut values = self.parameter_values(parameter);
        if values.len() != 1 {
            self.report(
                Diagnostic::new(
                    codes::PARAMETER_LIST,
                    parameter.span,
                    format!("parameter {} has {} values where one is needed", parameter.name, values.len()),
                )
                .help("test for one of several values with in(field, values=?p)"),
            );
        }
        values.drain(..).next().unwrap_or_default()
    }
}
