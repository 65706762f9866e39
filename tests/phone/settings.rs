//! The command line of the program.

use std::time::Duration;
use whatsapp_cloud::phone::{Fault, Settings};

fn parse(line: &str) -> Result<Settings, String> {
    Settings::parse(line.split_whitespace().map(str::to_owned), |name| {
        (name == "WHATSAPP_VERIFY_TOKEN").then(|| "from-environment".to_owned())
    })
}

#[test]
fn reads_options() {
    let settings = parse(
        "--port 0 --webhook http://127.0.0.1:3000/webhook --app-secret s --delay 20 --mps 80 \
         --pair-rate --fail 130429@0.1 --fail 131000",
    )
    .unwrap();
    assert_eq!(settings.port, 0);
    assert_eq!(settings.delay, Duration::from_millis(20));
    assert_eq!(settings.mps, Some(80));
    assert_eq!(
        settings.faults,
        [Fault::new(130_429, 0.1), Fault::new(131_000, 1.0)]
    );
    assert_eq!(settings.verify_token, "from-environment");
    assert!(settings.pair_rate);
    assert!(!format!("{settings:?}").contains("from-environment"));
}

#[test]
fn explains_mistakes() {
    for (line, expected) in [
        ("--ports 1", "unknown option `--ports`; see `--help`"),
        ("--port", "`--port` needs a value; see `--help`"),
        ("--port x", "`--port` cannot be `x`; see `--help`"),
        (
            "--fail 130429@2",
            "`--fail` cannot be `130429@2`; see `--help`",
        ),
        (
            "--webhook http://127.0.0.1/",
            "`--webhook` needs `--app-secret`: the bot checks signatures",
        ),
    ] {
        assert_eq!(parse(line).unwrap_err(), expected);
    }
    let missing = parse("--templates /nowhere.json").unwrap_err();
    assert!(
        missing.starts_with("cannot read templates from `/nowhere.json`"),
        "{missing}"
    );
    assert!(
        parse("--help")
            .unwrap_err()
            .contains("Usage: whatsapp-phone")
    );
}
