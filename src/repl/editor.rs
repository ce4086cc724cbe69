//! Line editing: completion, hints and the end of entries, as rustyline asks for them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Cmd, CompletionType, Config, Context, EditMode, Editor, EventHandler, KeyCode, KeyEvent, Modifiers, Result,
};

use crate::session::Session;
use crate::session::highlight::Meaning;

/// What stands before an entry. Its further lines begin at the left, so that a query can be copied from the screen.
pub(super) const PROMPT: &str = "offscale> ";

/// Entries that are remembered.
const REMEMBERED: usize = 10_000;
/// Columns that a hint needs at least, and takes at most.
const HINT: std::ops::RangeInclusive<usize> = 16..=160;

/// Bytes of an entry that is coloured at each key; longer ones are pasted, not typed.
const LONGEST_COLORED: usize = 20_000;

/// Styles that are readable on light and on dark terminals.
fn style(meaning: Meaning) -> Option<&'static str> {
    match meaning {
        Meaning::Field => None,
        Meaning::Value => Some("32"),
        Meaning::Function => Some("36"),
        Meaning::Argument => Some("2"),
        Meaning::Keyword => Some("1"),
        Meaning::Regex => Some("31"),
        Meaning::Parameter => Some("35"),
        Meaning::Comment => Some("2;3"),
    }
}

/// An editor with the keys of a session.
pub(super) fn editor(helper: Helper) -> Result<Editor<Helper, FileHistory>> {
    let config = Config::builder()
        .max_history_size(REMEMBERED)?
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .edit_mode(EditMode::Emacs)
        .tab_stop(4)
        .build();
    let history = FileHistory::with_config(&config);
    let mut editor = Editor::with_history(config, history)?;
    editor.set_helper(Some(helper));
    for modifiers in [Modifiers::ALT, Modifiers::SHIFT] {
        editor.bind_sequence(KeyEvent(KeyCode::Enter, modifiers), EventHandler::Simple(Cmd::Newline));
    }
    // Terminals send Alt-Enter as escape and carriage return.
    editor.bind_sequence(KeyEvent(KeyCode::Char('M'), Modifiers::CTRL_ALT), EventHandler::Simple(Cmd::Newline));
    Ok(editor)
}

/// Answers rustyline from the session.
pub(super) struct Helper {
    session: Rc<RefCell<Session>>,
}

impl Helper {
    pub fn new(session: Rc<RefCell<Session>>) -> Self {
        Self { session }
    }
}

impl rustyline::Helper for Helper {}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(&self, line: &str, cursor: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let Ok(session) = self.session.try_borrow() else { return Ok((cursor, Vec::new())) };
        let (start, candidates) = session.complete(line, cursor);
        let pairs =
            candidates.into_iter().map(|candidate| Pair { display: candidate.shown, replacement: candidate.text });
        Ok((start, pairs.collect()))
    }
}

/// A remark behind the entry; nothing to be taken over.
pub(super) struct Remark(String);

impl Hint for Remark {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Helper {
    type Hint = Remark;

    fn hint(&self, line: &str, cursor: usize, _: &Context<'_>) -> Option<Remark> {
        // A hint stands at the end of the entry, which must be near the cursor to be understood.
        if line.get(cursor..)?.contains('\n') {
            return None;
        }
        let text = self.session.try_borrow().ok()?.hint(line, cursor)?;
        let (columns, _) = terminal_size::terminal_size()?;
        let last = line.rsplit('\n').next().unwrap_or(line);
        let prompt = if last.len() == line.len() { PROMPT.len() } else { 0 };
        let taken = prompt + unicode_width::UnicodeWidthStr::width(last);
        let room = usize::from(columns.0).saturating_sub(taken % usize::from(columns.0).max(1) + 3);
        if room < *HINT.start() {
            return None;
        }
        let room = room.min(*HINT.end());
        let mut shown: String = text.chars().take(room).collect();
        if shown.len() < text.len() {
            shown.pop();
            shown.push('…');
        }
        Some(Remark(format!("  {shown}")))
    }
}

impl Highlighter for Helper {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(format!("\u{1b}[1m{prompt}\u{1b}[0m"))
    }

    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let Ok(session) = self.session.try_borrow() else { return Cow::Borrowed(line) };
        if line.len() > LONGEST_COLORED {
            return Cow::Borrowed(line);
        }
        let mut text = String::with_capacity(line.len() * 2);
        let mut end = 0;
        for (range, meaning) in session.highlight(line) {
            text.push_str(line.get(end..range.start).unwrap_or(""));
            end = range.end;
            let piece = line.get(range).unwrap_or("");
            match style(meaning) {
                // Each line has its own style: the terminal may scroll between them.
                Some(style) => {
                    let lines: Vec<String> =
                        piece.split('\n').map(|line| format!("\u{1b}[{style}m{line}\u{1b}[0m")).collect();
                    text.push_str(&lines.join("\n"));
                }
                None => text.push_str(piece),
            }
        }
        text.push_str(line.get(end..).unwrap_or(""));
        Cow::Owned(text)
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        true
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m"))
    }
}

impl Validator for Helper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        let goes_on = self.session.try_borrow().is_ok_and(|session| session.continues(context.input()));
        Ok(if goes_on { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}
