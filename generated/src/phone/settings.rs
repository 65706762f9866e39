//! The settings of the phone, and the command line.

use crate::runtime::wire::Json;
use std::fmt;
use std::time::Duration;

/// The help text of the program.
pub(super) const HELP: &str = "\
WhatsApp on your machine: the paths of the Graph API, and a phone in the browser.

Usage: whatsapp-phone [OPTIONS]

  --port PORT             the port on 127.0.0.1 [default: 4100]
  --webhook URL           the address of your bot, for messages and statuses
  --app-secret SECRET     signs webhooks [default: WHATSAPP_APP_SECRET in the environment]
  --verify-token TOKEN    verifies the address [default: WHATSAPP_VERIFY_TOKEN]
  --phone-number-id ID    the sender before the first request [default: 106540352242922]
  --templates FILE.json   more templates, as the list of templates returns them
  --delay MILLISECONDS    between the statuses of a message [default: 400]
  --mps NUMBER            messages per second, then 130429
  --pair-rate             a message per six seconds and user, then 131056
  --fail CODE@SHARE       fail a share of the messages, for example 130429@0.1
  --help                  print this help
";

/// The id of the business phone number in the examples of the documentation.
const PHONE_NUMBER_ID: &str = "106540352242922";

/// The settings of a [`Phone`](super::Phone).
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The port on 127.0.0.1; 0 selects a free port. The default is 4100.
    pub port: u16,
    /// The address that receives webhooks.
    pub webhook: Option<String>,
    /// The secret that signs webhooks.
    pub app_secret: String,
    /// The token that verifies the address of the webhooks.
    pub verify_token: String,
    /// The id of the business phone number, used until a request names an id.
    pub phone_number_id: String,
    /// Additional templates, as the operation `list_templates` returns them.
    pub templates: Vec<Json>,
    /// The pause before `sent`, and between `sent` and `delivered`.
    pub delay: Duration,
    /// The pause before the first repetition of a webhook; each further pause is twice as long.
    pub retry_delay: Duration,
    /// The number of messages per second; further messages fail with 130429.
    pub mps: Option<u32>,
    /// True to fail with 131056 after too many messages to a user.
    pub pair_rate: bool,
    /// Errors for a share of the messages.
    pub faults: Vec<Fault>,
}

/// An error for a share of the messages.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fault {
    /// The code of the error, such as 130429.
    pub code: i64,
    /// The share of messages, from 0 to 1.
    pub share: f64,
}

impl Fault {
    /// Creates a fault: `Fault::new(130_429, 0.1)` fails every tenth message.
    #[must_use]
    pub fn new(code: i64, share: f64) -> Self {
        Fault { code, share }
    }

    fn parse(text: &str) -> Option<Fault> {
        let (code, share) = text.split_once('@').unwrap_or((text, "1"));
        let fault = Fault::new(code.parse().ok()?, share.parse().ok()?);
        (0.0..=1.0).contains(&fault.share).then_some(fault)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            port: 4100,
            webhook: None,
            app_secret: String::new(),
            verify_token: String::new(),
            phone_number_id: PHONE_NUMBER_ID.to_owned(),
            templates: Vec::new(),
            delay: Duration::from_millis(400),
            retry_delay: Duration::from_secs(1),
            mps: None,
            pair_rate: false,
            faults: Vec::new(),
        }
    }
}

/// Prints no secret.
impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Settings")
            .field("port", &self.port)
            .field("webhook", &self.webhook)
            .field("phone_number_id", &self.phone_number_id)
            .field("delay", &self.delay)
            .field("mps", &self.mps)
            .field("pair_rate", &self.pair_rate)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Reads the arguments of the program, without its name. `variable` reads the environment.
    ///
    /// # Errors
    ///
    /// Returns the text to print: the help after `--help`, else the mistake.
    pub fn parse(
        arguments: impl IntoIterator<Item = String>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Settings, String> {
        let mut settings = Settings {
            app_secret: variable("WHATSAPP_APP_SECRET").unwrap_or_default(),
            verify_token: variable("WHATSAPP_VERIFY_TOKEN").unwrap_or_default(),
            ..Settings::default()
        };
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            match name.as_str() {
                "--help" | "-h" => return Err(HELP.to_owned()),
                "--pair-rate" => settings.pair_rate = true,
                name if !HELP.contains(&format!("  {name} ")) => {
                    return Err(format!("unknown option `{name}`; see `--help`"));
                }
                name => {
                    let value = arguments
                        .next()
                        .ok_or_else(|| format!("`{name}` needs a value; see `--help`"))?;
                    settings.set(name, value)?;
                }
            }
        }
        match settings.webhook.is_some() && settings.app_secret.is_empty() {
            true => Err("`--webhook` needs `--app-secret`: the bot checks signatures".to_owned()),
            false => Ok(settings),
        }
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), String> {
        let wrong = || format!("`{name}` cannot be `{value}`; see `--help`");
        match name {
            "--port" => self.port = value.parse().map_err(|_| wrong())?,
            "--webhook" if !value.starts_with("http") => return Err(wrong()),
            "--webhook" => self.webhook = Some(value),
            "--app-secret" => self.app_secret = value,
            "--verify-token" => self.verify_token = value,
            "--phone-number-id" => self.phone_number_id = value,
            "--templates" => self.templates.extend(read_templates(&value)?),
            "--delay" => self.delay = Duration::from_millis(value.parse().map_err(|_| wrong())?),
            "--mps" => self.mps = Some(value.parse().map_err(|_| wrong())?),
            "--fail" => self.faults.push(Fault::parse(&value).ok_or_else(wrong)?),
            _ => return Err(wrong()),
        }
        Ok(())
    }
}

/// Reads a list of templates, with or without the surrounding `{"data": …}`.
fn read_templates(path: &str) -> Result<Vec<Json>, String> {
    let wrong = |reason: String| format!("cannot read templates from `{path}`: {reason}");
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let mut json: Json = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let list = match json.get_mut("data") {
        Some(data) => data.take(),
        None => json,
    };
    let Json::Array(templates) = list else {
        return Err(wrong("not a list".to_owned()));
    };
    let has_name = |template: &Json| template["name"].is_string();
    match templates.iter().all(has_name) {
        true => Ok(templates),
        false => Err(wrong("a template has no `name`".to_owned())),
    }
}
