//! Documents: text with places where a line may end. Whether it does is decided when they are printed.

use std::borrow::Cow;
use std::rc::Rc;

use unicode_width::UnicodeWidthStr;

/// A document; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Doc<'t> {
    pub kind: Rc<Kind<'t>>,
    shape: Shape,
}

/// What a document is made of.
#[derive(Debug)]
pub(super) enum Kind<'t> {
    /// Text, written as it is; it may hold line ends of its own.
    Text(Cow<'t, str>, usize),
    /// One blank, unless a blank or an opening bracket was just written, or the line is empty.
    Gap,
    /// The end of a line where the group is broken, else this text.
    Line(&'static str),
    /// The end of a line.
    Hard,
    /// An empty line before what follows, where the group is broken.
    Blank,
    /// A text where the group is broken.
    Broken(&'static str),
    /// One after the other.
    Concat(Vec<Doc<'t>>),
    /// Lines inside stand deeper.
    Indent(Doc<'t>),
    /// On one line if it fits, unless it must be broken.
    Group { inner: Doc<'t>, broken: bool },
    /// As many words on a line as fit.
    Fill(Vec<Cow<'t, str>>),
    /// A comment that stays at the end of the line.
    Trailing(&'t str),
    /// A comment on a line of its own.
    Own(&'t str),
    /// The first that fits: on one line; broken as given, tested as given; the last one fits always.
    Choice { flat: Doc<'t>, try_first: Vec<(Doc<'t>, Fit)>, last: Doc<'t> },
}

/// When a choice fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Its first line fits.
    FirstLine,
    /// All its lines fit.
    AllLines,
}

/// What is known of a document's lines.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    /// Cannot stand on one line.
    forced: bool,
    /// Holds text.
    text: bool,
    /// Ends with a comment that ends its line.
    pending: bool,
    /// Begins with a comment on a line of its own.
    own: bool,
    /// Columns on one line.
    width: usize,
}

impl<'t> Doc<'t> {
    fn new(kind: Kind<'t>, shape: Shape) -> Self {
        Self { kind: Rc::new(kind), shape }
    }

    /// Text that stays as it is.
    pub fn text(text: impl Into<Cow<'t, str>>) -> Self {
        let text = text.into();
        // A comma or semicolon goes before a comment that waits for the end of the line.
        let width = text.width();
        let shape = Shape { text: !matches!(&*text, "," | ";"), width, ..Shape::default() };
        Self::new(Kind::Text(text, width), shape)
    }

    pub fn gap() -> Self {
        Self::new(Kind::Gap, Shape { width: 1, ..Shape::default() })
    }

    /// A blank or the end of a line.
    pub fn line() -> Self {
        Self::new(Kind::Line(" "), Shape { width: 1, ..Shape::default() })
    }

    /// Nothing or the end of a line.
    pub fn soft() -> Self {
        Self::new(Kind::Line(""), Shape::default())
    }

    pub fn hard() -> Self {
        Self::new(Kind::Hard, Shape { forced: true, ..Shape::default() })
    }

    pub fn blank() -> Self {
        Self::new(Kind::Blank, Shape::default())
    }

    pub fn broken(text: &'static str) -> Self {
        Self::new(Kind::Broken(text), Shape::default())
    }

    pub fn trailing(comment: &'t str) -> Self {
        Self::new(Kind::Trailing(comment), Shape { pending: true, ..Shape::default() })
    }

    pub fn own(comment: &'t str) -> Self {
        Self::new(Kind::Own(comment), Shape { own: true, ..Shape::default() })
    }

    pub fn fill(words: Vec<Cow<'t, str>>) -> Self {
        let width = words.iter().map(|word| word.width() + 1).sum::<usize>().saturating_sub(1);
        Self::new(Kind::Fill(words), Shape { text: true, width, ..Shape::default() })
    }

    pub fn concat(parts: Vec<Doc<'t>>) -> Self {
        let mut shape = Shape::default();
        for part in &parts {
            let next = part.shape;
            shape.forced |= next.forced || (shape.pending && next.text) || (next.own && (shape.text || shape.pending));
            shape.own |= next.own && !shape.text;
            shape.pending = next.pending || (shape.pending && !next.text);
            shape.text |= next.text;
            shape.width += next.width;
        }
        Self::new(Kind::Concat(parts), shape)
    }

    pub fn indent(inner: Doc<'t>) -> Self {
        let shape = inner.shape;
        Self::new(Kind::Indent(inner), shape)
    }

    pub fn group(inner: Doc<'t>) -> Self {
        let shape = inner.shape;
        Self::new(Kind::Group { inner, broken: shape.forced }, shape)
    }

    /// The same group; it stands on one line only when it is no longer than the limit.
    pub fn limited(&self, limit: usize) -> Self {
        if self.shape.width <= limit { self.clone() } else { self.break_for_good() }
    }

    /// The same group over several lines, which those around it then have too.
    fn break_for_good(&self) -> Self {
        let broken = self.break_group();
        Self { kind: broken.kind, shape: Shape { forced: true, ..self.shape } }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(&*self.kind, Kind::Concat(parts) if parts.is_empty())
    }

    /// The same group over several lines.
    pub fn break_group(&self) -> Self {
        match &*self.kind {
            Kind::Group { inner, .. } => Self::new(Kind::Group { inner: inner.clone(), broken: true }, self.shape),
            _ => self.clone(),
        }
    }

    pub fn choice(flat: Doc<'t>, try_first: Vec<(Doc<'t>, Fit)>, last: Doc<'t>) -> Self {
        let shape = flat.shape;
        Self::new(Kind::Choice { flat, try_first, last }, shape)
    }

    /// Whether something inside keeps it from standing on one line: a comment, a long block.
    pub fn forced(&self) -> bool {
        self.shape.forced
    }

    /// Whether it ends with a comment that ends the line.
    pub fn ends_with_comment(&self) -> bool {
        self.shape.pending
    }

    /// Whether it begins with a comment on a line of its own.
    pub fn begins_with_comment(&self) -> bool {
        self.shape.own
    }
}
