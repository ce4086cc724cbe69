//! Runs the examples of every function's descriptor, in every mode.

use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use offscale::exec::geography::Geography;
use offscale::library::geography::Databases;
use offscale::testing::{Case, Mode, Outcome, runner};

/// Lookup files that examples may use.
const FILES: [(&str, &str); 2] = [
    ("hosts", "192.0.2.1 gate.example gate\n2001:db8::1 six.example\n"),
    (
        "ioc",
        "indicator,type,malicious_confidence,labels\n\
         bad.example,domain,high,Malware/Test\n\
         192.0.2.66,ip_address,low,\n\
         2001:db8::66,ip_address,high,\n",
    ),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let databases = databases();
    for function in offscale::functions::FUNCTIONS {
        for (number, example) in function.examples.iter().enumerate() {
            let case = Case {
                name: format!("{}/{}", function.name, number + 1),
                query: example.query.to_owned(),
                input: example.input.to_owned(),
                expect: Some(example.output.to_owned()),
                ordered: true,
                files: FILES.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
                ..Case::default()
            };
            let missing = runner::lacks_function(&case);
            let databases = databases.clone();
            let trial = Trial::test(case.name.clone(), move || {
                for mode in Mode::ALL {
                    if let Outcome::Failed(message) =
                        runner::run_with(&case, mode, &|settings| settings.geography = Some(databases.clone()))
                    {
                        return Err(Failed::from(format!("{mode:?}: {}\n{message}", case.query)));
                    }
                }
                Ok(())
            });
            trials.push(trial.with_ignored_flag(missing));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Made-up places and networks in the addresses set aside for documentation.
fn databases() -> Arc<dyn Geography> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut databases = Databases::default();
    for file in ["places.mmdb", "networks.mmdb"] {
        if let Err(message) = databases.add(&folder.join(file)) {
            panic!("{message}");
        }
    }
    Arc::new(databases)
}
