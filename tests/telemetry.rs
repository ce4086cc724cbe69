//! Telemetry as people have it: every shape gives the same events, buckets complete themselves, mappings are consistent.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use offscale::eval;
use offscale::exec::Settings;
use offscale::input::{Choice, Input, InputOptions};
use offscale::plan;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A result row, by name.
type Fields = BTreeMap<String, String>;

fn run_with(query: &str, input: &Input, options: &eval::Options<'_>) -> Vec<Fields> {
    let (plan, diagnostics) = plan::compile(query, &Settings { lenient: true, ..Settings::default() }, &[]);
    let plan = plan.unwrap_or_else(|| panic!("{query}: {diagnostics:?}"));
    let (rows, _) = eval::collect(&plan, input, options).unwrap();
    rows.iter().map(|row| row.iter().map(|(name, value)| (name.to_string(), value.to_owned())).collect()).collect()
}

fn run(query: &str, input: &Input) -> Vec<Fields> {
    run_with(query, input, &eval::Options::default())
}

fn of_text(text: &str, map: &str) -> Input {
    let options =
        InputOptions { stdin: Some(text.as_bytes().to_vec()), map: map.parse().unwrap(), ..InputOptions::default() };
    Input::open(&["-"], options).unwrap()
}

fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn open(path: &Path, options: InputOptions) -> Input {
    Input::open(&[path.to_str().unwrap()], options).unwrap()
}

fn gz(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Three raw FDR records.
fn fdr() -> Vec<Value> {
    let record = |image: &str, command: &str, platform: &str, stamp: &str| {
        json!({"event_simpleName": "ProcessRollup2", "name": "ProcessRollup2V19", "aid": "7587a1a4", "cid": "c4e1",
            "event_platform": platform, "timestamp": stamp, "ImageFileName": image, "CommandLine": command,
            "ParentBaseFileName": "cmd.exe", "ConfigBuild": "1007.3.0019807.1", "AuthenticationId": "999"})
    };
    vec![
        record(r"\Device\HarddiskVolume3\Tools\openssl.exe", r#"openssl req -subj "/CN=a, b""#, "Win", "1763990400123"),
        record("/usr/bin/openssl", "openssl genrsa", "Lin", "1763990400456"),
        record(
            r"\Device\HarddiskVolume3\Windows\System32\certutil.exe",
            "certutil -addstore Root",
            "Win",
            "1763990401789",
        ),
    ]
}

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

fn csv_cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn the_same_events_in_every_shape() {
    let records = fdr();
    let each = |wrap: &dyn Fn(&Value) -> Value| lines(&records.iter().map(wrap).collect::<Vec<_>>());
    let text = lines(&records);
    let (first, rest) = text.split_at(text.find('\n').unwrap() + 1);
    let mapped = |record: &Value| {
        let image = record["ImageFileName"].as_str().unwrap();
        let file = image.rsplit(['\\', '/']).next().unwrap();
        json!({"#event_simpleName": "ProcessRollup2", "@timestamp": record["timestamp"].as_str().unwrap().parse::<i64>().unwrap(),
            "FileName": file, "FilePath": image.strip_suffix(file).unwrap(), "CommandLine": record["CommandLine"],
            "ParentBaseFileName": "cmd.exe", "#repo": "base_sensor"})
    };
    let iso = |record: &Value| match record["timestamp"].as_str().unwrap() {
        "1763990400123" => "2025-11-24T13:20:00.123+0000",
        "1763990400456" => "2025-11-24T13:20:00.456+0000",
        _ => "2025-11-24T13:20:01.789+0000",
    };
    let logscale = records.iter().map(mapped).collect::<Vec<_>>();
    let decimal = |record: &Value| {
        let mut old = record.clone();
        let object = old.as_object_mut().unwrap();
        object.insert("ProcessStartTime_decimal".to_owned(), json!("1763990399.892"));
        object.insert("_time".to_owned(), json!("1763990400.123"));
        old
    };
    let splunk_csv: String = std::iter::once("\"_time\",\"host\",\"_raw\"\n".to_owned())
        .chain(
            records.iter().map(|record| format!("{},\"h\",{}\n", csv_cell(iso(record)), csv_cell(&record.to_string()))),
        )
        .collect();
    let columns = ["@timestamp", "#event_simpleName", "FileName", "FilePath", "CommandLine", "ParentBaseFileName"];
    let text_of = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let cell = |record: &Value, name: &&str| csv_cell(&text_of(&record[*name]));
    let row = |record: &Value| columns.iter().map(|name| cell(record, name)).collect::<Vec<_>>().join(",");
    let logscale_csv: String =
        std::iter::once(columns.join(",")).chain(logscale.iter().map(row)).map(|line| line + "\r\n").collect();
    let shapes: Vec<(&str, Vec<u8>)> = vec![
        ("fdr.ndjson", text.clone().into_bytes()),
        ("fdr.gz", gz(&text)),
        ("two_members.gz", [gz(first), gz(rest)].concat()),
        ("fdr.zst", zstd::encode_all(text.as_bytes(), 1).unwrap()),
        ("array.json", Value::from(records.clone()).to_string().into_bytes()),
        ("cribl.json", Value::from(records.iter().map(|r| json!({"_raw": r.to_string(), "_time": 1.5, "cribl_breaker": "x"})).collect::<Vec<_>>()).to_string().into_bytes()),
        ("panther.ndjson", each(&|r| json!({"aid": r["aid"], "fdr_event_type": "x", "event": r, "p_log_type": "y"})).into_bytes()),
        ("splunk.json", each(&|r| json!({"preview": false, "offset": 0, "result": {"_time": iso(r), "_raw": r.to_string()}})).into_bytes()),
        ("splunk.csv", splunk_csv.into_bytes()),
        ("hec.ndjson", each(&|r| json!({"_time": iso(r), "_raw": r.to_string(), "sourcetype": "crowdstrike:events:sensor"})).into_bytes()),
        ("elastic.ndjson", each(&|r| json!({"@timestamp": "2025-11-24T13:20:00Z", "event": {"original": r.to_string()}, "crowdstrike": {"x": 1}})).into_bytes()),
        ("hits.ndjson", each(&|r| json!({"_index": "i", "_id": "1", "_source": {"@timestamp": "2025-11-24T13:20:00Z", "event": {"original": r.to_string()}}})).into_bytes()),
        ("humioctl.txt", records.iter().map(|r| format!("{} {r}\n", r["timestamp"].as_str().unwrap())).collect::<String>().into_bytes()),
        ("event_search.ndjson", each(&decimal).into_bytes()),
        ("logscale.ndjson", lines(&logscale).into_bytes()),
        ("logscale.csv", logscale_csv.into_bytes()),
        ("job.json", json!({"cancelled": false, "done": true, "events": logscale, "metaData": {}, "warnings": []}).to_string().into_bytes()),
        ("syslog.log", records.iter().map(|r| format!("<13>Nov 24 13:20:00 collector fdr: {r}\n")).collect::<String>().into_bytes()),
    ];
    let folder = folder(&shapes);
    let query = format!("#event_simpleName=ProcessRollup2 | select([{}])", columns.join(", "));
    let expected: Vec<Fields> = logscale
        .iter()
        .map(|record| columns.iter().map(|name| ((*name).to_owned(), text_of(&record[*name]))).collect())
        .collect();
    for (name, _) in &shapes {
        let input = open(&folder.path().join(name), InputOptions::default());
        let rows = run(&query, &input);
        assert_eq!(rows, expected, "{name}");
        assert_eq!(run("FileName=openssl* CommandLine=*genrsa*", &input).len(), 1, "{name}");
        assert_eq!(run("\"certutil -addstore\"", &input).len(), 1, "{name}");
        assert_eq!(input.issues().bad_records, 0, "{name}");
    }
}

/// A bucket with everything that one can hold.
fn bucket() -> TempDir {
    let mut records = fdr();
    records.push(json!({"event_simpleName": "UserLogon", "name": "UserLogonV8", "aid": "7587a1a4", "cid": "c4e1",
        "AuthenticationId": "999", "UserSid": "S-1-5-21-1", "UserName": "old", "timestamp": "1763990400000"}));
    let late = json!({"event_simpleName": "UserIdentity", "aid": "7587a1a4", "cid": "c4e1",
        "AuthenticationId": "999", "UserSid": "S-1-5-21-1", "UserName": "dana", "timestamp": "1763990500000"});
    let elsewhere = json!({"event_simpleName": "ProcessRollup2", "aid": "ffff", "cid": "c4e1", "UserSid": "S-1-5-21-9",
        "ImageFileName": "/bin/sh", "event_platform": "Lin", "timestamp": "1763990402000", "CommandLine": "x"});
    let by_account = json!({"event_simpleName": "ProcessRollup2", "aid": "7587a1a4", "cid": "c4e1", "UserSid": "S-1-5-21-1",
        "AuthenticationId": "1", "ImageFileName": "/bin/sh", "event_platform": "Lin", "timestamp": "1763990403000"});
    let host = |name: &str, time: &str| json!({"aid": "7587a1a4", "ComputerName": name, "AgentVersion": "7", "FirstSeen": "1", "Time": time});
    let user =
        json!({"_time": "1.5", "UserName": "bob", "UserSid_readable": "S-1-5-21-9", "AccountType": "Domain User"});
    let text = lines(&records);
    let (first, rest) = text.split_at(text.find('\n').unwrap() + 1);
    folder(&[
        ("data/7f1c/part-00000.gz", [gz(first), gz(rest)].concat()),
        ("data/7f1c/deeper/Win/part-00001.gz", gz(&lines(&[late, elsewhere, by_account]))),
        ("data/7f1c/_SUCCESS", Vec::new()),
        ("data/7f1c/part-00002.gz", Vec::new()),
        (
            "fdrv2/aidmaster/1/part-00000.gz",
            gz(&lines(&[host("FIN-OLD", "5"), host("FIN-WS", "9"), host("FIN-OLDER", "3")])),
        ),
        ("fdrv2/userinfo/1/part-00000.gz", gz(&lines(std::slice::from_ref(&user)))),
        ("fdrv2/notmanaged/1/part-00000.gz", gz("{\"discoverer_aid\":\"1\",\"ComputerName\":\"printer\"}\n")),
        // Told by its keys, whatever its folder is called.
        (
            "other/hosts.ndjson",
            b"{\"aid\":\"ffff\",\"ComputerName\":\"web\",\"AgentVersion\":\"7\",\"FirstSeen\":\"1\",\"Time\":\"1\"}\n"
                .to_vec(),
        ),
    ])
}

#[test]
fn a_bucket_completes_its_events() {
    let folder = bucket();
    for threads in [1, 4] {
        let input = open(folder.path(), InputOptions { threads, ..InputOptions::default() });
        let options = eval::Options { threads, ..eval::Options::default() };
        let query =
            "#event_simpleName=ProcessRollup2 | select([@timestamp, FileName, ComputerName, UserName, #repo, #cid])";
        let rows = run_with(query, &input, &options);
        let found: Vec<(&str, &str, &str)> = rows
            .iter()
            .map(|row| {
                let get = |name: &str| row.get(name).map_or("", String::as_str);
                assert_eq!((get("#repo"), get("#cid")), ("base_sensor", "c4e1"));
                (get("FileName"), get("ComputerName"), get("UserName"))
            })
            .collect();
        // Folders sort before files by name here: `deeper` before `part-00000.gz`.
        let expected = [
            ("sh", "web", "bob"),
            ("sh", "FIN-WS", "dana"),
            ("openssl.exe", "FIN-WS", "dana"),
            ("openssl", "FIN-WS", "dana"),
            ("certutil.exe", "FIN-WS", "dana"),
        ];
        assert_eq!(found, expected, "{threads} threads");
        let report = input.mapping_report();
        assert_eq!(report.inventories, [("aidmaster", 2), ("notmanaged", 1), ("userinfo", 1)]);
        assert_eq!(run_with("count()", &input, &options)[0]["_count"], "7");
        // What is joined is found by filters and by free text, although no record holds it.
        assert_eq!(run_with("ComputerName=FIN-WS UserName=dana | count()", &input, &options)[0]["_count"], "5");
        assert_eq!(run_with("\"FIN-WS\" | count()", &input, &options)[0]["_count"], "6");
        // A name that another event tells is found by its field alone.
        assert_eq!(run_with("dana | count()", &input, &options)[0]["_count"], "1");
        assert_eq!(run_with("/fin-w./i | count()", &input, &options)[0]["_count"], "6");
    }
    let plain = open(folder.path(), InputOptions { map: Choice::None, ..InputOptions::default() });
    assert_eq!(run("count()", &plain)[0]["_count"], "13");
    assert_eq!(run("FileName=*", &plain).len(), 0);
    let inventory = open(&folder.path().join("fdrv2/aidmaster"), InputOptions::default());
    assert_eq!(run("count()", &inventory)[0]["_count"], "3");
}

#[test]
fn an_inventory_of_hosts_can_be_named() {
    let folder = bucket();
    let hosts = folder.path().join("fdrv2/aidmaster/1/part-00000.gz");
    let csv = folder.path().join("aid_master_main.csv");
    std::fs::write(&csv, "aid,ComputerName,Time\n7587a1a4,FROM-CSV,1\n").unwrap();
    for (file, name) in [(&hosts, "FIN-WS"), (&csv, "FROM-CSV")] {
        let options = InputOptions { aidmaster: vec![file.to_str().unwrap().to_owned()], ..InputOptions::default() };
        let input = open(&folder.path().join("data/7f1c/part-00000.gz"), options);
        let rows = run("FileName=certutil.exe | select(ComputerName)", &input);
        assert_eq!(rows[0]["ComputerName"], name);
    }
    let options = InputOptions { aidmaster: vec!["nowhere.csv".to_owned()], ..InputOptions::default() };
    assert!(Input::open(&["-"], InputOptions { stdin: Some(Vec::new()), ..options }).is_err());
}

#[test]
fn names_without_a_type_and_written_files() {
    let text = lines(&[
        json!({"name": "UserLogonMacV1", "cid": "c", "ConfigStateHash": "1", "UserName": "u", "timestamp": "1715078799943"}),
        json!({"event_simpleName": "PeFileWritten", "aid": "a", "event_platform": "Win", "ImageFileName": r"\Device\X\writer.exe",
            "TargetFileName": r"\Device\HarddiskVolume3\a\b.dll"}),
        json!({"name": "ProcessRollup2V19", "aid": "a", "cid": "c", "ConfigBuild": "1", "ImageFileName": r"\a\b.exe"}),
    ]);
    let rows = run("select([#event_simpleName, FileName, FilePath])", &of_text(&text, "auto"));
    assert_eq!(rows[0]["#event_simpleName"], "UserLogon");
    assert_eq!((&*rows[1]["FileName"], &*rows[1]["FilePath"]), ("b.dll", r"\Device\HarddiskVolume3\a\"));
    assert!(!rows[2].contains_key("#event_simpleName"));
}

#[test]
fn events_of_winlogbeat_and_their_kin() {
    let beat = json!({"@timestamp": "2025-11-24T13:20:00.123Z", "winlog": {"channel": "Microsoft-Windows-Sysmon/Operational",
        "event_id": 22, "provider_name": "Microsoft-Windows-Sysmon", "computer_name": "WS.corp.local",
        "event_data": {"UtcTime": "2025-11-24 13:20:00.100", "QueryName": "evil.example", "Image": r"C:\a\b.exe",
            "QueryResults": "type:  5 alias.example;::ffff:1.2.3.4;2001:db8::1;"}}});
    let rows = run("DomainName=evil.example", &of_text(&lines(&[beat]), "auto"));
    let row = &rows[0];
    assert_eq!(row["#event_simpleName"], "DnsRequest");
    assert_eq!(row["ContextBaseFileName"], "b.exe");
    assert_eq!(row["IP4Records"], "1.2.3.4;");
    assert_eq!(row["IP6Records"], "2001:db8::1;");
    assert_eq!(row["CNAMERecords"], "alias.example;");
    assert_eq!(row["ComputerName"], "WS");
    assert_eq!(row["@timestamp"], "1763990400100");
    assert_eq!(row["QueryName"], "evil.example");
}

#[test]
fn kinds_of_windows_events() {
    let sysmon = |id: u32, data: Value| {
        json!({"EventID": id, "Channel": "Microsoft-Windows-Sysmon/Operational", "Hostname": "h", "UtcTime": "2025-11-24 13:20:00.100",
            "Image": r"C:\Windows\x.exe", "ProcessGuid": "{5aa13a44-00bf-68fd-3f35-000000004002}", "ProcessId": 12, "d": data})
    };
    let flat = |id: u32, data: Value| {
        let mut event = sysmon(id, Value::Null);
        let object = event.as_object_mut().unwrap();
        object.remove("d");
        object.extend(data.as_object().unwrap().clone());
        event
    };
    let cases = [
        (
            flat(
                3,
                json!({"Initiated": "true", "DestinationIp": "10.0.0.1", "DestinationPort": "443", "Protocol": "tcp"}),
            ),
            vec![
                ("#event_simpleName", "NetworkConnectIP4"),
                ("RemoteAddressIP4", "10.0.0.1"),
                ("RemotePort", "443"),
                ("Protocol", "6"),
                ("EventData.Protocol", "tcp"),
            ],
        ),
        (
            flat(3, json!({"Initiated": "false", "DestinationIp": "fe80:0:0:0:0:0:0:1"})),
            vec![
                ("#event_simpleName", "NetworkReceiveAcceptIP6"),
                ("RemoteAddressIP6", "fe80:0:0:0:0:0:0:1"),
                ("ConnectionDirection", "1"),
            ],
        ),
        (
            flat(7, json!({"ImageLoaded": r"C:\a\evil.dll", "Hashes": "MD5=AB,SHA256=CD"})),
            vec![
                ("#event_simpleName", "ClassifiedModuleLoad"),
                ("ImageFileName", r"\Device\HarddiskVolume3\a\evil.dll"),
                ("FileName", "evil.dll"),
                ("TargetImageFileName", r"\Device\HarddiskVolume3\Windows\x.exe"),
                ("SHA256HashData", "cd"),
            ],
        ),
        (
            flat(11, json!({"TargetFilename": r"C:\Temp\a.ps1"})),
            vec![
                ("#event_simpleName", "NewScriptWritten"),
                ("TargetFileName", r"\Device\HarddiskVolume3\Temp\a.ps1"),
                ("FileName", "a.ps1"),
                ("ContextBaseFileName", "x.exe"),
            ],
        ),
        (
            flat(
                13,
                json!({"EventType": "SetValue", "TargetObject": r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run\evil", "Details": "DWORD (0x0000000a)"}),
            ),
            vec![
                ("#event_simpleName", "AsepValueUpdate"),
                ("RegObjectName", r"\REGISTRY\MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run"),
                ("RegValueName", "evil"),
                ("RegNumericValue", "10"),
                ("RegOperationType", "1"),
            ],
        ),
        (
            flat(23, json!({"TargetFilename": r"C:\Temp\a.exe", "IsExecutable": "true"})),
            vec![("#event_simpleName", "ExecutableDeleted"), ("FileName", "a.exe")],
        ),
        (
            flat(10, json!({"TargetImage": r"C:\lsass.exe"})),
            vec![("TargetImage", r"C:\lsass.exe"), ("event_platform", "Win")],
        ),
        (
            json!({"EventID": 4625, "Channel": "Security", "Computer": "dc.corp", "TargetUserName": "u", "IpAddress": "10.1.1.1", "TargetLogonId": "0x3e7"}),
            vec![
                ("#event_simpleName", "UserLogonFailed2"),
                ("UserName", "u"),
                ("RemoteAddressIP4", "10.1.1.1"),
                ("AuthenticationId", "999"),
            ],
        ),
        (
            json!({"EventID": 7045, "Channel": "System", "Computer": "dc", "ServiceName": "s", "ImagePath": r"C:\s.exe"}),
            vec![("#event_simpleName", "CreateService"), ("ServiceImagePath", r"C:\s.exe")],
        ),
        (
            json!({"EventID": 4104, "Channel": "Microsoft-Windows-PowerShell/Operational", "Computer": "dc", "ScriptBlockText": "iex"}),
            vec![("#event_simpleName", "ScriptControlScanTelemetry"), ("ScriptContent", "iex")],
        ),
    ];
    for (event, expected) in cases {
        let input = of_text(&lines(std::slice::from_ref(&event)), "auto");
        let row = run("", &input).remove(0);
        for (name, value) in expected {
            assert_eq!(row.get(name).map(String::as_str), Some(value), "{name} of {event}");
            // A query that names the field sees the same.
            let named = run(&format!("select(\"{name}\")"), &input).remove(0);
            assert_eq!(named.get(name).map(String::as_str), Some(value), "{name} of {event}");
        }
    }
}

#[test]
fn plain_text_has_its_time() {
    let text = "2025-11-24 13:20:00,123 ERROR disk full\nNov 24 13:20:01 web sshd[1]: Failed password\nno time here\n\
                127.0.0.1 - - [24/Nov/2025:13:20:02 +0100] \"GET / HTTP/1.1\" 200 5\n";
    let folder = folder(&[("app.log", text.as_bytes().to_vec())]);
    let path = folder.path().join("app.log");
    let written = std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_764_500_000_000);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
    let rows = run("select([@timestamp, @rawstring])", &open(&path, InputOptions::default()));
    let times: Vec<Option<&str>> = rows.iter().map(|row| row.get("@timestamp").map(String::as_str)).collect();
    assert_eq!(times, [Some("1763990400123"), Some("1763990401000"), None, Some("1763986802000")]);
    assert!(rows.iter().all(|row| row.contains_key("@rawstring")));
    let found = run("regex(\"(?<level>ERROR|WARN)\") | select(level)", &open(&path, InputOptions::default()));
    assert_eq!(found[0]["level"], "ERROR");
}

#[test]
fn other_json_logs_keep_their_names_and_have_their_time() {
    let cases = [
        (
            r#"{"Records":[{"eventVersion":"1.08","eventTime":"2023-07-10T11:47:39Z","eventSource":"s","eventName":"n","userIdentity":{"userName":"b"}}]}"#,
            "1688989659000",
            "userIdentity.userName=b",
        ),
        (
            r#"{"ts":1591367999.305988,"uid":"C1","id.orig_h":"10.0.0.1","_path":"conn"}"#,
            "1591367999305",
            "id.orig_h=\"10.0.0.1\"",
        ),
        (
            r#"{"timestamp":"2025-11-24T13:20:00.123456+0100","event_type":"alert","src_ip":"10.0.0.1","flow_id":1,"alert":{"signature":"x"}}"#,
            "1763986800123",
            "alert.signature=x",
        ),
        (
            r#"{"@timestamp":"2025-11-24T13:20:00.123Z","message":"m","host":{"name":"h"}}"#,
            "1763990400123",
            "host.name=h",
        ),
    ];
    for (text, millis, filter) in cases {
        let rows = run(&format!("{filter} | select(@timestamp)"), &of_text(text, "auto"));
        assert_eq!(rows.len(), 1, "{text}");
        assert_eq!(rows[0]["@timestamp"], millis, "{text}");
    }
}

#[test]
fn audit_events_stay_whole_across_chunks() {
    // The lines of each event come in order, but up to 60 lines of others lie between them.
    let mut placed: Vec<(u64, String)> = Vec::new();
    let mut state = 1u64;
    let mut shift = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % 20
    };
    let events = 3000;
    for serial in 0..events {
        let stamp = format!("msg=audit(1763990576.{:03}:{serial}):", serial % 1000);
        let kinds = [
            format!(
                "type=SYSCALL {stamp} arch=c000003e syscall=59 success=yes ppid=1 pid={serial} uid=0 exe=\"/bin/a{serial}\""
            ),
            format!("type=EXECVE {stamp} argc=2 a0=\"a{serial}\" a1=\"x\""),
            format!("type=PATH {stamp} item=0 name=\"/bin/a{serial}\""),
        ];
        let mut place = serial * 3;
        for line in kinds {
            place += shift();
            placed.push((place, line));
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    let text: String = placed.into_iter().map(|(_, line)| line + "\n").collect();
    assert!(text.len() > 4 * (128 << 10));
    let read = |chunk_bytes, threads| {
        let stdin = Some(text.clone().into_bytes());
        let input = Input::open(&["-"], InputOptions { stdin, chunk_bytes, ..InputOptions::default() }).unwrap();
        run_with("", &input, &eval::Options { threads, ..eval::Options::default() })
    };
    let rows = read(1, 4);
    assert_eq!(rows.len(), events as usize);
    assert!(
        rows.iter().all(|row| row["type"] == "SYSCALL,EXECVE,PATH" && row["#event_simpleName"] == "ProcessRollup2")
    );
    assert_eq!(rows, read(64 << 20, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A query that names a field sees what the whole event shows, and a filter finds it with and without the prefilter.
    #[test]
    fn naming_a_field_is_showing_it(
        values in proptest::collection::vec(
            (proptest::sample::select(KEYS.to_vec()), proptest::sample::select(VALUES.to_vec())), 1..14),
        map in proptest::sample::select(vec!["auto", "none", "fdr", "windows"]),
    ) {
        let mut record = serde_json::Map::new();
        values.iter().for_each(|(key, value)| { record.insert((*key).to_owned(), json!(value)); });
        let text = lines(&[Value::Object(record)]);
        let input = of_text(&text, map);
        let whole = run("", &input).remove(0);
        for (name, value) in &whole {
            let named = run(&format!("select(\"{name}\")"), &input).remove(0);
            prop_assert_eq!(named.get(name), Some(value), "{} in {}", name, text);
            if !value.is_empty() {
                let query = format!("\"{name}\"=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
                let strict = eval::Options { strict: true, ..eval::Options::default() };
                prop_assert_eq!(run(&query, &input).len(), 1, "{} in {}", query, text);
                prop_assert_eq!(run_with(&query, &input, &strict).len(), 1, "{} in {}", query, text);
            }
        }
    }
}

const KEYS: &[&str] = &[
    "event_simpleName",
    "name",
    "aid",
    "cid",
    "event_platform",
    "ImageFileName",
    "TargetFileName",
    "FileName",
    "timestamp",
    "ConfigBuild",
    "EventID",
    "Channel",
    "Provider_Name",
    "Image",
    "ParentImage",
    "User",
    "IntegrityLevel",
    "Hashes",
    "ProcessGuid",
    "ProcessId",
    "ParentProcessGuid",
    "ParentProcessId",
    "TargetFilename",
    "TargetObject",
    "Details",
    "Protocol",
    "DestinationIp",
    "Initiated",
    "UtcTime",
    "@timestamp",
    "NewProcessName",
    "SubjectUserName",
    "Computer",
];

const VALUES: &[&str] = &[
    "ProcessRollup2",
    "ProcessRollup2LinV6",
    "PeFileWritten",
    "Win",
    "Lin",
    r"C:\Windows\System32\cmd.exe",
    r"\Device\X\a.exe",
    "/usr/bin/x",
    "1",
    "3",
    "7",
    "11",
    "13",
    "4688",
    "Microsoft-Windows-Sysmon/Operational",
    "Security",
    "Linux-Sysmon",
    r"ACME\dana",
    r"NT AUTHORITY\SYSTEM",
    "High",
    "SHA256=ABCDEF,MD5=0123",
    "{5aa13a44-00bf-68fd-3f35-000000004002}",
    "-",
    "",
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run\x",
    "DWORD (0x00000001)",
    "tcp",
    "10.0.0.1",
    "fe80::1",
    "true",
    "false",
    "2025-11-24 13:20:00.100",
    "1763990400123",
    "2025-11-24T13:20:00Z",
    "=&<>'\"",
];

/// What the program writes, and says.
fn program(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_offscale"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn conversions_read_back() {
    let folder = bucket();
    let events = run(
        "select([@timestamp, FileName, ComputerName, UserName, CommandLine])",
        &open(folder.path(), InputOptions::default()),
    );
    for (format, file) in [("ndjson", "out.ndjson"), ("csv", "out.csv"), ("tsv", "out.tsv")] {
        let (out, err, code) =
            program(folder.path(), &["convert", "data", "fdrv2", "other", "--to", format, "-o", file]);
        assert_eq!((out.as_str(), code), ("", 0), "{err}");
        assert!(err.contains("7 events written"), "{err}");
        let read = open(&folder.path().join(file), InputOptions::default());
        let back = run("select([@timestamp, FileName, ComputerName, UserName, CommandLine])", &read);
        assert_eq!(back, events, "{format}");
    }
    let (out, _, _) = program(folder.path(), &["convert", "data", "--threads", "1"]);
    assert_eq!(out, program(folder.path(), &["convert", "data", "--threads", "4"]).0);
    // Nothing half-written is left behind, and a folder that is not there is named.
    let (_, err, code) = program(folder.path(), &["convert", "data", "-o", "nowhere/out.csv"]);
    assert!(code == 2 && err.contains("nowhere/out.csv"), "{err}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("partial")), "{left:?}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_every_field_and_event() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = bucket();
    let (_, err, code) = program(folder.path(), &["convert", "data", "fdrv2", "--to", "parquet", "-o", "out.parquet"]);
    assert_eq!(code, 0, "{err}");
    let file = std::fs::File::open(folder.path().join("out.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            let row = row.unwrap();
            let fields = row.get_column_iter().filter(|(_, value)| !matches!(value, parquet::record::Field::Null));
            fields
                .map(|(name, value)| (name.clone(), value.to_string().trim_matches('"').replace("\\\\", "\\")))
                .collect()
        })
        .collect();
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().any(|row| row.get("FileName").is_some_and(|name| name == "openssl.exe") && row["ComputerName"] == "FIN-WS"), "{rows:?}");
    let (_, err, code) =
        program(folder.path(), &["convert", "data/7f1c/_SUCCESS", "--to", "parquet", "-o", "none.parquet"]);
    assert!(code == 2 && err.contains("no events"), "{err}");
    assert!(!folder.path().join("none.parquet").exists());
}

#[test]
fn the_program_says_what_it_mapped() {
    let folder = bucket();
    let (out, err, _) = program(folder.path(), &["run", "-q", "count()", "."]);
    assert_eq!(out, "{\"_count\":\"7\"}\n");
    assert_eq!(err.matches("mapped as fdr").count(), 1, "{err}");
    assert!(err.contains("aidmaster (2 files), notmanaged (1 file), userinfo (1 file)"), "{err}");
    let (_, err, _) = program(folder.path(), &["run", "-q", "ComputerName=*", "data"]);
    assert!(err.contains("--aidmaster"), "{err}");
    let (out, err, _) = program(folder.path(), &["run", "-q", "count()", ".", "--map", "none"]);
    assert_eq!((out.as_str(), err.as_str()), ("{\"_count\":\"13\"}\n", ""));
    let (_, err, code) = program(folder.path(), &["run", "-q", "count()", ".", "--map", "fdrr"]);
    assert!(code == 2 && err.contains("there are auto, none"), "{err}");
    let (out, err, _) = program(folder.path(), &["fields", "data", "fdrv2", "--format", "csv"]);
    assert!(out.starts_with("name,count,distinct,kind,samples\n"), "{out}");
    assert!(out.contains("\nFileName,5,4,text,"), "{out}");
    assert!(out.contains("\n@timestamp,7,7,time,"), "{out}");
    assert!(err.contains("in 7 events"), "{err}");
    // A mapping that is chosen holds whatever the records look like.
    std::fs::write(folder.path().join("odd.ndjson"), "{\"ImageFileName\":\"/bin/sh\"}\n").unwrap();
    let (out, _, _) = program(folder.path(), &["run", "-q", "select(FileName)", "odd.ndjson", "--map", "fdr"]);
    assert_eq!(out, "{\"FileName\":\"sh\"}\n");
    let (out, _, _) = program(folder.path(), &["run", "-q", "select(FileName)", "odd.ndjson"]);
    assert_eq!(out, "{}\n");
}

/// The shared data, where it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    path.exists().then_some(path)
}

#[test]
fn the_shared_bucket_gives_the_expected_rows() {
    let (Some(events), Some(hosts)) = (shared("t1587_003/events_fdr.ndjson"), shared("t1587_003/aidmaster.ndjson"))
    else {
        return;
    };
    let query = include_str!("../queries/t1587_003.logscale");
    let options = InputOptions { aidmaster: vec![hosts.to_str().unwrap().to_owned()], ..InputOptions::default() };
    let rows = run(query, &open(&events, options));
    let expected = std::fs::read_to_string(shared("t1587_003/expected_fdr.ndjson").unwrap()).unwrap();
    let expected: Vec<Fields> = expected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_shared_shapes_give_the_same_events() {
    let Some(folder) = shared("shape_examples") else { return };
    let hosts = shared("t1587_003/aidmaster.ndjson").unwrap().to_str().unwrap().to_owned();
    let query = "#event_simpleName=ProcessRollup2 | select([@timestamp, FileName, CommandLine, ParentBaseFileName, ComputerName, aid]) | sort(@timestamp)";
    let mut seen: Option<Vec<Fields>> = None;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let options = InputOptions { aidmaster: vec![hosts.clone()], ..InputOptions::default() };
        let rows = run(query, &open(&file, options));
        // The event stream holds a detection, which is no process event.
        if file.file_name().unwrap() == "event_stream.ndjson" {
            assert!(rows.is_empty());
            continue;
        }
        assert!(rows.len() >= 7, "{}", file.display());
        let mut rows = rows;
        // CSV has only the columns that were exported, and some of them hold no sensor id.
        rows.iter_mut().for_each(|row| drop(row.remove("aid")));
        assert_eq!(&rows, seen.get_or_insert(rows.clone()), "{}", file.display());
    }
}

#[cfg(feature = "evtx")]
#[test]
fn event_logs_are_read_whole_and_in_part() {
    let Some(folder) = shared("evtx") else { return };
    let query = r"#event_simpleName=ProcessRollup2 event_platform=Win FileName=certutil.exe CommandLine=/-(addstore|encode|exportPFX)/i";
    let input = open(&folder, InputOptions::default());
    let rows = run(query, &input);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row["ImageFileName"] == r"\Device\HarddiskVolume3\Windows\System32\certutil.exe"));
    assert!(rows.iter().all(|row| row["Image"] == r"C:\Windows\System32\certutil.exe"));
    assert_eq!(input.issues().bad_records, 0);
    let whole = std::fs::read(folder.join("proc_creation_win_certutil_encode.evtx")).unwrap();
    let mut damaged = whole.clone();
    damaged[4096..4104].copy_from_slice(b"nonsense");
    for (name, bytes) in [("cut", whole[..40_000].to_vec()), ("damaged", damaged), ("header", whole[..4096].to_vec())] {
        let stdin = Some(bytes);
        let input = Input::open(&["-"], InputOptions { stdin, ..InputOptions::default() }).unwrap();
        let rows = run("", &input);
        let said = input.issues();
        assert!(rows.len() <= 1, "{name}");
        assert!(said.bad_records > 0 || !said.files.is_empty() || rows.len() == 1, "{name}: {said:?}");
    }
    // Any damage gives a report or fewer events, never a panic.
    for place in (4096..whole.len().min(12_000)).step_by(37) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0xff;
        let input = Input::open(&["-"], InputOptions { stdin: Some(bytes), ..InputOptions::default() }).unwrap();
        run("count()", &input);
    }
}

#[test]
fn the_shared_logs_are_read_without_loss() {
    for name in [
        "otrf/covenant_com_wsman_automation_2020-10-13002455.json",
        "otrf/syslog_auoms_auditd_log4shell_cve2021_44228_jndi_reference_2022-05-11181020.json",
    ] {
        let Some(file) = shared(name) else { return };
        let input = open(&file, InputOptions::default());
        let events = std::fs::read_to_string(&file).unwrap().lines().count();
        assert_eq!(run("count()", &input)[0]["_count"], events.to_string());
        assert_eq!(run("@timestamp=* | count()", &input)[0]["_count"], events.to_string());
        assert_eq!(input.issues().bad_records, 0);
    }
}
