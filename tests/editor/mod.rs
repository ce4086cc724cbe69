//! An editor for tests: speaks to a server, keeps what it is told, applies edits.

use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use offscale::lsp::{self, Options};
use offscale::source::{ColumnUnit, LineIndex};
use serde_json::{Value, json};

/// The document of most tests.
pub const URI: &str = "file:///queries/test.logscale";

/// How long a server may think.
const PATIENCE: Duration = Duration::from_secs(30);

/// The mark of the cursor in fixtures.
pub const CURSOR: char = '¦';

/// A client with a server behind it.
pub struct Editor {
    connection: Connection,
    server: JoinHandle<Result<bool, String>>,
    next: i32,
    told: Vec<Notification>,
    pub unit: ColumnUnit,
    /// What the server says it can do.
    pub capabilities: Value,
}

impl Editor {
    /// An editor as most are: UTF-16, snippets.
    pub fn new() -> Self {
        let capabilities =
            json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
        Self::with(json!({ "capabilities": capabilities }))
    }

    /// One that knows UTF-8.
    pub fn utf8() -> Self {
        Self::with(json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } }))
    }

    /// One with a workspace folder and settings.
    pub fn in_folder(folder: &Path, settings: Value) -> Self {
        let uri = format!("file://{}", folder.display());
        Self::with(json!({
            "capabilities": {},
            "workspaceFolders": [{ "uri": uri, "name": "test" }],
            "initializationOptions": settings,
        }))
    }

    /// One that introduces itself so.
    pub fn with(params: Value) -> Self {
        let (connection, other) = Connection::memory();
        let server = std::thread::Builder::new()
            .stack_size(8 << 20)
            .spawn(move || lsp::serve(other, Options::default()))
            .unwrap();
        let mut editor =
            Self { connection, server, next: 1, told: Vec::new(), unit: ColumnUnit::Utf16, capabilities: Value::Null };
        let mut params = params;
        params["processId"] = Value::Null;
        params["rootUri"] = Value::Null;
        let result = editor.ask("initialize", params);
        editor.capabilities = result["capabilities"].clone();
        if editor.capabilities["positionEncoding"] == "utf-8" {
            editor.unit = ColumnUnit::Bytes;
        }
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification { method: method.to_owned(), params }.into()).unwrap();
    }

    /// The result of a request that must succeed.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|(code, message)| panic!("{method}: {code} {message}"))
    }

    /// The result of a request, or the code and message of its error.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id: RequestId = self.next.into();
        self.next += 1;
        self.connection.sender.send(Request { id: id.clone(), method: method.to_owned(), params }.into()).unwrap();
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Response(response) if response.id == id => {
                    return response.response_result.map_err(|error| (error.code, error.message));
                }
                Message::Notification(note) => self.told.push(note),
                other => panic!("{other:?}"),
            }
        }
    }

    /// The first notification of that kind, perhaps one that comes yet.
    pub fn hear(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let found = self.told.iter().position(|note| note.method == method && wanted(&note.params));
            if let Some(at) = found {
                return self.told.remove(at).params;
            }
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Notification(note) => self.told.push(note),
                other => panic!("{other:?}"),
            }
        }
    }

    /// Opens the document with a text that has marks in it: the text without them, and their positions.
    pub fn open(&mut self, marked: &str) -> Fixture {
        let mut text = String::new();
        let mut offsets = Vec::new();
        for character in marked.chars() {
            match character {
                CURSOR => offsets.push(text.len()),
                other => text.push(other),
            }
        }
        let document = json!({ "uri": URI, "languageId": "logscale", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        let positions = offsets.iter().map(|offset| position(&text, *offset, self.unit)).collect();
        Fixture { text, positions }
    }

    /// The result of a request about the first cursor of a text.
    pub fn ask_at(&mut self, method: &str, marked: &str) -> Value {
        let fixture = self.open(marked);
        self.ask(method, fixture.at(0))
    }

    /// The findings of a version of the document.
    pub fn findings(&mut self, version: i32) -> Vec<Value> {
        let params =
            self.hear("textDocument/publishDiagnostics", |params| params["uri"] == URI && params["version"] == version);
        params["diagnostics"].as_array().unwrap().clone()
    }

    /// A text after the edits of the document in a `WorkspaceEdit`.
    pub fn edited(&self, text: &str, edit: &Value) -> String {
        apply(text, edit["changes"][URI].as_array().unwrap(), self.unit)
    }

    /// Says goodbye; whether the server found that in order.
    pub fn leave(mut self) -> bool {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.server.join().unwrap().unwrap()
    }

    /// Leaves without a word; whether the server found that in order.
    pub fn vanish(self) -> bool {
        let Self { connection, server, .. } = self;
        drop(connection);
        server.join().unwrap().unwrap()
    }

    /// Leaves with `exit` alone.
    pub fn exit(self) -> bool {
        self.tell("exit", Value::Null);
        self.server.join().unwrap().unwrap()
    }
}

/// A text with positions in it.
pub struct Fixture {
    pub text: String,
    pub positions: Vec<Value>,
}

impl Fixture {
    /// The parameters of a request about a cursor.
    pub fn at(&self, cursor: usize) -> Value {
        json!({ "textDocument": { "uri": URI }, "position": self.positions[cursor] })
    }
}

/// The position of an offset.
pub fn position(text: &str, offset: usize, unit: ColumnUnit) -> Value {
    let (line, character) = LineIndex::new(text).place(offset, unit);
    json!({ "line": line, "character": character })
}

/// What a range covers.
pub fn covered<'t>(text: &'t str, range: &Value, unit: ColumnUnit) -> &'t str {
    let (start, end) = offsets(text, range, unit);
    &text[start..end]
}

fn offsets(text: &str, range: &Value, unit: ColumnUnit) -> (usize, usize) {
    let lines = LineIndex::new(text);
    let offset = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        lines.offset(number("line"), number("character"), unit)
    };
    (offset(&range["start"]), offset(&range["end"]))
}

/// A text after edits.
pub fn apply(text: &str, edits: &[Value], unit: ColumnUnit) -> String {
    let mut edits: Vec<_> = edits.iter().map(|edit| (offsets(text, &edit["range"], unit), edit)).collect();
    edits.sort_by_key(|((start, _), _)| std::cmp::Reverse(*start));
    let mut text = text.to_owned();
    for ((start, end), edit) in edits {
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}
