//! The groups of a match, one match after the other, and reusable room for them.

use std::ops::Range;

use super::program::Spans;
use super::{BudgetExceeded, Regex, next_start};

/// Room for the groups of one match. Made once by [`Regex::locations`] and reused, it makes extraction free of
/// allocations in the linear engine.
#[derive(Clone, Debug)]
pub struct Locations {
    spans: Spans,
}

/// A match: its bytes and what its groups hold.
#[derive(Clone, Debug)]
pub struct Captures<'t> {
    text: &'t str,
    spans: Spans,
    slots: Box<[usize]>,
}

impl<'t> Captures<'t> {
    /// The text of the named group `index` (an index into [`Regex::capture_names`]); `None` if it took no part.
    #[must_use]
    pub fn group(&self, index: usize) -> Option<&'t str> {
        self.numbered(*self.slots.get(index)?)
    }

    /// The text of the group with that number (see [`Regex::group_count`]); 0 is the whole match.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<&'t str> {
        self.text.get(self.spans.get(number)?)
    }

    /// The bytes of the whole match.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.spans.get(0).unwrap_or(0..0)
    }
}

impl Regex {
    /// The first match with its groups.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn captures<'t>(&self, text: &'t str) -> Result<Option<Captures<'t>>, BudgetExceeded> {
        self.captures_at(text, 0)
    }

    /// The first match that starts at or behind byte `start`, with its groups.
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn captures_at<'t>(&self, text: &'t str, start: usize) -> Result<Option<Captures<'t>>, BudgetExceeded> {
        let mut locations = self.locations();
        let found = self.captures_into(text, start, &mut locations)?;
        Ok(found.then(|| Captures { text, spans: locations.spans, slots: self.slots.clone() }))
    }

    /// Every match in turn, as flag `g` and `repeat=true` need them.
    #[must_use]
    pub fn captures_iter<'r, 't>(&'r self, text: &'t str) -> CapturesIter<'r, 't> {
        CapturesIter { regex: self, text, start: Some(0) }
    }

    /// Room for the groups of this regex.
    #[must_use]
    pub fn locations(&self) -> Locations {
        Locations { spans: self.program.spans() }
    }

    /// As [`Regex::captures_at`] with the groups left in `locations`; read them by [`Regex::group_in`].
    ///
    /// # Errors
    /// [`BudgetExceeded`] if the back-tracking engine gave up.
    pub fn captures_into(&self, text: &str, start: usize, locations: &mut Locations) -> Result<bool, BudgetExceeded> {
        self.program_for(text).captures_at(text, start, &mut locations.spans)
    }

    /// The bytes of the named group `index` in the last match of `locations`; `None` if it took no part.
    #[must_use]
    pub fn group_in(&self, locations: &Locations, index: usize) -> Option<Range<usize>> {
        locations.spans.get(*self.slots.get(index)?)
    }
}

impl Locations {
    /// The bytes of the group with that number in the last match; 0 is the whole match.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<Range<usize>> {
        self.spans.get(number)
    }

    /// Where to search for the next match in the same text, or `None` if there can be none.
    #[must_use]
    pub fn next_start(&self, text: &str) -> Option<usize> {
        next_start(&self.spans.get(0)?, text)
    }
}

/// The matches of a text; ends after the first error.
#[derive(Debug)]
pub struct CapturesIter<'r, 't> {
    regex: &'r Regex,
    text: &'t str,
    start: Option<usize>,
}

impl<'t> Iterator for CapturesIter<'_, 't> {
    type Item = Result<Captures<'t>, BudgetExceeded>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.regex.captures_at(self.text, self.start.take()?).transpose()?;
        if let Ok(captures) = &found {
            self.start = next_start(&captures.range(), self.text);
        }
        Some(found)
    }
}
