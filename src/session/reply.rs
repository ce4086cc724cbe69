//! What a session answers: blocks of text by kind, and what comes next. Printing is for whoever asked.

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was asked for; belongs on stdout.
    Data,
    /// A remark about it.
    Note,
    /// The result may not be what was meant.
    Warning,
    /// There is no result.
    Error,
}

/// One block of text; its lines end with line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

/// What the asker does after showing the blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// Waits for the next entry.
    #[default]
    Prompt,
    /// Offers a text for editing as the next entry, with the cursor at this byte.
    Edit(String, usize),
    /// Opens a text in the user's own editor, and offers what it leaves for editing.
    Editor(String),
    /// Ends.
    Quit,
}

/// The answer to one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Texts in the order in which they are shown.
    pub blocks: Vec<Block>,
    /// What comes next.
    pub next: Next,
}

impl Next {
    /// Offers a text for editing, with the cursor at its end.
    pub fn edit(text: impl Into<String>) -> Self {
        let text = text.into();
        let end = text.len();
        Self::Edit(text, end)
    }
}

impl Reply {
    /// An answer of one block.
    pub fn of(kind: Kind, text: impl Into<String>) -> Self {
        let mut reply = Self::default();
        reply.add(kind, text);
        reply
    }

    /// What was asked for.
    pub fn data(text: impl Into<String>) -> Self {
        Self::of(Kind::Data, text)
    }

    /// A remark.
    pub fn note(text: impl Into<String>) -> Self {
        Self::of(Kind::Note, text)
    }

    /// A refusal; `error: ` is put before it.
    pub fn error(text: impl std::fmt::Display) -> Self {
        Self::of(Kind::Error, format!("error: {text}"))
    }

    /// Appends a block, unless it is empty.
    pub fn add(&mut self, kind: Kind, text: impl Into<String>) {
        let mut text = text.into();
        if text.is_empty() {
            return;
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.blocks.push(Block { kind, text });
    }

    /// Appends the blocks of another answer.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// Sets what comes next.
    #[must_use]
    pub fn then(mut self, next: Next) -> Self {
        self.next = next;
        self
    }

    /// Whether something went wrong.
    pub fn has_error(&self) -> bool {
        self.blocks.iter().any(|block| block.kind == Kind::Error)
    }

    /// The texts of one kind, joined.
    pub fn text(&self, kind: Kind) -> String {
        self.blocks.iter().filter(|block| block.kind == kind).map(|block| block.text.as_str()).collect()
    }
}
