//! The `offscale` program: hands the command line to the library and its result to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(offscale::cli::main(std::env::args_os()))
}
