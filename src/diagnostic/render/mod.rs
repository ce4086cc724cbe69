//! Rendering of diagnostics: text for people, JSON lines for programs. Lengths stay bounded whatever the query holds.

mod excerpt;
mod json;
mod marked;
mod text;

pub use json::json;
pub use marked::marked;
pub use text::text;

/// The text with at most `most` characters, cut with dots.
fn shorten(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}
