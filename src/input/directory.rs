//! Hosts and users of a whole input: `ComputerName` by `aid` from the inventory of hosts, `UserName` from logon events and
//! the inventory of users. Each is read when the first event needs it, once for all passes.
//!
//! LogScale completes events the same way when it ingests them (shapes of the input, sections 2, 3 and 6).

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bumpalo::Bump;
use hashbrown::HashMap;

use super::issues::IssueLog;
use super::mapping::{HostNames, Inventory, User};
use super::opener::{Opener, Selection};
use super::pass::FilePass;
use super::{InputFile, InputOptions};
use crate::event::Record;
use crate::event::source::{Pass, ReadRequest, Required};
use crate::value::{json, number};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Directory {
    files: Arc<Vec<InputFile>>,
    /// Given as inventories of hosts, whatever they are called.
    aidmaster: Arc<Vec<InputFile>>,
    options: InputOptions,
    computers: OnceLock<Names>,
    users: OnceLock<Names>,
}

impl Directory {
    /// The directory of these files, and of inventories of hosts beside them.
    pub fn new(files: Arc<Vec<InputFile>>, aidmaster: Arc<Vec<InputFile>>, options: InputOptions) -> Self {
        Self { files, aidmaster, options, ..Self::default() }
    }

    /// The same without users, whose names cost a pass over all events.
    pub fn without_users(&self) -> Self {
        let Self { files, aidmaster, options, .. } = self;
        let users = OnceLock::from(Names::default());
        Self { files: files.clone(), aidmaster: aidmaster.clone(), options: options.clone(), users, ..Self::default() }
    }

    /// How many hosts are known; `None` when nobody asked for one yet.
    pub fn known_computers(&self) -> Option<usize> {
        self.computers.get().map(|names| names.0.len())
    }

    /// How many sessions and accounts are known; `None` when nobody asked for one yet.
    pub fn known_users(&self) -> Option<usize> {
        self.users.get().map(|names| names.0.len())
    }

    fn read_computers(&self) -> Names {
        let fields = ["aid", "ComputerName", "Time", "_time"];
        let learn = |values: &[Option<&str>], order: Order, names: &mut Names| {
            if let [Some(aid), Some(name), time, other] = values {
                names.learn(aid, name, seconds(time.or(*other)), order);
            }
        };
        let request = ReadRequest::default();
        let found = self.gather(&self.files, Selection::Inventory(Inventory::AidMaster), &request, &fields, &learn);
        let given = self.gather(&self.aidmaster, Selection::All, &request, &fields, &learn);
        // What was named counts more than what was found.
        Names(found.0.into_iter().chain(given.0).collect())
    }

    fn read_users(&self) -> Names {
        let fields = ["UserName", "UserSid_readable", "_time"];
        let learn = |values: &[Option<&str>], order: Order, names: &mut Names| {
            if let [Some(name), Some(sid), time] = values {
                names.learn(&key(ACCOUNT, "", sid), name, seconds(*time), order);
            }
        };
        let request = ReadRequest::default();
        let listed = self.gather(&self.files, Selection::Inventory(Inventory::UserInfo), &request, &fields, &learn);
        let fields = ["UserName", "aid", "AuthenticationId", "UserSid", "UID", "timestamp", "event_simpleName", "name"];
        let learn = |values: &[Option<&str>], order: Order, names: &mut Names| {
            let [Some(name), Some(host), session, sid, uid, time, event, versioned] = values else { return };
            let event = event.or(*versioned).unwrap_or("");
            if !LOGONS.iter().any(|logon| event.starts_with(logon)) {
                return;
            }
            for (kind, id) in [(SESSION, session), (ACCOUNT, sid), (UNIX, uid)] {
                if let Some(id) = id {
                    names.learn(&key(kind, host, id), name, seconds(*time), order);
                }
            }
        };
        let literals = LOGONS.map(str::to_owned).to_vec();
        let request = ReadRequest { required: vec![Required { literals, fields: vec![None] }], strict: false };
        let seen = self.gather(&self.files, Selection::Events, &request, &fields, &learn);
        Names(listed.0.into_iter().chain(seen.0).collect())
    }

    /// Reads the selected files with all threads. The result does not depend on their number: of names for the same key the
    /// latest is kept, and of those with the same time the one that stands last.
    fn gather(
        &self,
        files: &Arc<Vec<InputFile>>,
        selection: Selection,
        request: &ReadRequest,
        fields: &[&str],
        learn: &Learn<'_>,
    ) -> Names {
        let log = Arc::new(IssueLog::default());
        let pass = FilePass::new(Opener::new(files.clone(), &self.options, log, request, selection, None));
        let keys = &json::Keys::new(fields.iter().copied());
        let all = Mutex::new(Names::default());
        let work = || {
            let mut names = Names::default();
            let mut arena = Bump::new();
            while let Some(chunk) = pass.next() {
                let (index, mut place) = (chunk.index(), 0);
                chunk.read(&mut |part| {
                    part.for_each(&mut |record| {
                        arena.reset();
                        place += 1;
                        let mut values = [None; MOST_KEYS];
                        let mut set = |key: usize, value| {
                            if let Some(slot) = values.get_mut(key) {
                                *slot = Some(value);
                            }
                        };
                        // A broken record is reported when it is read as an event.
                        let _ = match record {
                            Record::Json(text) => json::project(text, keys, &arena, &mut set),
                            record => record.for_each(&arena, &mut |name, value| {
                                if let Some(key) = keys.find(name) {
                                    set(key, value);
                                }
                            }),
                        };
                        learn(values.get(..fields.len()).unwrap_or(&values), (index, place), &mut names);
                        Ok(())
                    });
                    ControlFlow::Continue(())
                });
            }
            all.lock().unwrap_or_else(PoisonError::into_inner).absorb(names);
        };
        std::thread::scope(|scope| {
            (1..self.options.threads).for_each(|_| {
                scope.spawn(work);
            });
            work();
        });
        all.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes names from the wanted fields of a record.
type Learn<'l> = dyn Fn(&[Option<&str>], Order, &mut Names) + Sync + 'l;

impl HostNames for Directory {
    fn computer(&self, aid: &str) -> Option<&str> {
        self.computers.get_or_init(|| self.read_computers()).get(aid)
    }

    fn has_computer(&self, text: &str) -> bool {
        let names = self.computers.get_or_init(|| self.read_computers());
        let text = text.to_lowercase();
        names.0.values().any(|known| known.name.to_lowercase().contains(&text))
    }

    fn user(&self, user: &User<'_>) -> Option<&str> {
        let names = self.users.get_or_init(|| self.read_users());
        if names.0.is_empty() {
            return None;
        }
        let User { host, session, sid, uid } = *user;
        let keys = [(SESSION, host, session), (ACCOUNT, host, sid), (UNIX, host, uid), (ACCOUNT, "", sid)];
        let mut key = String::with_capacity(80);
        keys.into_iter().find_map(|(kind, host, id)| {
            write_key(&mut key, kind, host, id?);
            names.get(&key)
        })
    }
}

/// Fields that are looked up at once, at most.
const MOST_KEYS: usize = 8;

/// Beginnings of the names of events that tell the user of a session.
const LOGONS: [&str; 2] = ["UserLogon", "UserIdentity"];

const SESSION: char = 'l';
const ACCOUNT: char = 's';
const UNIX: char = 'u';

fn key(kind: char, host: &str, id: &str) -> String {
    let mut key = String::new();
    write_key(&mut key, kind, host, id);
    key
}

fn write_key(key: &mut String, kind: char, host: &str, id: &str) {
    key.clear();
    key.push(kind);
    key.push_str(host);
    key.push('\0');
    key.push_str(id);
}

fn seconds(text: Option<&str>) -> f64 {
    text.and_then(number::parse_f64).unwrap_or(0.0)
}

/// Chunk and place in it.
type Order = (u64, u64);

/// A name, and when it was true.
#[derive(Debug)]
struct Known {
    name: Box<str>,
    time: f64,
    order: Order,
}

/// Names by key.
#[derive(Debug, Default)]
struct Names(HashMap<Box<str>, Known, foldhash::fast::FixedState>);

impl Names {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|known| &*known.name)
    }

    fn learn(&mut self, key: &str, name: &str, time: f64, order: Order) {
        // The inventories write these for "nothing" (shapes of the input, section 2).
        if !matches!(name, "" | "-" | "none" | "N/A") {
            self.keep(key, Known { name: name.into(), time, order });
        }
    }

    fn keep(&mut self, key: &str, known: Known) {
        match self.0.get_mut(key) {
            None => {
                self.0.insert(key.into(), known);
            }
            Some(old) if (old.time, old.order) < (known.time, known.order) => *old = known,
            Some(_) => {}
        }
    }

    fn absorb(&mut self, other: Self) {
        for (key, known) in other.0 {
            self.keep(&key, known);
        }
    }
}
