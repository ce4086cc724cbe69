//! The walk over the tree: tries the rewrites at every call, inner ones first, and reports what they did.

use super::change::{Change, Form, Place, Site};
use super::{REWRITES, fixes, join, nodes};
use crate::ast::print::{self, comments_before};
use crate::ast::visit_mut::{VisitorMut, walk_call, walk_expr, walk_filter, walk_step};
use crate::ast::{
    Argument, Call, Comment, Element, Expr, ExprKind, Filter, FilterKind, Name, Pipeline, Step, StepKind,
};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity, codes};
use crate::source::Span;

/// How often one rewrite is tried on the same call, for calls that show a construct several times.
const MOST_TIMES: usize = 8;

/// The state of the walk.
pub(super) struct Walk<'w> {
    text: &'w str,
    comments: Vec<Comment>,
    diagnostics: &'w mut Vec<Diagnostic>,
    names: usize,
    changes: usize,
    frame: Frame,
    joined: Span,
}

/// What a step gathers.
#[derive(Default)]
struct Frame {
    /// What is assigned before it.
    before: Vec<(Name, Expr)>,
    /// Reports that wait for the official text of the whole step.
    waiting: Vec<Waiting>,
}

struct Waiting {
    report: usize,
    title: String,
    applicability: Applicability,
    edits: Option<Vec<Edit>>,
}

impl<'w> Walk<'w> {
    /// A walk that adds to the parser's reports.
    pub fn new(text: &'w str, comments: Vec<Comment>, diagnostics: &'w mut Vec<Diagnostic>) -> Self {
        Self { text, comments, diagnostics, names: 0, changes: 0, frame: Frame::default(), joined: Span::default() }
    }

    /// The query's comments, back again.
    pub fn into_comments(self) -> Vec<Comment> {
        self.comments
    }

    /// Tries all rewrites on a call whose arguments have been walked.
    fn rewritten(&mut self, call: Call, place: &Place) -> Form {
        let span = call.span;
        let mut form = Form::Call(call);
        let mut reports = Vec::new();
        for rewrite in REWRITES {
            for _ in 0..MOST_TIMES {
                let Form::Call(current) = &form else { break };
                let named = rewrite.functions.iter().any(|name| name.eq_ignore_ascii_case(&current.function));
                if !named && !rewrite.functions.is_empty() {
                    break;
                }
                let mut site = Site { place, text: self.text, before: &mut self.frame.before, names: &mut self.names };
                let Some(change) = (rewrite.apply)(current, &mut site) else { break };
                if !fits(&change.form, place) {
                    break;
                }
                reports.push(self.report(&change));
                form = change.form;
            }
        }
        if let Form::Call(call) = &form {
            self.nest(call, span);
        }
        if reports.is_empty() {
            return form;
        }
        self.changes += 1;
        for waiting in reports.extract_if(.., |waiting| waiting.edits.is_some()) {
            self.attach(&waiting, span, "");
        }
        // What is assigned before the step cannot be put in at the call.
        let official = if self.frame.before.is_empty() { fixes::of_call(&form, place, span) } else { None };
        match official {
            None => self.frame.waiting.extend(reports),
            Some(text) => {
                for waiting in reports {
                    self.attach(&waiting, span, &text);
                }
            }
        }
        form
    }

    /// Gives the parser's report of a condition with `and` or `or` in an `if()` the nested calls that say the same.
    fn nest(&mut self, call: &Call, span: Span) {
        let condition = |argument: &&Argument| matches!(argument.value.kind, ExprKind::Condition(_));
        let Some(condition) = call.arguments.iter().find(condition) else { return };
        let place = condition.value.span;
        let about = |known: &&mut Diagnostic| known.code == codes::DIALECT && known.primary.span == place;
        let Some(text) = print::nested_if(call) else { return };
        let edit = self.keeping_comments(Edit { span, text });
        for fix in self.diagnostics.iter_mut().filter(about).flat_map(|known| &mut known.fixes) {
            fix.message = "nest the conditions".to_owned();
            fix.edits = vec![edit.clone()];
        }
    }

    /// Reports a change, in the place of the parser's own report of the same text where there is one.
    fn report(&mut self, change: &Change) -> Waiting {
        let mut diagnostic = Diagnostic::new(codes::DIALECT, change.span, change.message.as_str())
            .severity(Severity::Warning)
            .label(change.label.as_str());
        if !change.help.is_empty() {
            diagnostic = diagnostic.help(change.help.as_str());
        }
        let known = change.replaces.and_then(|span| {
            self.diagnostics.iter().position(|known| known.code == codes::DIALECT && known.primary.span == span)
        });
        let report = match known.and_then(|place| self.diagnostics.get_mut(place).map(|slot| (place, slot))) {
            Some((place, slot)) => {
                *slot = diagnostic;
                place
            }
            None => {
                self.diagnostics.push(diagnostic);
                self.diagnostics.len() - 1
            }
        };
        Waiting { report, title: change.fix.clone(), applicability: change.applicability, edits: change.edits.clone() }
    }

    /// Gives a report its fix: its own edits, or the official text of the call or step.
    fn attach(&mut self, waiting: &Waiting, span: Span, text: &str) {
        let edits = waiting.edits.clone().unwrap_or_else(|| vec![Edit { span, text: text.to_owned() }]);
        let edits = edits.into_iter().map(|edit| self.keeping_comments(edit)).collect();
        let Some(diagnostic) = self.diagnostics.get_mut(waiting.report) else { return };
        diagnostic.helps.clear();
        diagnostic.fixes.push(Fix { message: waiting.title.clone(), edits, applicability: waiting.applicability });
    }

    /// The edit with the comments of what it replaces before its text.
    fn keeping_comments(&self, edit: Edit) -> Edit {
        Edit { text: comments_before(self.text, &self.comments, edit.span, edit.text), ..edit }
    }

    /// Gives the reports that wait for it the official text of the step, and the parser's fixes of the step the rewritten
    /// form.
    fn fix_step(&mut self, span: Span, kinds: &[StepKind], waiting: Vec<Waiting>) {
        if fixes::in_list(self.text, span) {
            return;
        }
        let Some(text) = fixes::of_steps(kinds) else { return };
        for waiting in waiting {
            self.attach(&waiting, span, &text);
        }
        let text = comments_before(self.text, &self.comments, span, text);
        let inside = |diagnostic: &Diagnostic| {
            let place = diagnostic.primary.span;
            diagnostic.code == codes::DIALECT && place.start >= span.start && place.end <= span.end
        };
        for diagnostic in self.diagnostics.iter_mut().filter(|diagnostic| inside(diagnostic)) {
            let edits = diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
            for edit in edits.filter(|edit| edit.span == span) {
                edit.text.clone_from(&text);
            }
            if diagnostic.fixes.is_empty() {
                diagnostic.helps.clear();
                let fixed = diagnostic.clone();
                *diagnostic = fixed.fix("write the step in LogScale's way", span, text.as_str(), Applicability::Safe);
            }
        }
    }

    /// A step, as the steps that it becomes.
    fn one_step(&mut self, step: Step, steps: &mut Vec<Step>) {
        let span = step.span;
        let outer = std::mem::take(&mut self.frame);
        let changes = self.changes;
        let kinds = self.step_kinds(step);
        let Frame { before, waiting } = std::mem::replace(&mut self.frame, outer);
        let kinds = with_values(before, kinds, span);
        if self.changes > changes {
            self.fix_step(span, &kinds, waiting);
        }
        steps.extend(kinds.into_iter().map(|kind| Step { kind, span }));
    }

    fn step_kinds(&mut self, mut step: Step) -> Vec<StepKind> {
        let span = step.span;
        let kind = match step.kind {
            StepKind::Call { negated, mut call } => {
                walk_call(self, &mut call);
                let place = if negated { Place::Negated } else { Place::Step };
                match self.rewritten(call, &place) {
                    Form::Call(call) => StepKind::Call { negated, call },
                    Form::Steps(kinds) => return kinds,
                    Form::Test(kind) => StepKind::Where(negate(Filter { kind, span }, negated)),
                    Form::Value(kind) => {
                        let kind = FilterKind::Expression(Box::new(Expr { kind, span }));
                        StepKind::Where(negate(Filter { kind, span }, negated))
                    }
                }
            }
            StepKind::Assign { target, value: Expr { kind: ExprKind::Call(mut call), span }, statement } => {
                walk_call(self, &mut call);
                match self.rewritten(call, &Place::Assigned(target.clone())) {
                    Form::Steps(kinds) => return kinds,
                    form => StepKind::Assign { target, value: value(form, span), statement },
                }
            }
            StepKind::FieldOperator { field, negated, mut call } => {
                self.call(&mut call);
                StepKind::FieldOperator { field, negated, call }
            }
            _ => {
                walk_step(self, &mut step);
                step.kind
            }
        };
        vec![kind]
    }
}

impl VisitorMut for Walk<'_> {
    fn pipeline(&mut self, pipeline: &mut Pipeline) {
        for step in std::mem::take(&mut pipeline.steps) {
            self.one_step(step, &mut pipeline.steps);
        }
    }

    fn filter(&mut self, filter: &mut Filter) {
        let FilterKind::Call(call) = &mut filter.kind else { return walk_filter(self, filter) };
        walk_call(self, call);
        let span = filter.span;
        filter.kind = match self.rewritten(call.clone(), &Place::Condition) {
            Form::Call(call) => FilterKind::Call(call),
            Form::Test(kind) => kind,
            form => FilterKind::Expression(Box::new(value(form, span))),
        };
    }

    fn expr(&mut self, expr: &mut Expr) {
        let within = expr.span.start >= self.joined.start && expr.span.end <= self.joined.end;
        if !within && let Some(diagnostic) = join::report(expr) {
            self.joined = expr.span;
            self.diagnostics.push(diagnostic.severity(Severity::Warning));
        }
        let ExprKind::Call(call) = &mut expr.kind else { return walk_expr(self, expr) };
        walk_call(self, call);
        let form = self.rewritten(call.clone(), &Place::Value);
        *expr = value(form, expr.span);
    }

    fn element(&mut self, element: &mut Element) {
        let (Some(target), ExprKind::Call(call)) = (&element.target, &mut element.value.kind) else {
            return self.expr(&mut element.value);
        };
        walk_call(self, call);
        let form = self.rewritten(call.clone(), &Place::Assigned(target.clone()));
        if matches!(form, Form::Steps(_)) {
            element.target = None;
        }
        element.value = value(form, element.value.span);
    }

    fn call(&mut self, call: &mut Call) {
        walk_call(self, call);
        if let Form::Call(changed) = self.rewritten(call.clone(), &Place::Operator) {
            *call = changed;
        }
    }
}

/// Whether the form can stand in that place.
fn fits(form: &Form, place: &Place) -> bool {
    match place {
        Place::Operator => matches!(form, Form::Call(_)),
        Place::Condition | Place::Negated => !matches!(form, Form::Steps(_)),
        Place::Step | Place::Assigned(_) | Place::Value => true,
    }
}

/// The form as a value; steps are a pipeline in braces.
fn value(form: Form, span: Span) -> Expr {
    let kind = match form {
        Form::Call(call) => ExprKind::Call(call),
        Form::Value(kind) => kind,
        Form::Test(kind) => ExprKind::Condition(Box::new(Filter { kind, span })),
        Form::Steps(kinds) => {
            let steps = kinds.into_iter().map(|kind| Step { kind, span }).collect();
            ExprKind::Subquery(Pipeline { steps, span })
        }
    };
    Expr { kind, span }
}

fn negate(filter: Filter, negated: bool) -> Filter {
    let span = filter.span;
    if negated { Filter { kind: FilterKind::Not(Box::new(filter)), span } } else { filter }
}

/// The steps, with values computed before them and dropped after them.
fn with_values(before: Vec<(Name, Expr)>, kinds: Vec<StepKind>, span: Span) -> Vec<StepKind> {
    if before.is_empty() {
        return kinds;
    }
    let fields = before.iter().map(|(name, _)| nodes::field(name)).collect();
    let drop = Call {
        function: "drop".to_owned(),
        function_span: span,
        arguments: vec![nodes::unnamed(nodes::list(fields, span))],
        span,
    };
    let assign = |(target, value)| StepKind::Assign { target, value, statement: false };
    let mut steps: Vec<StepKind> = before.into_iter().map(assign).collect();
    steps.extend(kinds);
    steps.push(StepKind::Call { negated: false, call: drop });
    steps
}
