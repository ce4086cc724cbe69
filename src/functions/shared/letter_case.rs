//! Upper and lower case by language.

use bumpalo::Bump;
use bumpalo::collections::String as ArenaString;

/// The rules for changing case.
#[derive(Clone, Copy, Debug)]
pub struct LetterCase {
    /// Turkish and Azeri: i and İ, ı and I belong together.
    turkic: bool,
}

impl LetterCase {
    /// The rules of a locale such as `en`, `tr_TR` or `az-AZ`; language-neutral when none is given.
    pub fn of(locale: Option<&str>) -> Self {
        let language = locale.and_then(|locale| locale.split(['_', '-']).next()).unwrap_or_default();
        Self { turkic: ["tr", "az"].iter().any(|known| language.eq_ignore_ascii_case(known)) }
    }

    /// The text in upper case; the text itself where nothing changes.
    pub fn upper<'e>(self, text: &'e str, arena: &'e Bump) -> &'e str {
        if text.is_ascii() && !self.turkic {
            // Most values are ASCII, which needs no table.
            if !text.bytes().any(|byte| byte.is_ascii_lowercase()) {
                return text;
            }
            let copy = arena.alloc_str(text);
            copy.make_ascii_uppercase();
            return copy;
        }
        let mut changed = ArenaString::with_capacity_in(text.len(), arena);
        for character in text.chars() {
            match character {
                'i' if self.turkic => changed.push('İ'),
                _ => changed.extend(character.to_uppercase()),
            }
        }
        changed.into_bump_str()
    }

    /// The text in lower case; the text itself where nothing changes.
    pub fn lower<'e>(self, text: &'e str, arena: &'e Bump) -> &'e str {
        if text.is_ascii() && !self.turkic {
            if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
                return text;
            }
            let copy = arena.alloc_str(text);
            copy.make_ascii_lowercase();
            return copy;
        }
        if !self.turkic {
            // The standard library knows the final sigma.
            return arena.alloc_str(&text.to_lowercase());
        }
        let mut changed = ArenaString::with_capacity_in(text.len(), arena);
        for character in text.chars() {
            match character {
                'I' => changed.push('ı'),
                'İ' => changed.push('i'),
                _ => changed.extend(character.to_lowercase()),
            }
        }
        changed.into_bump_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_case_by_language() {
        let arena = Bump::new();
        let neutral = LetterCase::of(None);
        assert_eq!(neutral.upper("straße i", &arena), "STRASSE I");
        assert_eq!(neutral.lower("ΟΔΟΣ I", &arena), "οδος i");
        let turkish = LetterCase::of(Some("tr_TR"));
        assert_eq!(turkish.upper("iı", &arena), "İI");
        assert_eq!(turkish.lower("Iİ", &arena), "ıi");
    }

    #[test]
    fn keeps_what_needs_no_change() {
        let arena = Bump::new();
        let text = "ABC 1";
        assert!(std::ptr::eq(LetterCase::of(None).upper(text, &arena), text));
    }
}
