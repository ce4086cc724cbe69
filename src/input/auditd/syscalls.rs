//! Which system call a SYSCALL record is about.

use super::record::Record;

/// The system calls that become events of Falcon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// `execve`, `execveat`.
    Execute,
    /// `connect`.
    Connect,
    /// `accept`, `accept4`.
    Accept,
}

/// The call of a record, by the name or by the number that its machine gives it.
pub(super) fn call(record: &Record<'_>) -> Option<Call> {
    let number = record.get("syscall")?;
    let named = by_name(number).or_else(|| by_name(record.get("SYSCALL")?));
    named.or_else(|| by_number(record.get("arch"), number.parse().ok()?, record.get("a0")))
}

fn by_name(name: &str) -> Option<Call> {
    match name {
        "execve" | "execveat" => Some(Call::Execute),
        "connect" => Some(Call::Connect),
        "accept" | "accept4" => Some(Call::Accept),
        _ => None,
    }
}

/// By number; on some machines all calls about sockets are one, whose first argument tells which.
fn by_number(machine: Option<&str>, number: u32, first_argument: Option<&str>) -> Option<Call> {
    let call = match (machine.unwrap_or("x86_64"), number) {
        ("c000003e" | "x86_64", 59 | 322)
        | ("c00000b7" | "aarch64" | "c00000f3" | "riscv64", 221 | 281)
        | ("40000003" | "i386" | "i686", 11 | 358)
        | ("40000028" | "arm" | "armv7l", 11 | 387)
        | ("c0000015" | "ppc64le" | "80000015" | "ppc64", 11 | 362)
        | ("80000016" | "s390x", 11 | 354) => Call::Execute,
        ("c000003e" | "x86_64", 42)
        | ("c00000b7" | "aarch64" | "c00000f3" | "riscv64", 203)
        | ("40000003" | "i386" | "i686", 362)
        | ("40000028" | "arm" | "armv7l", 283)
        | ("c0000015" | "ppc64le" | "80000015" | "ppc64", 328)
        | ("80000016" | "s390x", 362) => Call::Connect,
        ("c000003e" | "x86_64", 43 | 288)
        | ("c00000b7" | "aarch64" | "c00000f3" | "riscv64", 202 | 242)
        | ("40000003" | "i386" | "i686", 364)
        | ("40000028" | "arm" | "armv7l", 285 | 366)
        | ("c0000015" | "ppc64le" | "80000015" | "ppc64", 330 | 344)
        | ("80000016" | "s390x", 364) => Call::Accept,
        ("40000003" | "i386" | "i686" | "c0000015" | "ppc64le" | "80000015" | "ppc64" | "80000016" | "s390x", 102) => {
            match first_argument? {
                "3" => Call::Connect,
                "5" | "12" => Call::Accept,
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(call)
}
