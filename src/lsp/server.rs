//! The loop: messages in, answers and findings out.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use gen_lsp_types::{
    LogMessageNotification, LogMessageParams, MessageType, Notification, PublishDiagnosticsNotification,
    ShowMessageNotification, ShowMessageParams,
};
use lsp_server::{Connection, ErrorCode, Message, Request, Response};
use serde::Serialize;
use serde_json::Value;

use super::handler::{Handler, Refusal};
use super::inbox::{Arrival, Inbox};
use super::state::State;
use super::workspace::Options;
use super::{HANDLERS, findings, lifecycle, notifications};

/// How long a document must rest before its findings are sent.
const REST: Duration = Duration::from_millis(60);
/// How long they may wait while somebody keeps typing.
const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// Serves one client until it says goodbye or is gone; whether it did so in order.
///
/// # Errors
/// When the client does not begin as the protocol has it.
pub fn serve(connection: Connection, options: Options) -> Result<bool, String> {
    let Some((state, remarks)) = lifecycle::initialize(&connection, options)? else { return Ok(false) };
    let mut inbox = Inbox::new(&connection)?;
    let mut server = Server { connection, state, stale: BTreeSet::new(), stale_since: None, due: None };
    remarks.iter().for_each(|remark| server.show(remark));
    let mut shutting_down = false;
    loop {
        match inbox.next(server.due) {
            Arrival::Closed => return Ok(false),
            Arrival::Quiet => server.publish(),
            Arrival::Message(Message::Notification(note)) if lifecycle::is_exit(&note) => return Ok(shutting_down),
            Arrival::Message(Message::Notification(note)) => server.notification(note),
            Arrival::Message(Message::Request(request)) if shutting_down => {
                let message = "the server is shutting down".to_owned();
                server.refuse(request, Refusal { code: ErrorCode::InvalidRequest, message });
            }
            Arrival::Message(Message::Request(request)) if lifecycle::is_shutdown(&request) => {
                shutting_down = true;
                server.send(Response::new_ok(request.id, Value::Null));
            }
            Arrival::Message(Message::Request(request)) => server.request(request),
            Arrival::Message(Message::Response(_)) => {}
        }
        for id in inbox.take_cancelled() {
            server.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned()));
        }
        if server.due.is_some_and(|due| due <= Instant::now()) {
            server.publish();
        }
    }
}

/// One client's connection and documents.
pub(super) struct Server {
    connection: Connection,
    pub state: State,
    /// Documents whose findings are to be sent.
    stale: BTreeSet<String>,
    stale_since: Option<Instant>,
    /// When to send them.
    due: Option<Instant>,
}

impl Server {
    fn send(&self, message: impl Into<Message>) {
        // A client that is gone is noticed by the inbox.
        let _ = self.connection.sender.send(message.into());
    }

    pub fn notify<N: Notification>(&self, params: &impl Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(lsp_server::Notification { method: N::METHOD.as_str().to_owned(), params });
        }
    }

    /// A message that the user should see.
    pub fn show(&self, message: &str) {
        let params = ShowMessageParams { kind: MessageType::Warning, message: message.to_owned() };
        self.notify::<ShowMessageNotification>(&params);
    }

    /// A message for whoever looks after the editor's set-up.
    fn log(&self, message: String) {
        self.notify::<LogMessageNotification>(&LogMessageParams { kind: MessageType::Error, message });
    }

    fn refuse(&self, request: Request, refusal: Refusal) {
        self.send(Response::new_err(request.id, refusal.code as i32, refusal.message));
    }

    fn request(&self, request: Request) {
        match answer(HANDLERS, &self.state, &request.method, request.params.clone()) {
            Ok(value) => self.send(Response::new_ok(request.id, value)),
            Err(refusal) => self.refuse(request, refusal),
        }
    }

    fn notification(&mut self, note: lsp_server::Notification) {
        let method = note.method.clone();
        if let Err(reason) = guarded(|| notifications::receive(self, note)).and_then(|received| received) {
            self.log(format!("{method}: {reason}"));
        }
    }

    /// Has the findings of a document sent when it has rested, or at once.
    pub fn mark_stale(&mut self, uri: &str, at_once: bool) {
        let now = Instant::now();
        self.stale.insert(uri.to_owned());
        let since = *self.stale_since.get_or_insert(now);
        self.due = Some(if at_once { now } else { (now + REST).min(since + LONGEST_WAIT) });
    }

    /// Has the findings of all documents sent: something that they depend on has changed.
    pub fn mark_all_stale(&mut self) {
        let all: Vec<String> = self.state.documents.keys().cloned().collect();
        let remarks = self.state.renew();
        remarks.iter().for_each(|remark| self.show(remark));
        all.iter().for_each(|uri| self.mark_stale(uri, true));
    }

    /// Sends the findings that are due.
    fn publish(&mut self) {
        self.due = None;
        self.stale_since = None;
        for uri in std::mem::take(&mut self.stale) {
            match guarded(|| findings::of_document(&self.state, &uri)) {
                Ok(params) => self.notify::<PublishDiagnosticsNotification>(&params),
                Err(reason) => self.log(format!("{uri}: {reason}")),
            }
        }
    }
}

/// The answer to a request.
fn answer(handlers: &[&Handler], state: &State, method: &str, params: Value) -> Result<Value, Refusal> {
    let Some(handler) = handlers.iter().find(|handler| handler.method == method) else {
        return Err(Refusal { code: ErrorCode::MethodNotFound, message: format!("{method} is not supported") });
    };
    guarded(|| (handler.answer)(state, params))
        .unwrap_or_else(|message| Err(Refusal { code: ErrorCode::InternalError, message }))
}

/// Does something that must not take the server down. A panic is a bug, and said to be one.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("offscale failed on this, which is a bug: {}", panic_text(&*panic)))
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_that_panics_is_an_internal_error() {
        let broken = Handler { method: "x", offer: |_| {}, answer: |_, _| std::panic::panic_any("no luck") };
        let refusal = answer(&[&broken], &State::default(), "x", Value::Null).err();
        let refusal = refusal.map(|refusal| (refusal.code as i32, refusal.message));
        let message = "offscale failed on this, which is a bug: no luck".to_owned();
        assert_eq!(refusal, Some((ErrorCode::InternalError as i32, message)));
    }

    #[test]
    fn every_request_has_one_handler() {
        let mut methods: Vec<&str> = HANDLERS.iter().map(|handler| handler.method).collect();
        methods.sort_unstable();
        methods.dedup();
        assert_eq!(methods.len(), HANDLERS.len());
    }
}
