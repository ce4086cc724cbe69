//! Where in an unfinished query the cursor stands: the word before it, open calls, the parameter that is being given.

/// Something that is open before the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Open<'t> {
    bracket: char,
    /// The word glued to the bracket: the function of a call.
    name: &'t str,
    /// Where the present argument, element or step begins.
    part: usize,
}

/// What the cursor stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// The query itself.
    Code,
    /// Quoted text; the word is what stands behind the quote.
    Text,
    /// A comment or a regex, where nothing can be offered.
    Opaque,
}

/// The surroundings of a cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'t> {
    pub within: Within,
    /// Where the word before the cursor begins.
    pub start: usize,
    /// That word; may be empty.
    pub word: &'t str,
    /// The function whose arguments are being given.
    pub function: Option<&'t str>,
    /// The parameter that is being given, where its name is written.
    pub parameter: Option<&'t str>,
    /// Where the arguments of that call begin.
    pub arguments: usize,
    /// The field whose value is being given: `field=`, `field!=`.
    pub field: Option<&'t str>,
}

impl<'t> Place<'t> {
    /// The surroundings of the end of `text`. It is read once, from left to right; where the language is ambiguous
    /// without its grammar (a slash), the likelier reading counts.
    pub fn at_end_of(text: &'t str) -> Self {
        let mut open: Vec<Open<'t>> = vec![Open { bracket: ' ', name: "", part: 0 }];
        let mut within = Within::Code;
        let mut start = None;
        let mut at = 0;
        while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or("");
            let before = text.get(..at).unwrap_or("");
            let mut end = at + next.len_utf8();
            match next {
                '"' => match closing(rest, '"') {
                    Some(length) => end = at + length,
                    None => {
                        within = Within::Text;
                        start = Some(at + 1);
                        break;
                    }
                },
                '/' if rest.starts_with("/*") => match rest.find("*/") {
                    Some(length) => end = at + length + 2,
                    None => {
                        within = Within::Opaque;
                        break;
                    }
                },
                '/' if rest.starts_with("//") && !before.ends_with(is_word) => match rest.find('\n') {
                    Some(length) => end = at + length + 1,
                    None => {
                        within = Within::Opaque;
                        break;
                    }
                },
                '/' if may_begin_regex(before) => match closing(rest, '/') {
                    Some(length) => end = at + length,
                    None => {
                        within = Within::Opaque;
                        break;
                    }
                },
                '(' | '[' | '{' => {
                    open.push(Open { bracket: next, name: word_before(before), part: end });
                }
                ')' | ']' | '}' if open.len() > 1 => {
                    open.pop();
                }
                ',' | '|' | ';' => {
                    if let Some(innermost) = open.last_mut() {
                        innermost.part = end;
                    }
                }
                _ => {}
            }
            at = end;
        }
        let start = start.unwrap_or(text.len() - word_before(text).len());
        let word = text.get(start..).unwrap_or("");
        let mut place =
            Place { within, start, word, function: None, parameter: None, arguments: text.len(), field: None };
        place.find_call(text, &open);
        place.find_field(text);
        place
    }

    /// The innermost call; lists belong to the call around them, while braces hold a pipeline of their own.
    fn find_call(&mut self, text: &'t str, open: &[Open<'t>]) {
        for open in open.iter().rev() {
            match open.bracket {
                '(' if !open.name.is_empty() => {
                    self.function = Some(open.name);
                    self.arguments = text.len() - text.get(open.part..).map_or(0, str::len);
                    self.parameter = text
                        .get(open.part..self.start)
                        .and_then(|part| part.split_once('='))
                        .map(|(name, _)| name.trim())
                        .filter(|name| !name.is_empty() && name.chars().all(is_word));
                    return;
                }
                '(' | '[' => {}
                _ => return,
            }
        }
    }

    fn find_field(&mut self, text: &'t str) {
        let before = text.get(..self.start).unwrap_or("");
        let before = if self.within == Within::Text { before.strip_suffix('"').unwrap_or(before) } else { before };
        let Some(before) = before.trim_end().strip_suffix('=') else { return };
        if before.ends_with([':', '<', '>', '=']) {
            return;
        }
        let before = before.strip_suffix('!').unwrap_or(before).trim_end();
        let field = word_before(before);
        self.field = (!field.is_empty()).then_some(field);
    }
}

/// The length of the text up to its closing mark, on one line; the first character is the opening one.
fn closing(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == mark => return Some(at + letter.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Whether a slash here begins a regex and is not part of a word or a division.
fn may_begin_regex(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with(['=', '~', '(', ',', '|', '{', '[', ';', '!'])
        || ["and", "or", "not", "where", "like"].iter().any(|word| {
            before.len() >= word.len()
                && before.get(before.len() - word.len()..).is_some_and(|end| end.eq_ignore_ascii_case(word))
        })
}

/// Characters of names of fields, functions, parameters and saved queries.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '#' | '@' | ':' | '$' | '?' | '%' | '&' | '^' | '~' | '\\')
}

/// The word at the end of the text, with array indices: `a[0].b`. The name of a saved query also holds slashes.
fn word_before(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_end_matches(is_word);
        let index = trimmed
            .strip_suffix(']')
            .map(|inner| (inner, inner.trim_end_matches(|letter: char| letter.is_ascii_digit())))
            .filter(|(inner, before)| inner.len() > before.len())
            .and_then(|(_, before)| before.strip_suffix('['))
            .filter(|before| before.ends_with(is_word));
        rest = match index {
            // The index belongs to the word only when more of the word or the end of the text follows.
            Some(before) => before,
            None => {
                rest = trimmed;
                break;
            }
        };
    }
    let saved = text.trim_end_matches(|letter: char| is_word(letter) || matches!(letter, '/' | '-'));
    let start = match text.get(saved.len()..) {
        Some(name) if name.starts_with('$') => saved.len(),
        _ => rest.len(),
    };
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Place<'_> {
        Place::at_end_of(text)
    }

    #[test]
    fn words() {
        assert_eq!(at("a=1 | gro").word, "gro");
        assert_eq!(at("array:le").word, "array:le");
        assert_eq!(at("x a[0].b").word, "a[0].b");
        assert_eq!(at("groupBy([a").word, "a");
        assert_eq!(at("a=1 | $pkg/sub:na").word, "$pkg/sub:na");
        assert_eq!(at("a=?na").word, "?na");
        assert_eq!(at("").word, "");
        assert_eq!(at("a/b").word, "b");
    }

    #[test]
    fn calls_and_parameters() {
        let place = at("a=1 | groupBy([a, b], function=cou");
        assert_eq!((place.function, place.parameter, place.word), (Some("groupBy"), Some("function"), "cou"));
        let place = at("groupBy(a, function=[count(), su");
        assert_eq!((place.function, place.parameter), (Some("groupBy"), Some("function")));
        let place = at("groupBy(a, function=[sum(x, as=");
        assert_eq!((place.function, place.parameter), (Some("sum"), Some("as")));
        let place = at("join({a=1 | so");
        assert_eq!(place.function, None);
        let place = at("count() | ");
        assert_eq!(place.function, None);
        let place = at("match(file=\"x");
        assert_eq!((place.within, place.parameter, place.word), (Within::Text, Some("file"), "x"));
    }

    #[test]
    fn fields_before_their_values() {
        assert_eq!(at("#event_simpleName=Pro").field, Some("#event_simpleName"));
        assert_eq!(at("a != ").field, Some("a"));
        assert_eq!(at("a=\"x y").field, Some("a"));
        assert_eq!(at("a := ").field, None);
        assert_eq!(at("a <= ").field, None);
    }

    #[test]
    fn nothing_in_comments_and_regexes() {
        assert_eq!(at("a=1 // gro").within, Within::Opaque);
        assert_eq!(at("a=1 /* gro").within, Within::Opaque);
        assert_eq!(at("a=/gro").within, Within::Opaque);
        assert_eq!(at("a=/x/ | gro").within, Within::Code);
        assert_eq!(at("a := b/gro").within, Within::Code);
        assert_eq!(at("a=https://gro").within, Within::Code);
        assert_eq!(at("a=\"//\" | gro").within, Within::Code);
    }

    #[test]
    fn hostile_text_is_harmless() {
        for text in [")]}", "\"", "ä[1]ü[", "]", "[0]", "=", "!=", "/", "\\", "a[99999999999999999999]"] {
            let place = at(text);
            assert!(text.is_char_boundary(place.start), "{text}");
        }
        let deep = "(".repeat(100_000);
        assert_eq!(at(&deep).word, "");
    }
}
