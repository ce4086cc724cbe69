//! `format()`: Writes the values of fields into a text, by a format such as %s:%d.

use super::shared::printf::Format;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::time::Zone;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "format",
    summary: "Writes the values of fields into a text, by a format such as %s:%d.",
    page: "functions-format.html",
    parameters: &[
        Parameter { default: Some("_format"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { required: true, unnamed: true, ..Parameter::new("format", Kind::Text) },
        Parameter::new("timezone", Kind::Text),
    ],
    output: &["_format"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes a text made by a printf-like format from the listed fields; %s takes the fields one after the other.",
        "Specifier: %[index$][flags][width][.precision][length]type[modifier]. index 1$ is the first field; the flag < reuses the field of the previous specifier.",
        "Types: d i (signed integer), o (octal), x X (hexadecimal of a 64-bit signed integer, two's complement, no leading zeros), f F (decimal, default 6 digits, at most 9), e E (scientific, 176.54 -> 1.765400e+02), g G (significant digits 6 to 9, scientific when the integer part has more digits than that), b B (false/FALSE when the field is false, otherwise true/TRUE), c C (first character), s (text), n (newline), %% (percent sign), t T + letter (time).",
        "Flags: - left-align, + always sign, space blank instead of +, # prefix 0 / 0b / 0x / 0X for o b x X and always a decimal point for f, 0 pad with zeros, comma groups thousands (10000 -> 10,000).",
        "width is a minimum; longer values are never cut. precision: minimum digits for integers (and .0 prints nothing for 0), digits after the point for f, significant digits for g, maximum characters for s; a bare point means 0.",
        "length h treats integers as 32 bits: %hX of -1 is FFFFFFFF, %X is FFFFFFFFFFFFFFFF.",
        "f and F only work for values up to 1e9. Rounding is the ordinary school rule (half away from zero).",
        "A number is an integer or real without grouping; 1.7E100 is allowed, 1,000 is not. A field that is no number under d i o x f e g gives null; so does a field that is not epoch milliseconds under t.",
        "Octal of a negative number is undefined.",
        "Time letters after t or T: H I k l M S L N p z Z s Q (time), Y y j m d e a A b B C (date), R T r D F c (combinations) with the meanings of formatTime(). T prints the result in upper case. Each specifier consumes one field, so %tH:%tM needs the field twice or 1$ / <.",
        "timezone applies to time specifiers (default UTC).",
        "[undocumented] the text printed for a missing field under %s.",
        "The function itself is current; only the old specifiers %a %A %S were deprecated in 1.58 and removed in 1.70 (the machine-made catalogue marks the whole function as deprecated).",
        "Works inside objectArray:eval() and in assignments: out := format(\"%s:%s\", field=[in.key, in.value]).",
        "[inferred] this is java.util.Formatter behaviour (HALF_UP rounding on the decimal text of the number, English names); null is printed as the text null inside the result.",
    ],
    examples: &[
        Example {
            query: r#"format("%s:%05d", field=[host, port], as=key)"#,
            input: r#"{"host":"web","port":"80"}
{"host":"web"}"#,
            output: r#"{"host":"web","port":"80","key":"web:00080"}
{"host":"web","key":"web: null"}"#,
        },
        Example {
            query: r#"out := format("%,.2f %#x %tF", field=[n, n, t])"#,
            input: r#"{"n":"1234567","t":"1700000000000"}"#,
            output: r#"{"n":"1234567","t":"1700000000000","out":"1,234,567.00 0x12d687 2023-11-14"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields: Vec<Symbol> = build.fields("field").into_iter().map(|target| target.symbol).collect();
    let format = Format::compile(&build.text("format")?, fields.len())
        .map_err(|message| build.error(codes::FORMAT_STRING, "format", message))?;
    // The page says UTC, not the zone of the query.
    let zone = if build.has("timezone") { build.zone("timezone")? } else { Zone::utc() };
    Ok(Executable::Compute(Box::new(FormatFunction { fields, format, zone })))
}

struct FormatFunction {
    fields: Vec<Symbol>,
    format: Format,
    zone: Zone,
}

impl Compute for FormatFunction {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        context.with_scratch(|text| {
            let value = |place: usize| self.fields.get(place).and_then(|field| event.get(*field));
            self.format.write(value, &self.zone, text);
            Value::Text(event.keep(text))
        })
    }
}
