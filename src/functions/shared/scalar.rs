//! Computations from one field's text to one value.
