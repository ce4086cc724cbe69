//! `shannonEntropy()`: Gives the Shannon entropy of a text, in bits for each character.

use super::shared::scalar;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable, Value};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "shannonEntropy",
    summary: "Gives the Shannon entropy of a text, in bits for each character.",
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
        "Case matters (A and a are different characters). [undocumented] Bytes are counted, which the stated upper bound of about 8 hints at; for ASCII it makes no difference.",
        "[undocumented] The empty string gives 0, a missing field nothing.",
    ],
    examples: &[
        Example {
            query: r#"shannonEntropy(s)"#,
            input: r#"{"s":"aaaa"}
{"s":"abab"}
{"s":"abcd"}
{"t":"1"}"#,
            output: r#"{"s":"aaaa","_shannonentropy":"0"}
{"s":"abab","_shannonentropy":"1"}
{"s":"abcd","_shannonentropy":"2"}
{"t":"1"}"#,
        },
        Example {
            query: r#"e := shannonEntropy(host) | test(e > 3) | drop(e)"#,
            input: r#"{"host":"example.com"}
{"host":"aaa.com"}"#,
            output: r#"{"host":"example.com"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    scalar::of_text(build, |text, _| Value::double(entropy(text.as_bytes())))
}

fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let total = bytes.len() as f64;
    let bits = counts.iter().filter(|count| **count > 0).map(|count| {
        let share = f64::from(*count) / total;
        share * share.log2()
    });
    // The sum of no terms is -0.0, which prints as 0 like any zero.
    -bits.sum::<f64>()
}
