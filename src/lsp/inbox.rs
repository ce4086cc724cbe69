//! Messages that have arrived and wait for their turn: read ahead, so that one that was cancelled is never worked on.

use std::collections::VecDeque;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Instant;

use gen_lsp_types::{CancelNotification, Notification as _};
use lsp_server::{Connection, Message, RequestId};

/// What comes next.
pub(super) enum Arrival {
    /// A message.
    Message(Message),
    /// Nothing came in time.
    Quiet,
    /// The client is gone.
    Closed,
}

/// The messages, in order.
pub(super) struct Inbox {
    arriving: mpsc::Receiver<Message>,
    waiting: VecDeque<Message>,
}

impl Inbox {
    /// Takes over what the connection receives. A thread reads ahead; the connection itself holds one message only.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(connection: &Connection) -> Result<Self, String> {
        let (sender, arriving) = mpsc::channel();
        let receiver = connection.receiver.clone();
        let forward = move || {
            for message in receiver {
                if sender.send(message).is_err() {
                    break;
                }
            }
        };
        std::thread::Builder::new()
            .name("inbox".to_owned())
            .spawn(forward)
            .map_err(|error| format!("language server: {error}"))?;
        Ok(Self { arriving, waiting: VecDeque::new() })
    }

    /// The next message, waiting for it until `due`, or for ever.
    pub fn next(&mut self, due: Option<Instant>) -> Arrival {
        self.waiting.extend(self.arriving.try_iter());
        if let Some(message) = self.waiting.pop_front() {
            return Arrival::Message(message);
        }
        let Some(due) = due else {
            return self.arriving.recv().map_or(Arrival::Closed, Arrival::Message);
        };
        match self.arriving.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(message) => Arrival::Message(message),
            Err(RecvTimeoutError::Timeout) => Arrival::Quiet,
            Err(RecvTimeoutError::Disconnected) => Arrival::Closed,
        }
    }

    /// Takes out the requests that were cancelled while they waited.
    pub fn take_cancelled(&mut self) -> Vec<RequestId> {
        self.waiting.extend(self.arriving.try_iter());
        let cancels: Vec<RequestId> = self.waiting.iter().filter_map(cancelled_by).collect();
        let mut taken = Vec::new();
        self.waiting.retain(|message| match message {
            Message::Request(request) if cancels.contains(&request.id) => {
                taken.push(request.id.clone());
                false
            }
            _ => true,
        });
        taken
    }
}

fn cancelled_by(message: &Message) -> Option<RequestId> {
    let Message::Notification(notification) = message else { return None };
    if notification.method != CancelNotification::METHOD.as_str() {
        return None;
    }
    serde_json::from_value(notification.params.get("id")?.clone()).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cancelled_request_is_taken_out_of_the_queue() {
        let (server, client) = Connection::memory();
        let mut inbox = Inbox::new(&server).unwrap();
        for id in [1, 2] {
            client.sender.send(lsp_server::Request::new(id.into(), "x".to_owned(), json!({})).into()).unwrap();
        }
        let method = "$/cancelRequest".to_owned();
        client.sender.send(lsp_server::Notification::new(method, json!({ "id": 2 })).into()).unwrap();
        let first = inbox.next(None);
        assert!(matches!(first, Arrival::Message(Message::Request(request)) if request.id == 1.into()));
        let mut taken = Vec::new();
        while taken.is_empty() {
            taken = inbox.take_cancelled();
        }
        assert_eq!(taken, [2.into()]);
        let next = inbox.next(None);
        assert!(matches!(next, Arrival::Message(Message::Notification(_))));
        drop(client);
        assert!(matches!(inbox.next(None), Arrival::Closed));
    }
}
