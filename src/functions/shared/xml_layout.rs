//! XML over several lines, as Scala's PrettyPrinter lays it out (functions-xml-prettyprint.html).

use quick_xml::Reader;
use quick_xml::events::Event;

/// Deeper texts are left as they are; their indents would be longer than the text.
const MAX_DEPTH: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Start,
    End,
    /// `<a/>`
    Empty,
    /// Text, references and CDATA.
    Content,
    /// Comments, instructions and declarations.
    Other,
}

/// Appends the text with one element or content on each line; an element without elements in it that is shorter than
/// what is left of `width` characters stays on one line. False, with nothing of use written, for text that is no XML.
pub fn write(text: &str, step: usize, width: usize, out: &mut String) -> bool {
    let Some(tokens) = tokens(text) else { return false };
    let mut depth = 0_usize;
    let mut place = 0;
    while let Some((kind, token)) = tokens.get(place) {
        if *kind == Kind::End {
            depth = depth.saturating_sub(1);
        }
        let indent = depth * step;
        begin_line(indent, out);
        let leaf = if *kind == Kind::Start { leaf(&tokens, place) } else { None };
        match leaf {
            Some(parts) if parts.iter().map(|(_, part)| part.chars().count()).sum::<usize>() + indent < width => {
                parts.iter().for_each(|(_, part)| out.push_str(part));
                place += parts.len();
            }
            _ => {
                out.push_str(token);
                place += 1;
                depth += usize::from(*kind == Kind::Start);
            }
        }
    }
    true
}

/// The tokens of the element that starts at this place, if no other element is in it.
fn leaf<'k, 't>(tokens: &'k [(Kind, &'t str)], start: usize) -> Option<&'k [(Kind, &'t str)]> {
    let behind = tokens.get(start + 1..)?;
    let length = behind.iter().take_while(|(kind, _)| matches!(kind, Kind::Content | Kind::Other)).count();
    let (kind, _) = behind.get(length)?;
    if *kind == Kind::End { tokens.get(start..start + length + 2) } else { None }
}

fn begin_line(indent: usize, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.extend(std::iter::repeat_n(' ', indent));
}

/// The parts of a document with one root element; none when it is not well formed.
fn tokens(text: &str) -> Option<Vec<(Kind, &str)>> {
    let mut reader = Reader::from_str(text);
    let mut tokens: Vec<(Kind, &str)> = Vec::new();
    let mut depth = 0_usize;
    let mut roots = 0;
    // Text that references cut into pieces is one content.
    let mut content: Option<usize> = None;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let kind = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                if tag.attributes().any(|attribute| attribute.is_err()) {
                    return None;
                }
                roots += usize::from(depth == 0);
                if matches!(event, Event::Start(_)) { Kind::Start } else { Kind::Empty }
            }
            Event::End(_) => Kind::End,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                content.get_or_insert(start);
                continue;
            }
            _ => Kind::Other,
        };
        if let Some(first) = content.take() {
            let trimmed = text.get(first..start)?.trim();
            if !trimmed.is_empty() {
                if depth == 0 {
                    return None;
                }
                tokens.push((Kind::Content, trimmed));
            }
        }
        match kind {
            Kind::Start => depth += 1,
            Kind::End => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return None;
        }
        if matches!(event, Event::Eof) {
            return (depth == 0 && roots == 1).then_some(tokens);
        }
        tokens.push((kind, text.get(start..end)?));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str, width: usize) -> Option<String> {
        let mut out = String::new();
        write(text, 2, width, &mut out).then_some(out)
    }

    #[test]
    fn lays_out() {
        let text = "<?xml version=\"1.0\"?><a x='1'> <b>one &amp; two</b>\n<c/><!-- note --><d><e>1</e></d> end </a>";
        let expected = "<?xml version=\"1.0\"?>\n<a x='1'>\n  <b>one &amp; two</b>\n  <c/>\n  <!-- note -->\n  <d>\n    <e>1</e>\n  </d>\n  end\n</a>";
        assert_eq!(laid_out(text, 80).as_deref(), Some(expected));
        assert_eq!(laid_out("<a>long text</a>", 12).as_deref(), Some("<a>\n  long text\n</a>"));
    }

    #[test]
    fn refuses_what_is_no_xml() {
        for text in
            ["", "text", "not <xml", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/> text", "<a x=1/>", "<a><b>1</a>"]
        {
            assert_eq!(laid_out(text, 80), None, "{text}");
        }
        assert_eq!(laid_out(&"<a>".repeat(100_000), 80), None);
    }
}
