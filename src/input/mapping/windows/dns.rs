//! The answers of a DNS query, as Sysmon lists them.

use super::rules::Context;
use super::values::{first, ip4, ip6};

/// The answers of a DNS query as Sysmon lists them: `type:  5 alias.example;::ffff:1.2.3.4;`.
fn answers(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty() && *part != "-")
}

pub fn addresses<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let make = if context.constant == "6" { ip6 } else { ip4 };
    let mut found = answers(first(inputs, context)?).filter_map(|part| make(&[Some(part)], context));
    if context.constant == "first" {
        return found.next();
    }
    let list: String = found.flat_map(|address| [address, ";"]).collect();
    (!list.is_empty()).then(|| &*context.arena.alloc_str(&list))
}

pub fn aliases<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let found = answers(first(inputs, context)?).filter_map(|part| {
        let rest = part.strip_prefix("type:")?.trim_start();
        rest.strip_prefix("5 ").map(str::trim)
    });
    let list: String = found.flat_map(|name| [name, ";"]).collect();
    (!list.is_empty()).then(|| &*context.arena.alloc_str(&list))
}

/// The type of the query, as far as its answers tell.
pub fn request_type<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    if answers(text).any(|part| ip4(&[Some(part)], context).is_some()) {
        return Some("1");
    }
    if answers(text).any(|part| ip6(&[Some(part)], context).is_some()) {
        return Some("28");
    }
    answers(text).find_map(|part| part.strip_prefix("type:")?.split_whitespace().next())
}
