//! The search interval as the user wrote it: relative times count from the moment of each query.

use crate::exec::Settings;
use crate::value::time;

/// Start and end as time points (`7d`, `1d@d`, an ISO time, epoch milliseconds); none: no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The start, inclusive.
    pub start: Option<String>,
    /// The end, exclusive.
    pub end: Option<String>,
}

impl Range {
    /// Puts the interval into the settings, counted from their `now`. An interval without bounds leaves them alone.
    ///
    /// # Errors
    /// Says which of the two is no point in time.
    pub fn apply(&self, settings: &mut Settings) -> Result<(), String> {
        if *self == Self::default() {
            return Ok(());
        }
        let point = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => {
                time::parse_point(text, settings.now, &settings.zone).map(Some).map_err(|error| error.to_string())
            }
        };
        let (start, end) = (point(&self.start)?, point(&self.end)?);
        if let (Some(start), Some(end)) = (start, end)
            && start >= end
        {
            return Err("the interval ends before it starts".to_owned());
        }
        settings.start = start;
        settings.end = end;
        Ok(())
    }

    /// The interval in words.
    pub fn describe(&self) -> String {
        match (&self.start, &self.end) {
            (None, None) => "all time".to_owned(),
            (start, end) => {
                format!("{} to {}", start.as_deref().unwrap_or("the beginning"), end.as_deref().unwrap_or("the end"))
            }
        }
    }
}
