//! WhatsApp on the developer's machine: see `whatsapp_cloud::phone` and `docs/phone.md`.

use std::process::ExitCode;
use whatsapp_cloud::phone::{Phone, Settings};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = std::env::args().skip(1);
    let settings = match Settings::parse(arguments, |name| std::env::var(name).ok()) {
        Ok(settings) => settings,
        Err(help) if help.starts_with("WhatsApp") => {
            print!("{help}");
            return ExitCode::SUCCESS;
        }
        Err(mistake) => {
            eprintln!("{mistake}");
            return ExitCode::from(2);
        }
    };
    let port = settings.port;
    match Phone::start(settings).await {
        Ok(phone) => {
            println!("The phone is at {}", phone.url());
            println!(
                "Send with `Client::builder().base_url(\"{}\")`",
                phone.url()
            );
            let _ = tokio::signal::ctrl_c().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot listen on port {port}: {error}; choose a port with `--port`");
            ExitCode::FAILURE
        }
    }
}
