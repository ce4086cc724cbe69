//! Time zones: names as LogScale reads them, offsets, and the way between instants and local clocks.

use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use super::civil::Civil;
use super::clock::{MILLIS_PER_SECOND, push_padded};

/// A time zone: UTC, a fixed offset, or a region with its history of offsets. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    rule: Rule,
}

#[derive(Clone, Debug, PartialEq)]
enum Rule {
    /// A fixed offset in seconds east of Greenwich, with the prefix or short name it was written with.
    Fixed { seconds: i32, label: Label },
    /// A region of the time zone database.
    Region(TimeZone),
}

/// How a fixed offset is called.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    /// A name that stands alone, such as `Z`, `UTC` or `EST`.
    Name(&'static str),
    /// A prefix followed by the offset: `UTC+10:30`; empty for a bare `+10:30`.
    Prefix(&'static str),
}

/// Java's short zone names, which LogScale's page of supported time zones lists. Three are plain offsets.
const SHORT_NAMES: [(&str, &str); 25] = [
    ("ACT", "Australia/Darwin"),
    ("AET", "Australia/Sydney"),
    ("AGT", "America/Argentina/Buenos_Aires"),
    ("ART", "Africa/Cairo"),
    ("AST", "America/Anchorage"),
    ("BET", "America/Sao_Paulo"),
    ("BST", "Asia/Dhaka"),
    ("CAT", "Africa/Harare"),
    ("CNT", "America/St_Johns"),
    ("CST", "America/Chicago"),
    ("CTT", "Asia/Shanghai"),
    ("EAT", "Africa/Addis_Ababa"),
    ("ECT", "Europe/Paris"),
    ("IET", "America/Indiana/Indianapolis"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("MIT", "Pacific/Apia"),
    ("NET", "Asia/Yerevan"),
    ("NST", "Pacific/Auckland"),
    ("PLT", "Asia/Karachi"),
    ("PNT", "America/Phoenix"),
    ("PRT", "America/Puerto_Rico"),
    ("PST", "America/Los_Angeles"),
    ("SST", "Pacific/Guadalcanal"),
    ("VST", "Asia/Ho_Chi_Minh"),
];

/// Names of fixed offsets, with their hours.
const FIXED_NAMES: [(&str, i32); 10] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("UCT", 0),
    ("Zulu", 0),
    ("Greenwich", 0),
    ("EST", -5),
    ("MST", -7),
    ("HST", -10),
];

/// Java's limit of an offset: 18 hours.
const MAXIMUM_OFFSET: i32 = 18 * 3600;

impl Zone {
    /// Coordinated universal time.
    pub const fn utc() -> Zone {
        Zone { rule: Rule::Fixed { seconds: 0, label: Label::Name("UTC") } }
    }

    /// A fixed offset in seconds east of Greenwich; `None` beyond 18 hours.
    pub fn fixed(seconds: i32) -> Option<Zone> {
        let label = match seconds {
            0 => Label::Name("Z"),
            _ => Label::Prefix(""),
        };
        (-MAXIMUM_OFFSET..=MAXIMUM_OFFSET).contains(&seconds).then_some(Zone { rule: Rule::Fixed { seconds, label } })
    }

    /// The zone with this name in any case: a region (`Europe/London`), `UTC`, `Z`, `GMT`, a short name that Java
    /// knows (`EST`, `PST`), an offset (`+02:00`, `-0500`, `+2`) or `UTC+10:30`. `None` for anything else.
    pub fn named(name: &str) -> Option<Zone> {
        if let Some(&(label, hours)) = FIXED_NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Some(Zone { rule: Rule::Fixed { seconds: hours * 3600, label: Label::Name(label) } });
        }
        if let Some(seconds) = parse_offset(name) {
            return Zone::fixed(seconds);
        }
        for prefix in ["UTC", "GMT", "UT"] {
            let Some((head, tail)) = name.split_at_checked(prefix.len()) else {
                continue;
            };
            if let Some(seconds) = parse_offset(tail).filter(|_| head.eq_ignore_ascii_case(prefix)) {
                return Some(Zone { rule: Rule::Fixed { seconds, label: Label::Prefix(prefix) } });
            }
        }
        let region =
            SHORT_NAMES.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map_or(name, |(_, region)| region);
        // The built-in database and not the machine's: the same query gives the same result everywhere.
        let zone = TimeZoneDatabase::bundled().get(region).ok()?;
        (!zone.is_unknown()).then_some(Zone { rule: Rule::Region(zone) })
    }

    /// Offset from UTC in seconds, east positive, that holds at an instant.
    pub fn offset_seconds(&self, millis: i64) -> i32 {
        match &self.rule {
            Rule::Fixed { seconds, .. } => *seconds,
            Rule::Region(zone) => zone.to_offset(timestamp(millis.div_euclid(MILLIS_PER_SECOND))).seconds(),
        }
    }

    /// What calendar and clock of this zone show at an instant.
    pub fn civil(&self, millis: i64) -> Civil {
        let local_seconds = millis.div_euclid(MILLIS_PER_SECOND) + i64::from(self.offset_seconds(millis));
        Civil::from_local(local_seconds, millis.rem_euclid(MILLIS_PER_SECOND) as u16)
    }

    /// The instant, in epoch milliseconds, at which this zone's clock shows `civil`. As in Java a time that was
    /// skipped is moved forward by the length of the gap, and of two instants the earlier one is taken.
    /// Saturates at the ends of the range.
    pub fn instant(&self, civil: &Civil) -> i64 {
        civil
            .local_seconds()
            .saturating_sub(self.local_offset(civil.local_seconds()))
            .saturating_mul(MILLIS_PER_SECOND)
            .saturating_add(i64::from(civil.millis))
    }

    /// The same for milliseconds of the local clock since 1970-01-01T00:00 local time.
    pub(super) fn instant_of_local(&self, local_millis: i64) -> i64 {
        let offset = self.local_offset(local_millis.div_euclid(MILLIS_PER_SECOND));
        local_millis.saturating_sub(offset * MILLIS_PER_SECOND)
    }

    fn local_offset(&self, local_seconds: i64) -> i64 {
        let zone = match &self.rule {
            Rule::Fixed { seconds, .. } => return i64::from(*seconds),
            Rule::Region(zone) => zone,
        };
        let local = Offset::UTC.to_datetime(timestamp(local_seconds));
        let offset = match zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        i64::from(offset.seconds())
    }

    /// Whether this is UTC under any of its names.
    pub fn is_utc(&self) -> bool {
        match &self.rule {
            Rule::Fixed { seconds, .. } => *seconds == 0,
            Rule::Region(zone) => matches!(zone.iana_name(), Some("Etc/UTC" | "Etc/GMT" | "UTC")),
        }
    }

    /// Appends what LogScale writes to `@timezone`: `Z` for UTC, else the region or the offset.
    pub fn write_id(&self, out: &mut String) {
        match &self.rule {
            _ if self.is_utc() => out.push('Z'),
            Rule::Fixed { seconds, label } => match label {
                Label::Name(name) => out.push_str(name),
                Label::Prefix(prefix) => {
                    out.push_str(prefix);
                    write_offset(out, *seconds, ":");
                }
            },
            Rule::Region(zone) => out.push_str(zone.iana_name().unwrap_or("Z")),
        }
    }

    /// What LogScale writes to `@timezone`, see [`Zone::write_id`].
    pub fn id(&self) -> String {
        let mut out = String::new();
        self.write_id(&mut out);
        out
    }

    /// Appends the abbreviation that holds at an instant: `UTC`, `EST`, `CEST`; the offset where there is none.
    pub fn write_abbreviation(&self, millis: i64, out: &mut String) {
        match &self.rule {
            // The table of formatTime() shows UTC, one example Z: the table is followed.
            Rule::Fixed { seconds: 0, .. } => out.push_str("UTC"),
            Rule::Fixed { .. } => self.write_id(out),
            Rule::Region(zone) => {
                let instant = timestamp(millis.div_euclid(MILLIS_PER_SECOND));
                out.push_str(zone.to_offset_info(instant).abbreviation());
            }
        }
    }
}

/// Appends an offset such as `+0200` or, with the separator `:`, `+02:00`.
pub(super) fn write_offset(out: &mut String, seconds: i32, separator: &str) {
    out.push(if seconds < 0 { '-' } else { '+' });
    let magnitude = u64::from(seconds.unsigned_abs());
    push_padded(out, magnitude / 3600, 2);
    out.push_str(separator);
    push_padded(out, magnitude / 60 % 60, 2);
    if !magnitude.is_multiple_of(60) {
        out.push_str(separator);
        push_padded(out, magnitude % 60, 2);
    }
}

/// Reads an offset: a sign and `h`, `hh`, `hhmm`, `hh:mm`, `hhmmss` or `hh:mm:ss`; gives seconds.
pub(super) fn parse_offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?;
    let mut parts = [0_i32; 3];
    if digits.contains(':') {
        for (count, part) in digits.split(':').enumerate() {
            let is_first_of_one_digit = count == 0 && part.len() == 1;
            if part.len() != 2 && !is_first_of_one_digit {
                return None;
            }
            *parts.get_mut(count)? = number(part)?;
        }
    } else {
        match digits.len() {
            1 | 2 => parts[0] = number(digits)?,
            4 | 6 => {
                for (part, start) in parts.iter_mut().zip((0..digits.len()).step_by(2)) {
                    *part = number(digits.get(start..start + 2)?)?;
                }
            }
            _ => return None,
        }
    }
    let [hours, minutes, seconds] = parts;
    let total = hours * 3600 + minutes * 60 + seconds;
    (minutes < 60 && seconds < 60 && total <= MAXIMUM_OFFSET).then_some(sign * total)
}

fn number(digits: &str) -> Option<i32> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The nearest instant that the zone database covers (years -9999 to 9999).
fn timestamp(seconds: i64) -> Timestamp {
    let inside = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(inside).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn instant(zone: &Zone, date: (i32, u8, u8), time: (u8, u8, u8)) -> i64 {
        zone.instant(&Civil::new(date, time, 0).unwrap())
    }

    #[test]
    fn names() {
        for name in ["z", "UTC", "Zulu", "gmt", "+00:00", "etc/utc"] {
            assert_eq!(zone(name).id(), "Z", "{name}");
        }
        assert_eq!(zone("america/new_york").id(), "America/New_York");
        assert_eq!(zone("PST").id(), "America/Los_Angeles");
        assert_eq!(zone("EST").id(), "EST");
        assert_eq!(zone("UTC+10:30").id(), "UTC+10:30");
        assert_eq!(zone("utc+12:30").offset_seconds(0), 45_000);
        assert_eq!(zone("-0500").id(), "-05:00");
        assert_eq!(zone("+2").offset_seconds(0), 7200);
        for name in ["", "+", "+25:00", "+2:5", "Mars", "+1é", "UTC+", "+1:2:3:4", "--5"] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }

    #[test]
    fn short_names_exist_in_the_database() {
        for (short, region) in SHORT_NAMES {
            assert_eq!(zone(short).id(), region);
        }
    }

    #[test]
    fn gap_moves_forward_and_overlap_takes_the_earlier() {
        let berlin = zone("Europe/Berlin");
        // 2024-03-31 02:30 does not exist; 03:30 summer time is 01:30 UTC.
        assert_eq!(instant(&berlin, (2024, 3, 31), (2, 30, 0)), 1_711_848_600_000);
        // 2024-10-27 02:30 exists twice; the earlier one is summer time, 00:30 UTC.
        assert_eq!(instant(&berlin, (2024, 10, 27), (2, 30, 0)), 1_729_989_000_000);
    }

    #[test]
    fn offsets_and_abbreviations_follow_the_season() {
        let new_york = zone("America/New_York");
        let mut out = String::new();
        new_york.write_abbreviation(1_704_941_204_000, &mut out);
        new_york.write_abbreviation(1_720_493_204_000, &mut out);
        zone("+02:00").write_abbreviation(0, &mut out);
        zone("Z").write_abbreviation(0, &mut out);
        assert_eq!(out, "ESTEDT+02:00UTC");
    }

    #[test]
    fn extremes_do_not_overflow() {
        for name in ["UTC", "America/New_York", "+18:00", "-18:00"] {
            for millis in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX] {
                let zone = zone(name);
                let civil = zone.civil(millis);
                let back = zone.instant(&civil);
                assert!(back.abs_diff(millis) < 1000, "{name} {millis} {back}");
            }
        }
    }
}
