//! A grid of cells to draw points and lines on: braille patterns of two by four dots, or `*` in ASCII mode.

use super::colour::Colour;

/// The dots of a braille pattern, by row and column.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// The pattern without dots; the others follow it in the order of their bits.
const BRAILLE: u32 = 0x2800;

/// A drawing of so many cells.
#[derive(Debug)]
pub struct Canvas {
    columns: usize,
    rows: usize,
    ascii: bool,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    dots: u8,
    colour: Option<Colour>,
}

impl Canvas {
    /// An empty drawing.
    pub fn new(columns: usize, rows: usize, ascii: bool) -> Self {
        Self { columns, rows, ascii, cells: vec![Cell::default(); columns * rows] }
    }

    /// Dots from left to right.
    pub fn width(&self) -> usize {
        self.columns * self.dots_across()
    }

    /// Dots from top to bottom.
    pub fn height(&self) -> usize {
        self.rows * self.dots_down()
    }

    /// Dots from left to right in one cell.
    pub fn dots_across(&self) -> usize {
        if self.ascii { 1 } else { 2 }
    }

    /// Dots from top to bottom in one cell.
    pub fn dots_down(&self) -> usize {
        if self.ascii { 1 } else { 4 }
    }

    /// Draws a dot, counted from the upper left. Cells have one colour, that of the last dot.
    pub fn dot(&mut self, x: usize, y: usize, colour: Option<Colour>) {
        if x >= self.width() || y >= self.height() {
            return;
        }
        let place = y / self.dots_down() * self.columns + x / self.dots_across();
        let bits = DOTS.get(y % self.dots_down()).and_then(|row| row.get(x % self.dots_across()));
        if let Some((cell, bits)) = self.cells.get_mut(place).zip(bits) {
            cell.dots |= bits;
            cell.colour = colour;
        }
    }

    /// Draws a point that stands alone, with four dots, because one is hard to see.
    pub fn point(&mut self, x: usize, y: usize, colour: Option<Colour>) {
        self.dot(x, y, colour);
        if !self.ascii {
            self.dot(x ^ 1, y, colour);
            self.dot(x, y ^ 1, colour);
            self.dot(x ^ 1, y ^ 1, colour);
        }
    }

    /// Draws the dots between two dots and both of them.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize), colour: Option<Colour>) {
        let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
        let between = |from: usize, to: usize, step: usize| (from * (steps - step) + to * step + steps / 2) / steps;
        for step in 0..=steps {
            self.dot(between(from.0, to.0, step), between(from.1, to.1, step), colour);
        }
    }

    /// One line of cells, without blanks at its end.
    pub fn row(&self, row: usize) -> String {
        let start = row * self.columns;
        let cells = self.cells.get(start..start + self.columns).unwrap_or_default();
        let used = cells.iter().rposition(|cell| cell.dots != 0).map_or(0, |last| last + 1);
        let mut line = String::new();
        let mut current: Option<Colour> = None;
        for cell in cells.iter().take(used) {
            if cell.dots != 0 && cell.colour != current {
                line.push_str(current.map_or("", |_| Colour::RESET));
                line.push_str(cell.colour.map_or("", Colour::start));
                current = cell.colour;
            }
            line.push(match cell.dots {
                0 => ' ',
                _ if self.ascii => '*',
                dots => char::from_u32(BRAILLE + u32::from(dots)).unwrap_or('*'),
            });
        }
        line.push_str(current.map_or("", |_| Colour::RESET));
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_and_lines() {
        let mut canvas = Canvas::new(2, 1, false);
        assert_eq!((canvas.width(), canvas.height()), (4, 4));
        canvas.line((0, 3), (3, 0), None);
        assert_eq!(canvas.row(0), "⡠⠊");
        canvas.dot(4, 0, None);
        canvas.dot(0, 4, None);
        assert_eq!(canvas.row(0), "⡠⠊");
        assert_eq!(canvas.row(1), "");
    }

    #[test]
    fn ascii_has_one_dot_for_each_cell() {
        let mut canvas = Canvas::new(4, 2, true);
        canvas.dot(1, 0, None);
        canvas.line((0, 1), (2, 1), None);
        assert_eq!((canvas.row(0), canvas.row(1)), (" *".to_owned(), "***".to_owned()));
    }

    #[test]
    fn colours_end_with_their_line() {
        let mut canvas = Canvas::new(3, 1, true);
        canvas.dot(0, 0, Colour::of_series(0));
        canvas.dot(2, 0, Colour::of_series(1));
        assert_eq!(canvas.row(0), "\u{1b}[34m* \u{1b}[0m\u{1b}[33m*\u{1b}[0m");
    }
}
