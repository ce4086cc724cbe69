//! The queries that ship inside the program.

/// A shipped query.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its name, the file's without the ending.
    pub name: &'static str,
    /// The query, word for word as in its file.
    pub query: &'static str,
    /// Its header file.
    pub header: &'static str,
    /// How many tests stand beside it.
    pub tests: usize,
}

/// The entry of the query `queries/NAME.logscale` with its header and its tests, which stay out of the program.
macro_rules! shipped {
    ($name:literal) => {
        Shipped {
            name: $name,
            query: include_str!(concat!("../../queries/", $name, ".logscale")),
            header: include_str!(concat!("../../queries/", $name, ".toml")),
            tests: const { cases(include_bytes!(concat!("../../queries/", $name, ".test.toml"))) },
        }
    };
}

/// All of them, by name.
pub static QUERIES: &[Shipped] = &[
    shipped!("t1105_certreq_transfer"),
    shipped!("t1105_certutil_download"),
    shipped!("t1140_certutil_decode"),
    shipped!("t1552_004_private_key_export"),
    shipped!("t1553_002_self_made_signature"),
    shipped!("t1553_004_java_truststore"),
    shipped!("t1553_004_linux_trust_store"),
    shipped!("t1553_004_macos_trust"),
    shipped!("t1553_004_windows_root_store"),
    shipped!("t1587_003"),
    shipped!("t1587_003_key_files_written"),
    shipped!("t1587_003_openssl_chain"),
    shipped!("t1587_003_other_generators"),
    shipped!("t1587_003_tightened"),
    shipped!("t1588_004_acme_client"),
    shipped!("t1649_ad_cs_abuse"),
    shipped!("t1649_ca_key_backup"),
];

/// The lines `[[case]]` of a test file.
const fn cases(text: &[u8]) -> usize {
    const LINE: &[u8] = b"\n[[case]]\n";
    let (mut count, mut at) = (0, 0);
    while at + LINE.len() <= text.len() {
        let mut same = 0;
        while same < LINE.len() && text[at + same] == LINE[same] {
            same += 1;
        }
        if same == LINE.len() {
            count += 1;
        }
        at += 1;
    }
    count
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::library::header::Header;

    #[test]
    fn every_query_of_the_folder_ships_with_header_and_tests() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let files = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
        let mut names: Vec<String> = files
            .filter(|path| path.extension().is_some_and(|ending| ending == "logscale"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(QUERIES.iter().map(|shipped| shipped.name).collect::<Vec<_>>(), names);
        for shipped in QUERIES {
            let header = Header::parse(shipped.header).unwrap();
            assert!(
                !header.title.is_empty() && !header.attack.is_empty() && !header.severity.is_empty(),
                "{}",
                shipped.name
            );
            assert!(!header.description.is_empty() && !header.false_positives.is_empty(), "{}", shipped.name);
            assert!(shipped.tests >= 3, "{}: {} tests", shipped.name, shipped.tests);
        }
    }
}
