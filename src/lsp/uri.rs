//! File names as URIs and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What need not be escaped in a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that a URI names; `None` for other schemes.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let path = rest.get(rest.find('/')?..)?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // On Windows the path of `file:///c:/x` begins behind the slash.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { &path };
    Some(PathBuf::from(path))
}

/// The URI of a file.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from(format!("file://{slash}{}", utf8_percent_encode(&path, ESCAPED)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris_are_each_others_inverse() {
        let path = PathBuf::from("/home/k m/späh#1.logscale");
        let uri = of_path(&path);
        assert_eq!(uri.as_ref(), "file:///home/k%20m/sp%C3%A4h%231.logscale");
        assert_eq!(to_path(&uri), Some(path));
        assert_eq!(to_path(&Uri::from("untitled:1")), None);
        assert_eq!(to_path(&Uri::from("file://localhost/a")), Some(PathBuf::from("/a")));
    }
}
