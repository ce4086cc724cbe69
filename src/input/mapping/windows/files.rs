//! What an event of a file is called, by the file's name; and what the mark of the web says.

use super::paths::base_name;
use super::rules::Context;
use super::values::first;

/// Falcon names a written file's event by what is in it; the ending of its name is what Sysmon tells of that.
const WRITTEN: &[(&str, &[&str])] = &[
    ("NewExecutableWritten", &["exe", "dll", "sys", "scr", "ocx", "cpl", "com", "drv", "efi"]),
    ("NewScriptWritten", &["ps1", "psm1", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "sh"]),
    ("PythonFileWritten", &["py"]),
    ("ZipFileWritten", &["zip"]),
    ("RarFileWritten", &["rar"]),
    ("SevenZipFileWritten", &["7z"]),
    ("GzipFileWritten", &["gz", "tgz"]),
    ("CabFileWritten", &["cab"]),
    ("JarFileWritten", &["jar"]),
    ("PdfFileWritten", &["pdf"]),
    ("OoxmlFileWritten", &["docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "dotm", "xlam"]),
    ("OleFileWritten", &["doc", "xls", "ppt", "msg", "dot", "xlt"]),
    ("RtfFileWritten", &["rtf"]),
    ("EmailFileWritten", &["eml"]),
    ("DmpFileWritten", &["dmp"]),
    ("PngFileWritten", &["png"]),
    ("JpegFileWritten", &["jpg", "jpeg"]),
    ("GifFileWritten", &["gif"]),
    ("BmpFileWritten", &["bmp"]),
    ("TiffFileWritten", &["tif", "tiff"]),
    ("MsiFileWritten", &["msi", "msp"]),
    ("LnkFileWritten", &["lnk"]),
    ("IsoExtensionFileWritten", &["iso"]),
    ("ImgExtensionFileWritten", &["img"]),
    ("VmdkFileWritten", &["vmdk"]),
    ("PemFileWritten", &["pem"]),
    ("XzFileWritten", &["xz"]),
    ("BZip2FileWritten", &["bz2"]),
    ("ZstdFileWritten", &["zst"]),
    ("CrxFileWritten", &["crx"]),
    ("EmailArchiveFileWritten", &["pst", "ost"]),
    ("JavaClassFileWritten", &["class"]),
    ("WebScriptFileWritten", &["aspx", "asp", "ashx", "jsp", "php"]),
];

pub fn written<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let name = base_name(inputs, context)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = WRITTEN.iter().find(|(_, endings)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)));
    Some(known.map_or("GenericFileWritten", |(name, _)| name))
}

pub fn deleted<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let executable = first(inputs, context).is_some_and(|text| text.eq_ignore_ascii_case("true"));
    Some(if executable { "ExecutableDeleted" } else { "FileDeleteInfo" })
}

/// The value of a key in the text of a mark of the web: `[ZoneTransfer]  ZoneId=3  HostUrl=...`.
pub fn ini_value<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let text = first(inputs, context)?;
    text.split_whitespace().find_map(|part| part.strip_prefix(context.constant)?.strip_prefix('='))
}

/// Falcon tells of the stream that says where a file came from; other streams have no event of their own.
pub fn mark_of_the_web<'e>(inputs: &[Option<&'e str>], context: &Context<'e>) -> Option<&'e str> {
    let path = first(inputs, context)?.to_ascii_lowercase();
    path.ends_with(":zone.identifier").then_some("MotwWritten")
}
