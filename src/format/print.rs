//! Documents to text: a group stands on one line where it fits, else its lines end (after Oppen and Wadler).

use unicode_width::UnicodeWidthStr;

use super::doc::{Doc, Fit, Kind};

/// How much deeper an inner line stands.
const INDENT: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flat,
    Broken,
}

type Part<'d, 't> = (usize, Mode, &'d Doc<'t>);

/// Prints a document with lines of at most `width` columns where possible. Every line ends with `line_end`.
pub(super) fn print(doc: &Doc<'_>, width: usize, line_end: &'static str) -> String {
    let mut printer = Printer { width, line_end, ..Printer::default() };
    printer.print(doc);
    printer.end_line();
    printer.out
}

#[derive(Default)]
struct Printer<'t> {
    out: String,
    width: usize,
    line_end: &'static str,
    column: usize,
    /// Whether something stands on the present line.
    written: bool,
    /// The present line must end before more text: a comment stands at its end.
    full: bool,
    /// An empty line is wanted before the next text.
    blank: bool,
    /// Comments for the end of the present line.
    trailing: Vec<&'t str>,
}

impl<'t> Printer<'t> {
    fn print(&mut self, doc: &Doc<'t>) {
        let mut rest: Vec<Part<'_, 't>> = vec![(0, Mode::Broken, doc)];
        while let Some((indent, mode, doc)) = rest.pop() {
            match &*doc.kind {
                Kind::Text(text, width) => self.text(text, *width, indent),
                Kind::Gap => {
                    if self.written && !self.out.ends_with([' ', '(', '[']) {
                        self.text(" ", 1, indent);
                    }
                }
                Kind::Line(flat) if mode == Mode::Flat => self.text(flat, flat.len(), indent),
                Kind::Line(_) | Kind::Hard => self.end_line(),
                Kind::Blank => self.blank |= mode == Mode::Broken,
                Kind::Broken(text) if mode == Mode::Broken => self.text(text, text.len(), indent),
                Kind::Broken(_) => {}
                Kind::Concat(parts) => rest.extend(parts.iter().rev().map(|part| (indent, mode, part))),
                Kind::Indent(inner) => rest.push((indent + INDENT, mode, inner)),
                Kind::Group { inner, broken } => {
                    let flat = !broken && (mode == Mode::Flat || self.fits(doc, Mode::Flat, &rest, self.room(indent)));
                    rest.push((indent, if flat { Mode::Flat } else { Mode::Broken }, inner));
                }
                Kind::Fill(words) => self.fill(words, mode, indent),
                Kind::Trailing(comment) => self.trailing.push(comment),
                Kind::Own(comment) => self.own(comment, indent),
                Kind::Choice { flat, try_first, last } => {
                    let room = self.room(indent);
                    let chosen = if mode == Mode::Flat || self.fits(flat, Mode::Flat, &rest, room) {
                        (indent, Mode::Flat, flat)
                    } else {
                        let fitting = try_first.iter().find(|(doc, fit)| match fit {
                            Fit::FirstLine => self.fits(doc, Mode::Broken, &rest, room),
                            Fit::AllLines => self.all_fit(doc, indent),
                        });
                        (indent, Mode::Broken, fitting.map_or(last, |(doc, _)| doc))
                    };
                    rest.push(chosen);
                }
            }
        }
    }

    fn text(&mut self, text: &str, width: usize, indent: usize) {
        if text.is_empty() {
            return;
        }
        if self.full || (!self.trailing.is_empty() && !matches!(text, "," | ";")) {
            self.end_line();
        }
        if !self.written {
            if text == " " {
                return;
            }
            self.begin_line(indent);
        }
        self.out.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = last.width(),
            None => self.column += width,
        }
    }

    fn begin_line(&mut self, indent: usize) {
        let after_opener = self.out.trim_end_matches(['\r', '\n']).ends_with(['(', '[', '{']);
        if self.blank && !self.out.is_empty() && !after_opener {
            self.out.push_str(self.line_end);
        }
        self.blank = false;
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
        self.written = true;
    }

    fn end_line(&mut self) {
        for comment in std::mem::take(&mut self.trailing) {
            if self.written {
                self.out.push(' ');
            }
            self.out.push_str(comment);
            self.written = true;
        }
        if self.written {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push_str(self.line_end);
        }
        self.written = false;
        self.full = false;
        self.column = 0;
    }

    fn own(&mut self, comment: &'t str, indent: usize) {
        self.end_line();
        self.begin_line(indent);
        self.out.push_str(comment);
        self.full = true;
    }

    fn fill(&mut self, words: &[std::borrow::Cow<'t, str>], mode: Mode, indent: usize) {
        for (number, word) in words.iter().enumerate() {
            let width = word.width();
            if number > 0 {
                if mode == Mode::Broken && self.column + 1 + width > self.width {
                    self.end_line();
                } else {
                    self.text(" ", 1, indent);
                }
            }
            self.text(word, width, indent);
        }
    }

    fn room(&self, indent: usize) -> usize {
        let column = if self.written && !self.full { self.column } else { indent };
        self.width.saturating_sub(column)
    }

    /// Whether the document, and what follows it on its line, fits into the room.
    fn fits(&self, doc: &Doc<'t>, mode: Mode, rest: &[Part<'_, 't>], room: usize) -> bool {
        if mode == Mode::Flat && doc.forced() {
            return false;
        }
        let mut parts = vec![(mode, doc)];
        let mut rest = rest.iter().rev();
        let mut left = room;
        let mut begun = false;
        loop {
            let (mode, doc) = match parts.pop() {
                Some(part) => part,
                None => match rest.next() {
                    Some((_, mode, doc)) => (*mode, *doc),
                    None => return true,
                },
            };
            let width = match &*doc.kind {
                Kind::Text(text, width) => {
                    begun = true;
                    if let Some((first, _)) = text.split_once('\n') {
                        return first.width() <= left;
                    }
                    *width
                }
                Kind::Gap => 1,
                Kind::Line(flat) if mode == Mode::Flat => flat.len(),
                Kind::Line(_) | Kind::Hard => return true,
                Kind::Blank => 0,
                Kind::Broken(text) => {
                    if mode == Mode::Broken {
                        text.len()
                    } else {
                        0
                    }
                }
                Kind::Concat(inner) => {
                    parts.extend(inner.iter().rev().map(|part| (mode, part)));
                    0
                }
                Kind::Indent(inner) => {
                    parts.push((mode, inner));
                    0
                }
                Kind::Group { inner, broken } => {
                    parts.push((if *broken { Mode::Broken } else { Mode::Flat }, inner));
                    0
                }
                Kind::Fill(words) => match (mode, words.first()) {
                    (Mode::Broken, Some(first)) => return first.width() <= left,
                    _ => words.iter().map(|word| word.width() + 1).sum::<usize>().saturating_sub(1),
                },
                Kind::Trailing(_) => return true,
                Kind::Own(_) if begun => return true,
                Kind::Own(_) => 0,
                Kind::Choice { flat, try_first, .. } => {
                    let first = try_first.first().filter(|_| flat.forced() && mode == Mode::Broken);
                    parts.push(first.map_or((Mode::Flat, flat), |(doc, _)| (Mode::Broken, doc)));
                    0
                }
            };
            match left.checked_sub(width) {
                Some(still) => left = still,
                None => return false,
            }
        }
    }

    /// Whether all lines of the document fit when its own lines end and those of its groups do not.
    fn all_fit(&self, doc: &Doc<'t>, indent: usize) -> bool {
        let mut parts = vec![(indent, Mode::Broken, doc)];
        let mut column = self.width - self.room(indent);
        while let Some((indent, mode, doc)) = parts.pop() {
            match &*doc.kind {
                Kind::Text(_, width) => column += width,
                Kind::Gap => column += 1,
                Kind::Line(flat) if mode == Mode::Flat => column += flat.len(),
                Kind::Line(_) | Kind::Hard => column = indent,
                Kind::Concat(inner) => parts.extend(inner.iter().rev().map(|part| (indent, mode, part))),
                Kind::Indent(inner) => parts.push((indent + INDENT, mode, inner)),
                Kind::Group { inner, broken: false } => {
                    parts.push((indent, Mode::Flat, inner));
                }
                Kind::Choice { flat, .. } if !flat.forced() => parts.push((indent, Mode::Flat, flat)),
                Kind::Fill(words) => column += words.iter().map(|word| word.width() + 1).sum::<usize>(),
                Kind::Blank | Kind::Trailing(_) | Kind::Broken(_) => {}
                Kind::Own(_) | Kind::Group { .. } | Kind::Choice { .. } => return false,
            }
            if column > self.width {
                return false;
            }
        }
        true
    }
}
