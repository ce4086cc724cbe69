//! Saved queries: their steps are put in place of the call (language notes 11).

use std::collections::BTreeMap;

use super::{Lowering, Steps};
use crate::ast::{SavedCall, SavedValue};
use crate::diagnostic::{Diagnostic, codes, suggest};
use crate::functions;
use crate::parser;

/// How deep saved queries may call each other.
const DEEPEST: usize = 32;

impl Lowering<'_> {
    pub(super) fn saved_call(&mut self, call: &SavedCall, steps: &mut Steps) {
        let Some(text) = self.settings.library.text(&call.name) else {
            let names = self.settings.library.names();
            let mut diagnostic = Diagnostic::new(
                codes::UNKNOWN_SAVED_QUERY,
                call.name_span,
                format!("unknown saved query {}", call.name),
            )
            .label("not in the library");
            diagnostic = match suggest::closest(&call.name, names.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("there is a saved query ${near}()")),
                None => diagnostic.help(format!(
                    "give the folder of your saved queries with --library DIR; this one would be {}.logscale in it",
                    call.name.replace(':', "/")
                )),
            };
            return self.report(diagnostic);
        };
        let text = match text {
            Ok(text) => text,
            Err(problem) => {
                let message = format!("the saved query {} cannot be used", call.name);
                let finding = Diagnostic::new(codes::UNUSABLE_SAVED_QUERY, call.name_span, message);
                return self.report(finding.label("called here").note(problem));
            }
        };
        if self.saved.contains(&call.name) || self.saved.len() >= DEEPEST {
            return self.error(
                codes::RECURSIVE_SAVED_QUERY,
                call.span,
                format!("the saved query {} calls itself", call.name),
            );
        }
        let mut arguments = BTreeMap::new();
        for argument in &call.arguments {
            let mut values = Vec::new();
            for value in &argument.values {
                match value {
                    SavedValue::Text(text) => values.push(text.value.clone()),
                    SavedValue::Parameter(parameter) => values.extend(self.parameter_values(parameter)),
                }
            }
            arguments.insert(argument.name.text.clone(), values);
        }
        let words = functions::reserved_words();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let dialect = if self.settings.lenient { parser::Dialect::Lenient } else { parser::Dialect::Logscale };
        let (query, findings) = parser::parse(&text, &parser::Options { dialect, functions: &words });
        let outer_call = self.saved_call;
        self.saved_call = Some(outer_call.unwrap_or(call.span));
        self.saved.push(call.name.clone());
        for finding in findings.into_iter().filter(Diagnostic::is_error) {
            self.report(finding);
        }
        let query = crate::check::dialect::rewrite(query, &text, &mut Vec::new(), self.settings.lenient);
        self.collect_defaults(&query.pipeline);
        if let Some(values) = self.parameters.last_mut() {
            values.extend(arguments);
        }
        for step in &query.pipeline.steps {
            self.step(step, steps);
            self.ordered |= steps.has_aggregate();
        }
        self.parameters.pop();
        self.saved.pop();
        self.saved_call = outer_call;
    }
}
