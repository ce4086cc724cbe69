//! How wide the buckets of bucket() and timeChart() are, also when the interval shows only in the end.

use crate::diagnostic::{Diagnostic, codes};
use crate::exec::Build;
use crate::value::time;

/// Number of buckets when neither a span nor a number is given (functions-bucket.html).
const DEFAULT_BUCKETS: i64 = 127;
const WEEK: i64 = 7 * 86_400_000;

/// The width of buckets. Without a search interval it follows from the times of the events, which are known only in the
/// end; until then the buckets are as fine as any width that can still come out needs them to be.
#[derive(Clone, Copy, Debug)]
pub struct Width {
    /// Given, or worked out from the search interval.
    fixed: Option<i64>,
    /// Number of buckets, where given.
    count: Option<i64>,
    /// Lower bound, where given.
    least: Option<i64>,
    start: Option<i64>,
    end: Option<i64>,
}

impl Width {
    /// From the arguments `span`, `buckets` and `minSpan`.
    ///
    /// # Errors
    /// When one of them is out of range.
    pub fn argument(build: &mut Build<'_>) -> Result<Self, Diagnostic> {
        let given =
            build.has("span") && build.optional_text("span").is_some_and(|text| !text.eq_ignore_ascii_case("auto"));
        let span = if given { span(build, "span")? } else { None };
        let count = build.integer("buckets")?;
        let least = if build.has("minSpan") { span_of_least(build)? } else { None };
        let (start, end) = (build.settings.start, build.settings.end);
        let mut width = Self { fixed: span, count, least, start, end };
        if let (None, Some(start), Some(end)) = (span, start, end) {
            let exact = match count {
                Some(count) => time::span_for_buckets(start, end, count),
                None => time::auto_span(start, end),
            };
            width.fixed = Some(exact.max(least.unwrap_or(0)));
        }
        Ok(width)
    }

    fn interval(&self, (first, last): (i64, i64)) -> (i64, i64) {
        (self.start.unwrap_or(first), self.end.unwrap_or_else(|| last.saturating_add(1)))
    }

    /// Width of buckets, in milliseconds, that can be joined to those of any width that follows from this range of times
    /// or a longer one.
    pub fn grain(&self, range: (i64, i64)) -> i64 {
        if let Some(span) = self.fixed {
            return span;
        }
        let (start, end) = self.interval(range);
        let exact = time::span_for_buckets(start, end, self.count.unwrap_or(DEFAULT_BUCKETS));
        // A number of buckets need not give a round width; a tenth of it is near enough.
        let grain = common_width(if self.count.is_some() { exact / 10 } else { exact });
        self.least.map_or(grain, |least| gcd(grain, least))
    }

    /// The interval and the width of its buckets; `None` when there is neither an interval nor an event.
    pub fn span(&self, range: Option<(i64, i64)>) -> Option<((i64, i64), i64)> {
        let interval = match (self.start, self.end, range) {
            (Some(start), Some(end), _) => (start, end),
            (_, _, range) => self.interval(range?),
        };
        let span = match (self.fixed, range) {
            (Some(span), _) => span,
            (None, range) => {
                let grain = self.grain(range?);
                let width = match self.count {
                    Some(count) => {
                        let exact = time::span_for_buckets(interval.0, interval.1, count);
                        exact.saturating_add(grain - 1) / grain * grain
                    }
                    None => time::auto_span(interval.0, interval.1),
                };
                width.max(self.least.unwrap_or(0))
            }
        };
        Some((interval, span))
    }
}

fn span(build: &Build<'_>, name: &str) -> Result<Option<i64>, Diagnostic> {
    let span = build.duration(name)?;
    if span.is_some_and(|span| span < 1) {
        let message = format!("parameter {name} of {}() must be at least a millisecond", build.function.name);
        return Err(build.error(codes::DURATION, name, message));
    }
    Ok(span)
}

/// A `minSpan` longer than the search interval is replaced by that interval (functions-bucket.html).
fn span_of_least(build: &mut Build<'_>) -> Result<Option<i64>, Diagnostic> {
    let least = span(build, "minSpan")?;
    if let (Some(least), Some(start), Some(end)) = (least, build.settings.start, build.settings.end) {
        let length = end.saturating_sub(start).max(1);
        if least > length {
            let message = format!(
                "minSpan of {}() is longer than the search interval, which is used instead",
                build.function.name
            );
            let diagnostic = Diagnostic::new(codes::LIMIT_REACHED, build.span_of("minSpan"), message);
            build.diagnostics.push(diagnostic);
            return Ok(Some(length));
        }
    }
    Ok(least)
}

/// The largest width that divides every automatic width of at least `exact`.
fn common_width(exact: i64) -> i64 {
    let mut common = 0;
    let mut width = time::auto_span(0, exact.max(1).saturating_mul(DEFAULT_BUCKETS));
    loop {
        common = gcd(common, width);
        if width >= WEEK {
            // Beyond a week the widths are whole weeks; the next ones divide by nothing larger than one.
            return if width > WEEK { gcd(common, WEEK) } else { common };
        }
        width = time::auto_span(0, width.saturating_mul(DEFAULT_BUCKETS).saturating_add(1));
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.max(b), a.min(b));
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grains_divide_each_other_and_every_later_width() {
        let width = Width { fixed: None, count: None, least: None, start: None, end: None };
        let counted = Width { count: Some(24), ..width };
        let floored = Width { least: Some(90_000), ..width };
        for width in [width, counted, floored] {
            let mut known = 1;
            let mut last = 0i64;
            while last < i64::MAX / 16 {
                let grain = width.grain((0, last));
                assert_eq!(grain % known, 0, "{width:?} {last}");
                known = grain;
                if width.count.is_none() {
                    let span = time::auto_span(0, last + 1).max(width.least.unwrap_or(0));
                    assert_eq!(span % grain, 0, "{width:?} {last}");
                    // Without a lower bound there are never many times more buckets than in the end.
                    assert!(width.least.is_some() || span / grain <= 8 || span > WEEK, "{last} {span} {grain}");
                }
                last = last * 9 / 8 + 7;
            }
        }
    }
}
