//! Frames of rows for the window and sequence functions.
