//! Records that turn out not to be valid behind the fields that the query reads: a line is checked only as far as it is decoded.

use std::cell::Cell;

use bumpalo::collections::Vec as ArenaVec;

use super::Event;

impl<'e> Event<'e> {
    /// Whether the record turned out not to be valid when it was decoded to its end, of which a query that names few fields
    /// needs only the beginning. What was made of the event then is not to be kept.
    #[inline]
    pub fn is_damaged(&self) -> bool {
        self.damage.get()
    }

    /// [`Event::is_damaged`] of this event and of all that are made of it, to be looked at when they are gone.
    #[inline]
    pub fn damage(&self) -> &'e Cell<bool> {
        self.damage
    }

    /// All fields as [`Event::for_each`] gives them; `None` when the record is damaged, so that nothing of it counts.
    pub fn fields(&self) -> Option<ArenaVec<'e, (&'e str, &'e str)>> {
        let mut fields = ArenaVec::new_in(self.arena);
        self.for_each(&mut |name, value| fields.push((name, value)));
        (!self.is_damaged()).then_some(fields)
    }
}
