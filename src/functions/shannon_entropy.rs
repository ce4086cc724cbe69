//! `shannonEntropy()`: Shannon entropy, in bits per character, of the character distribution of the field's value.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "shannonEntropy",
    summary: "Shannon entropy, in bits per character, of the character distribution of the field's value.",
    page: "functions-shannonentropy.html",
    parameters: &[
        Parameter { default: Some("_shannonentropy"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_shannonentropy"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Shannon entropy, in bits per character, of the character distribution of the field's value: -sum(p_i * log2 p_i) over the distinct characters.",
        "[figures] example.com gives 3.095795; the exact value is 3.0957952550009344. Whether the engine rounds to six decimals or the page's author did is not known.",
        "Range 0 (one repeated character) to about 8.",
        "Case matters (A and a are different characters). [undocumented] whether a character is a UTF-16 unit, a code point or a byte; the stated upper bound of about 8 hints at bytes. They agree for ASCII.",
        "[undocumented] Empty string (0 is natural); missing field: set nothing.",
    ],
    examples: &[],
    build: None,
};
