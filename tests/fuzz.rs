//! The fuzz targets for a while: seeds and mutations of them, the same ones each time.
//!
//! `OFFSCALE_FUZZ_SECONDS=600` runs each target that long with other mutations each time (`--release`, `-- TARGET` for one of
//! them), and says how many inputs it tried. `OFFSCALE_FUZZ_SEEDS=FOLDER` writes the seeds for cargo-fuzz.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[allow(dead_code)] // The queries of the soak test use all of it.
#[path = "soak/random.rs"]
mod random;
#[path = "fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use libtest_mimic::{Arguments, Failed, Trial};
use random::Random;
use targets::{TARGETS, Target};

/// Inputs of an ordinary test run.
const FEW: u64 = 200;
/// Longer ones only take longer.
const MOST_BYTES: usize = 8192;

fn mutated(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(6) {
        let place = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place, random.below(256) as u8),
            2 if !bytes.is_empty() => {
                let place = random.below(bytes.len());
                bytes[place] ^= 1 << random.below(8);
            }
            3 => {
                let end = (place + random.below(20)).min(bytes.len());
                bytes.drain(place..end);
            }
            4 => {
                let end = (place + random.below(40)).min(bytes.len());
                let piece = bytes[place..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            5 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + random.below(60)).min(other.len())];
                bytes.splice(place..place, piece.iter().copied());
            }
            _ => {
                let piece = random.pick(&[
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "|",
                    "*",
                    "/",
                    "\n",
                    "\r\n",
                    "\u{0}",
                    "\u{feff}",
                    "\u{2028}",
                    "e\u{301}",
                    "\u{1f600}",
                    "%",
                    "0",
                    "-",
                    "9999999999999999999",
                    "null",
                    "\\u",
                    "\\ud800",
                    "(?i)",
                    "{,",
                    "<",
                    "&lt;",
                    "<!ENTITY",
                    "=",
                    ",",
                    "\t",
                ]);
                bytes.splice(place..place, piece.bytes());
            }
        }
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

fn fuzz(target: &'static Target) -> Result<(), Failed> {
    let seeds = (target.seeds)();
    if let Some(folder) = std::env::var_os("OFFSCALE_FUZZ_SEEDS") {
        let folder = std::path::Path::new(&folder).join(target.name);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            std::fs::write(folder.join(format!("{number}")), seed)?;
        }
    }
    let seconds =
        std::env::var("OFFSCALE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).map(Duration::from_secs);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_nanos() as u64);
    let first = if seconds.is_some() { clock } else { 1 };
    let begin = Instant::now();
    let mut count = 0;
    let tried = |input: &[u8], about: &str| {
        catch_unwind(AssertUnwindSafe(|| (target.run)(input)))
            .map_err(|_| Failed::from(format!("{}, {about}: {:?}", target.name, String::from_utf8_lossy(input))))
    };
    for (number, seed) in seeds.iter().enumerate() {
        tried(seed, &format!("seed {number}"))?;
    }
    while seconds.map_or(count < FEW, |seconds| begin.elapsed() < seconds) {
        let number = first.wrapping_add(count);
        let input = mutated(&mut Random::new(number), &seeds);
        tried(&input, &format!("mutation {number}"))?;
        count += 1;
    }
    if seconds.is_some() {
        eprintln!("{}: {count} inputs in {:.0} s", target.name, begin.elapsed().as_secs_f64());
    }
    Ok(())
}

fn main() {
    let trials = TARGETS.iter().map(|target| Trial::test(target.name, || fuzz(target))).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
