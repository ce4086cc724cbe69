//! Function calls: lookup, place, arguments, build.

use super::{Lowering, Position, Steps};
use crate::ast::Call;
use crate::check::arguments::{self, Surroundings};
use crate::diagnostic::{Applicability, Code, Diagnostic, codes, suggest};
use crate::exec::arguments::Given;
use crate::exec::function::{Function, Place, Support};
use crate::exec::output::output_name;
use crate::exec::{Build, Executable, Stage};
use crate::functions;

/// What is wrong with a value, as opposed to the call.
const ABOUT_VALUES: &[Code] = &[
    codes::ARGUMENT_TYPE,
    codes::ARGUMENT_VALUE,
    codes::DURATION,
    codes::TIME_POINT,
    codes::TIME_ZONE,
    codes::FORMAT_STRING,
    codes::REGEX_INVALID,
    codes::REGEX_FLAG,
    codes::NUMBER_EXPECTED,
    codes::UNKNOWN_LOOKUP,
];

impl Lowering<'_> {
    /// The function that a call names.
    pub(super) fn function(&mut self, call: &Call) -> Option<&'static Function> {
        if let Some(function) = functions::find(&call.function) {
            return Some(function);
        }
        let mut diagnostic =
            Diagnostic::new(codes::UNKNOWN_FUNCTION, call.function_span, format!("unknown function {}", call.function))
                .label("no query function has this name");
        let names = functions::FUNCTIONS.iter().map(|function| function.name);
        if let Some(near) = suggest::closest(&call.function, names) {
            diagnostic =
                diagnostic.fix(format!("did you mean {near}?"), call.function_span, near, Applicability::Unsafe);
        }
        self.report(diagnostic);
        None
    }

    /// Whether the function may stand where it stands (language notes 8).
    pub(super) fn check_place(&mut self, function: &'static Function, call: &Call, steps: &Steps) {
        let name = function.name;
        let finding = match function.place {
            Place::Preamble if self.depth > 1 => Some(
                Diagnostic::new(
                    codes::MUST_BE_FIRST,
                    call.span,
                    format!("{name}() may only stand at the start of the query itself"),
                )
                .label("inside another function's braces")
                .help("move it to the start of the query"),
            ),
            Place::Preamble if steps.started => Some(
                Diagnostic::new(
                    codes::MUST_BE_FIRST,
                    call.span,
                    format!("{name}() must come first, before any other step"),
                )
                .help("move it to the start of the query"),
            ),
            Place::First if steps.started => Some(
                Diagnostic::new(
                    codes::MUST_BE_FIRST,
                    call.span,
                    format!("{name}() must come first: it makes the events of the query"),
                )
                .help("move it to the start of the query"),
            ),
            Place::RawEvents if steps.has_aggregate() => Some(
                Diagnostic::new(codes::RAW_EVENTS_NEEDED, call.span, format!("{name}() after an aggregate"))
                    .label("it looks at raw events, which the aggregate has replaced")
                    .help("move it before the aggregate"),
            ),
            Place::Ordered if !steps.has_aggregate() && steps.position == Position::Query => Some(
                Diagnostic::new(
                    codes::AGGREGATE_EXPECTED,
                    call.span,
                    format!("{name}() needs an aggregate before it, which fixes the order"),
                )
                .help("put sort(), head(), tail(), bucket() or another aggregate before it"),
            ),
            _ => None,
        };
        if let Some(finding) = finding {
            self.report(finding);
        }
    }

    /// Builds the executable of a call, with the name of the field that it writes. What depends on a parameter without a
    /// value cannot be wrong yet: that the value is missing is all there is to say.
    pub(super) fn build(
        &mut self,
        function: &'static Function,
        call: &Call,
        negated: bool,
        surroundings: Surroundings<'_>,
        captures: bool,
        before: Option<&mut Vec<Stage>>,
    ) -> Option<(Executable, String)> {
        let outer = std::mem::take(&mut self.unknown_value);
        let first = self.diagnostics.len();
        let built = self.build_known(function, call, negated, surroundings, captures, before);
        if std::mem::replace(&mut self.unknown_value, outer) {
            let mut place = 0;
            self.diagnostics.retain(|finding| {
                place += 1;
                place <= first || !ABOUT_VALUES.contains(&finding.code)
            });
        }
        built
    }

    fn build_known(
        &mut self,
        function: &'static Function,
        call: &Call,
        negated: bool,
        surroundings: Surroundings<'_>,
        captures: bool,
        before: Option<&mut Vec<Stage>>,
    ) -> Option<(Executable, String)> {
        if negated && !function.roles.filter {
            self.report(
                Diagnostic::new(
                    codes::NOT_NEGATABLE,
                    call.span,
                    format!("{}() is not a filter, so it cannot be negated", function.name),
                )
                .help("only filter functions take ! or not"),
            );
            return None;
        }
        let mut findings = Vec::new();
        let resolved = arguments::resolve(call, function, surroundings, &mut findings);
        let mut failed = findings.iter().any(Diagnostic::is_error);
        findings.into_iter().for_each(|finding| self.report(finding));
        let mut given = Vec::new();
        for argument in &resolved {
            let Some(parameter) = function.parameters.get(argument.parameter) else { continue };
            match self.argument(function, parameter, argument) {
                Some(value) => given.push(Given { parameter: argument.parameter, value, span: argument.span }),
                None => failed = true,
            }
        }
        let output = output_name(function, &given);
        if failed {
            return None;
        }
        let Some(build_function) = function.build else {
            self.report(self.not_there(function, call));
            return None;
        };
        let mut findings = Vec::new();
        let mut build = Build {
            function,
            span: call.span,
            negated,
            captures,
            symbols: &mut self.symbols,
            settings: &self.settings,
            subqueries: &mut self.subqueries,
            tables: &self.tables,
            diagnostics: &mut findings,
            before,
            ordered: self.ordered,
            in_chart: self.in_chart,
            given,
        };
        let result = build_function(&mut build);
        findings.into_iter().for_each(|finding| self.report(finding));
        match result {
            Ok(executable) => Some((executable, output)),
            Err(finding) => {
                if !self.unknown_value {
                    self.report(finding);
                }
                None
            }
        }
    }

    fn not_there(&self, function: &Function, call: &Call) -> Diagnostic {
        match function.support {
            Support::CloudOnly(reason) => Diagnostic::new(
                codes::CLOUD_ONLY,
                call.span,
                format!("{}() has no offline equivalent: {reason}", function.name),
            ),
            _ => Diagnostic::new(codes::NOT_IMPLEMENTED, call.span, format!("{}() cannot be run yet", function.name))
                .note("the function is known and its arguments were checked; only running it is missing"),
        }
    }
}
