//! Functions that walk through the rows of a sequence, such as an aggregate before them has put in order.

use crate::event::{Event, Row};
use crate::exec::{Aggregation, Context, RowCount};

/// What a function makes of the rows of a sequence.
pub trait Walk: Send + Sync + 'static {
    /// The result rows.
    fn walk(&self, rows: Vec<Row>, context: &Context) -> Vec<Row>;

    /// How many rows come out.
    fn row_count(&self) -> RowCount {
        RowCount::Sequence
    }
}

/// Such a function as an aggregate: it keeps all rows and walks in the end.
pub struct Sequence<W>(pub W);

impl<W: Walk> Aggregation for Sequence<W> {
    type State = Vec<Row>;

    fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
        let row = event.to_row();
        if !event.is_damaged() {
            state.push(row);
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
        state.extend(later);
    }

    fn finish(&self, state: Self::State, context: &Context) -> Vec<Row> {
        self.0.walk(state, context)
    }

    fn row_count(&self) -> RowCount {
        self.0.row_count()
    }
}
