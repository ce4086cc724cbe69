//! offscale runs CrowdStrike LogScale queries (CQL) offline, over event files on disk.
//!
//! ```text
//! text ──parser──▶ AST ──check──▶ official AST ──plan──▶ Plan of exec stages
//!                                                        │ literals that prefilter the input
//! files ──input (split, prefilter)──▶ records ──▶ eval: map ▶ reduce ▶ finish ──▶ rows ──output──▶
//! ```
//!
//! A plan has three segments. *Map* stages look at one event alone; *reduce* is the first aggregate, whose partial states
//! merge in the order of a fixed grid over the input, so that the answer does not depend on threads; *finish* is
//! everything after it, on result rows, which are events again.
//!
//! Modules stand in layers, and a module names those of lower layers only (`tests/tidy.rs` reads the sources):
//!
//! | layer | modules |
//! |---|---|
//! | 0 | [`source`], [`symbol`] |
//! | 1 | [`diagnostic`] |
//! | 2 | [`ast`]; [`value`], [`event`], [`lookup`] |
//! | 3 | [`parser`]; [`format`](mod@format): a query in canonical layout; [`exec`]: expressions, conditions, stages, aggregates, pipelines over one event |
//! | 4 | [`functions`]: one file for each query function, with its descriptor |
//! | 5 | [`check`] |
//! | 6 | [`plan`] |
//! | 7 | [`eval`]; [`input`]; [`output`] |
//! | 8 | [`library`]; [`session`]; [`testing`]; [`config`] |
//! | 9 | [`repl`]; [`lsp`]; [`cli`] |
//!
//! Layers 0 to 6 do no input or output and read no clock; files and "now" come in through [`exec::Settings`].
//!
//! To run a query from Rust:
//!
//! ```
//! use offscale::{eval, event::TextSource, exec::Settings, plan};
//!
//! let (plan, findings) = plan::compile("status >= 500 | groupBy(host)", &Settings::default(), &[]);
//! let plan = plan.ok_or_else(|| format!("{findings:?}"))?;
//! let events = TextSource::new("{\"host\":\"a\",\"status\":\"503\"}\n{\"host\":\"b\",\"status\":\"200\"}", 1000);
//! let (rows, report) = eval::collect(&plan, &events, &eval::Options::default()).map_err(|failure| failure.message)?;
//! assert_eq!(rows[0].get("host"), Some("a"));
//! assert_eq!(report.read, 2);
//! # Ok::<(), String>(())
//! ```

pub mod ast;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod eval;
pub mod event;
pub mod exec;
pub mod format;
pub mod functions;
pub mod input;
pub mod library;
pub mod lookup;
pub mod lsp;
pub mod output;
pub mod parser;
pub mod plan;
pub mod repl;
pub mod session;
pub mod source;
pub mod symbol;
pub mod testing;
pub mod value;
