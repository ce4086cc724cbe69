//! Paths in the form that Falcon uses: drives by their device, registry keys by their place in the kernel's namespace.

use super::rules::Context;
use super::values::{first, said};

/// The volume that stands for drive C; the letters behind it count on. Which volume a drive really is stands in no event; 3
/// is what most machines with a recovery partition have.
const VOLUME_OF_C: u8 = 3;

/// `\Device\HarddiskVolume3\Windows\System32\cmd.exe` of `C:\Windows\System32\cmd.exe`. Network paths are
/// `\Device\Mup\server\share\...`; paths of Linux and of devices stay.
pub fn device<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let path = first(inputs, context)?;
    let plain = path.strip_prefix(r"\??\").or_else(|| path.strip_prefix(r"\\?\")).unwrap_or(path);
    if let [letter, b':', b'\\' | b'/', ..] = plain.as_bytes()
        && letter.is_ascii_alphabetic()
        && let Some(rest) = plain.get(2..)
    {
        let letter = letter.to_ascii_uppercase();
        // Floppies come before C and are no hard disks; give them what no hard disk gets.
        let volume = if letter < b'C' { letter - b'A' + 30 } else { letter - b'C' + VOLUME_OF_C };
        return Some(context.arena.alloc_str(&format!(r"\Device\HarddiskVolume{volume}{rest}")));
    }
    if let Some(rest) = strip_ignoring_case(plain, r"\SystemRoot\") {
        return Some(context.arena.alloc_str(&format!(r"\Device\HarddiskVolume{VOLUME_OF_C}\Windows\{rest}")));
    }
    if let Some(share) = path.strip_prefix(r"\\").filter(|share| !share.starts_with(['?', '.'])) {
        return Some(context.arena.alloc_str(&format!(r"\Device\Mup\{share}")));
    }
    Some(path)
}

/// The last part of a path: `cmd.exe`.
pub fn base_name<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let path = without_stream(first(inputs, context)?);
    let start = path.rfind(separator(path)).map_or(0, |place| place + 1);
    path.get(start..).filter(|name| !name.is_empty())
}

/// The folder of a path in Falcon's form, with the separator at its end.
pub fn folder<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let path = without_stream(device(inputs, context)?);
    let start = path.rfind(separator(path))? + 1;
    path.get(..start)
}

/// The path in Falcon's form, without the name of a stream.
pub fn device_file<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    device(inputs, context).map(without_stream)
}

fn separator(path: &str) -> char {
    if path.contains('\\') { '\\' } else { '/' }
}

/// `C:\x.exe` of `C:\x.exe:Zone.Identifier`.
fn without_stream(path: &str) -> &str {
    let name = path.rfind('\\').map_or(0, |place| place + 1);
    match path.get(name..).and_then(|file| file.find(':')) {
        Some(place) if name > 0 => path.get(..name + place).unwrap_or(path),
        _ => path,
    }
}

fn strip_ignoring_case<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// The roots of the registry in Sysmon's short form, and in the kernel's.
const ROOTS: &[(&str, &str)] = &[
    (r"HKLM\System\CurrentControlSet", r"\REGISTRY\MACHINE\SYSTEM\ControlSet001"),
    ("HKLM", r"\REGISTRY\MACHINE"),
    ("HKEY_LOCAL_MACHINE", r"\REGISTRY\MACHINE"),
    ("HKU", r"\REGISTRY\USER"),
    ("HKEY_USERS", r"\REGISTRY\USER"),
    ("HKCR", r"\REGISTRY\MACHINE\SOFTWARE\Classes"),
    ("HKEY_CLASSES_ROOT", r"\REGISTRY\MACHINE\SOFTWARE\Classes"),
    ("HKCU", r"\REGISTRY\USER\CURRENT"),
    ("HKEY_CURRENT_USER", r"\REGISTRY\USER\CURRENT"),
];

fn registry<'e>(path: &'e str, context: &Context<'e>) -> &'e str {
    for (short, long) in ROOTS {
        if let Some(rest) = strip_ignoring_case(path, short)
            && (rest.is_empty() || rest.starts_with('\\'))
        {
            return context.arena.alloc_str(&format!("{long}{rest}"));
        }
    }
    path
}

/// A registry key in Falcon's form.
pub fn registry_key<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    Some(registry(first(inputs, context)?, context))
}

/// The key of a registry value in Falcon's form: all but the last part of the path.
pub fn registry_key_of_value<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let path = first(inputs, context)?;
    let (key, _) = path.rsplit_once('\\')?;
    Some(registry(key, context))
}

/// The name of a registry value: the last part of the path. The default value has none.
pub fn registry_value_name<'e>(inputs: &[Option<&'e str>], _context: &Context<'e>) -> Option<&'e str> {
    let (_, name) = inputs.iter().copied().flatten().find(|text| said(text))?.rsplit_once('\\')?;
    Some(if name == "(Default)" { "" } else { name })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bumpalo::Bump;

    use super::super::rules::Log;
    use super::*;

    fn made(make: super::super::rules::Make, text: &str) -> Option<String> {
        let arena = Bump::new();
        let context = Context { log: Log::Sysmon, constant: "", arena: &arena };
        make(&[Some(text)], &context).map(str::to_owned)
    }

    #[test]
    fn drives_become_devices() {
        let device = |text| made(device, text).unwrap();
        assert_eq!(device(r"C:\Windows\a.exe"), r"\Device\HarddiskVolume3\Windows\a.exe");
        assert_eq!(device(r"d:\a.exe"), r"\Device\HarddiskVolume4\a.exe");
        assert_eq!(device(r"\??\C:\a.exe"), r"\Device\HarddiskVolume3\a.exe");
        assert_eq!(device(r"\SystemRoot\System32\a.sys"), r"\Device\HarddiskVolume3\Windows\System32\a.sys");
        assert_eq!(device(r"\\srv\share\a.exe"), r"\Device\Mup\srv\share\a.exe");
        assert_eq!(device(r"\device\harddiskvolume2\a.exe"), r"\device\harddiskvolume2\a.exe");
        assert_eq!(device("/usr/bin/a"), "/usr/bin/a");
        assert_eq!(device("System"), "System");
        assert_eq!(made(super::device, "-"), None);
    }

    #[test]
    fn names_and_folders() {
        assert_eq!(made(base_name, r"C:\a\b.exe").unwrap(), "b.exe");
        assert_eq!(made(base_name, r"C:\a\b.exe:Zone.Identifier").unwrap(), "b.exe");
        assert_eq!(made(base_name, "/usr/bin/b").unwrap(), "b");
        assert_eq!(made(folder, r"C:\a\b.exe").unwrap(), r"\Device\HarddiskVolume3\a\");
        assert_eq!(made(folder, "System"), None);
    }

    #[test]
    fn registry_paths_begin_at_the_root_of_the_kernel() {
        let path = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run\evil";
        let key = made(registry_key_of_value, path).unwrap();
        assert_eq!(key, r"\REGISTRY\MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run");
        assert_eq!(made(registry_value_name, path).unwrap(), "evil");
        assert_eq!(made(registry_key, r"HKU\S-1-5-21\x").unwrap(), r"\REGISTRY\USER\S-1-5-21\x");
        assert_eq!(made(registry_key, r"HKCR\.txt").unwrap(), r"\REGISTRY\MACHINE\SOFTWARE\Classes\.txt");
        let service = made(registry_key, r"HKLM\System\CurrentControlSet\Services\x").unwrap();
        assert_eq!(service, r"\REGISTRY\MACHINE\SYSTEM\ControlSet001\Services\x");
    }
}
