//! Entries: whether a text is complete, how its lines join, how a command's arguments are cut.

use crate::ast::Query;
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Settings;
use crate::functions;
use crate::parser::{self, Dialect, Options};

/// The mark of a command. A query hardly ever starts so; a search for a colon can be quoted.
pub const COMMAND_MARK: char = ':';

/// Commands whose argument is a query, which may take several lines.
pub(super) const QUERY_COMMANDS: &[&str] = &[":explain", ":check"];

/// Whether the text goes on after its last line: it ends with a bar or a lone backslash, a bracket or comment is open, or
/// the query breaks off where something must follow. An empty last line ends it in any case.
pub fn continues(text: &str, settings: &Settings) -> bool {
    if text.trim().is_empty() || text.rsplit('\n').next().is_some_and(|last| last.trim().is_empty()) {
        return false;
    }
    let text = match QUERY_COMMANDS.iter().find_map(|command| text.trim_start().strip_prefix(command)) {
        Some(query) => query,
        None if text.trim_start().starts_with(COMMAND_MARK) => return false,
        None => text,
    };
    if ends_with_lone_backslash(text) {
        return true;
    }
    let (query, diagnostics) = parsed(text, settings);
    let mut end = text.trim_end().len();
    // A bar may have a comment behind it.
    for comment in query.comments.iter().rev() {
        if comment.span.end() >= end && text.get(comment.span.start()..).is_some() {
            end = text.get(..comment.span.start()).unwrap_or("").trim_end().len();
        }
    }
    if text.get(..end).is_some_and(|code| code.ends_with('|')) {
        return true;
    }
    let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    // Strings and regexes end with their line, so another line would not close them. Brackets, comments and whatever
    // must follow are reported at the end of the text; an error before that is not mended by another line.
    errors.next().is_some_and(|first| {
        first.code == codes::UNCLOSED_COMMENT || (first.code == codes::SYNTAX && first.primary.span.start() >= end)
    })
}

/// The tree of a query, and what is wrong with it as far as the grammar goes.
pub fn parsed(text: &str, settings: &Settings) -> (Query, Vec<Diagnostic>) {
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let dialect = if settings.lenient { Dialect::Lenient } else { Dialect::Logscale };
    parser::parse(text, &Options { dialect, functions: &words })
}

/// A backslash behind a blank asks for another line; one at the end of a word is part of it (a Windows path).
fn ends_with_lone_backslash(text: &str) -> bool {
    text.trim_end()
        .strip_suffix('\\')
        .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t', '\n', '|', '(', ',']))
}

/// The text of a query: backslashes that only ask for another line become blanks, so that places stay where they are.
pub fn join(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            joined.push('\n');
        }
        match line.trim_end().strip_suffix('\\') {
            Some(before) if ends_with_lone_backslash(line) => {
                joined.push_str(before);
                joined.push(' ');
            }
            _ => joined.push_str(line),
        }
    }
    joined.truncate(joined.trim_end().len());
    joined
}

/// The arguments of a command: words between blanks; quotes keep blanks, and so does a backslash before a blank.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut is_open = false;
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                quoted = !quoted;
                is_open = true;
            }
            '\\' if characters.peek() == Some(&' ') => {
                characters.next();
                word.push(' ');
                is_open = true;
            }
            blank if blank.is_whitespace() && !quoted => {
                if std::mem::take(&mut is_open) {
                    words.push(std::mem::take(&mut word));
                }
            }
            other => {
                word.push(other);
                is_open = true;
            }
        }
    }
    if is_open {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_on(text: &str) -> bool {
        continues(text, &Settings::default())
    }

    #[test]
    fn open_ends_continue() {
        for text in [
            "a=1 |",
            "a=1 | // why",
            "a=1 | /* why */  ",
            "groupBy(a",
            "groupBy(a,",
            "groupBy(a, function=[count()",
            "case { a=1 | b:=2;",
            "a=1 or",
            "x :=",
            "a=1 /* why",
            "a=1 \\",
            ":explain a=1 |",
            "a=1 |\ngroupBy(a,",
        ] {
            assert!(goes_on(text), "{text}");
        }
    }

    #[test]
    fn complete_texts_and_errors_do_not() {
        for text in [
            "",
            "a=1",
            "a=1 | count()",
            "a=\"open",
            "a=/open",
            "a=1) | count(",
            "FilePath=*\\Temp\\",
            ":load a|",
            ":nonsense (",
            "a=1 |\n",
            "groupBy(a,\n  ",
        ] {
            assert!(!goes_on(text), "{text}");
        }
    }

    #[test]
    fn lines_join_in_place() {
        assert_eq!(join("a=1 \\\n| b=2  \n"), "a=1  \n| b=2");
        assert_eq!(join("a=C:\\\nb"), "a=C:\\\nb");
    }

    #[test]
    fn words_keep_quoted_blanks() {
        assert_eq!(words(r#" a  "b c" d\ e C:\x "" "#), ["a", "b c", "d e", "C:\\x", ""]);
    }
}
