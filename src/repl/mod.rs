//! The interactive session on a terminal: line editing, history, Ctrl-C. What it answers comes from [`crate::session`].

mod batch;
mod editor;
mod external;
mod history;
mod screen;

use std::cell::RefCell;
use std::io::{IsTerminal, Write};
use std::rc::Rc;

use rustyline::error::ReadlineError;

use crate::session::{Block, Kind, Next, Reply, Session};
use editor::Helper;
use screen::Screen;

/// What the command line decides about an interactive session.
#[derive(Default)]
pub struct Options {
    /// Files, folders and patterns that are loaded first.
    pub files: Vec<String>,
    /// Whether runs show how far they are.
    pub progress: bool,
    /// The time of every query, in epoch milliseconds, in place of the clock.
    pub now: Option<i64>,
    /// Bytes of memory at which a run stops, and how to find out how many are taken.
    pub memory: Option<(u64, fn() -> u64)>,
}

/// Runs a session until the user leaves: on a terminal with line editing, else over the lines of standard input.
/// Whether everything went well; on a terminal it always does.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(mut session: Session, options: Options) -> Result<bool, String> {
    let Options { files, progress, now, memory } = options;
    let interactive = std::io::stdin().is_terminal();
    let mut screen = Screen::new(interactive, progress, now, memory);
    let mut well = true;
    if !files.is_empty() {
        let reply = session.open(&files, &screen);
        well &= !reply.has_error();
        show(&reply);
    }
    if !interactive {
        return Ok(batch::run(&mut session, &screen) && well);
    }
    screen.take_interrupts()?;
    talk(session, &screen)?;
    Ok(true)
}

/// The conversation on a terminal.
fn talk(session: Session, screen: &Screen) -> Result<(), String> {
    let session = Rc::new(RefCell::new(session));
    let mut editor = editor::editor(Helper::new(session.clone())).map_err(|error| format!("terminal: {error}"))?;
    let mut history = history::History::open(&mut editor);
    if session.borrow().input().is_none() {
        show(&Reply::note("no events are loaded yet: :load FILE...; :help lists the commands"));
    }
    let mut initial = (String::new(), 0);
    loop {
        let (text, cursor) = std::mem::take(&mut initial);
        let parts = text.split_at_checked(cursor).unwrap_or((&text, ""));
        let typed = editor.readline_with_initial(editor::PROMPT, parts);
        let entry = match typed {
            Ok(entry) => entry,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(format!("terminal: {error}")),
        };
        if entry.trim().is_empty() {
            continue;
        }
        history.add(&mut editor, entry.trim_end());
        let reply = session.borrow_mut().handle(&entry, screen);
        show(&reply);
        match reply.next {
            Next::Prompt => {}
            Next::Edit(text, cursor) => initial = (text, cursor),
            Next::Editor(text) => {
                let edited = external::edit(&text).unwrap_or_else(|message| {
                    show(&Reply::error(message));
                    text
                });
                let end = edited.len();
                initial = (edited, end);
            }
            Next::Quit => return Ok(()),
        }
    }
}

/// Prints an answer: what was asked for on stdout, everything else on stderr.
fn show(reply: &Reply) {
    for Block { kind, text } in &reply.blocks {
        // A closed pipe or terminal leaves nobody to complain to.
        let _ = if *kind == Kind::Data {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        } else {
            std::io::stderr().lock().write_all(text.as_bytes())
        };
    }
}
