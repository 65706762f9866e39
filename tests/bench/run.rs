//! Runs programs in alternation and measures time and memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4 as _;

/// A command, with an output folder to empty before every run.
pub struct Program {
    command: Vec<String>,
    out: Option<PathBuf>,
}

/// The result of a run.
#[derive(Clone, Copy)]
pub enum Outcome {
    /// The shortest time in seconds and the peak memory in bytes.
    Done { seconds: f64, memory: u64 },
    /// The program is missing or ended with an error.
    Failed,
}

impl Program {
    /// `xtask regen` from the current target folder.
    pub fn regen(document: &Path, out: &Path) -> Self {
        let out = out.join("ours").join(name(document));
        let xtask = std::env::current_exe().expect("the path of the program is known");
        let xtask = xtask.with_file_name("xtask");
        let arguments = ["regen", "--name", "bench", "--spec"];
        Program::new(&xtask, &arguments, document, Some(("--out", out)))
    }

    /// Another generator, called with the arguments of `ploidy`.
    pub fn other(program: &Path, document: &Path, out: &Path) -> Self {
        let out = out.join("other").join(name(document));
        let arguments = ["generate", "rust", "--name", "bench"];
        Program::new(program, &arguments, document, Some(("--output", out)))
    }

    /// The current program with `--read`: parses the spec and exits.
    pub fn yaml(document: &Path) -> Self {
        let this = std::env::current_exe().expect("the path of the program is known");
        Program::new(&this, &["--read"], document, None)
    }

    fn new(
        program: &Path,
        arguments: &[&str],
        document: &Path,
        out: Option<(&str, PathBuf)>,
    ) -> Self {
        let mut command = vec![program.display().to_string()];
        command.extend(arguments.iter().map(ToString::to_string));
        command.push(document.display().to_string());
        if let Some((flag, folder)) = &out {
            command.extend([(*flag).to_owned(), folder.display().to_string()]);
        }
        Program {
            command,
            out: out.map(|(_, folder)| folder),
        }
    }

    fn run(&self) -> Outcome {
        if let Some(out) = &self.out {
            let _ = fs::remove_dir_all(out);
            let parent = out.parent().unwrap_or(out);
            fs::create_dir_all(parent).expect("the output folder is writable");
        }
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let ended = command.spawn().and_then(|mut child| child.wait4());
        match ended {
            Ok(ended) if ended.status.success() => Outcome::Done {
                seconds: start.elapsed().as_secs_f64(),
                memory: ended.rusage.maxrss,
            },
            _ => Outcome::Failed,
        }
    }
}

/// Runs the programs in alternation for a number of rounds.
///
/// The shortest time counts, since background load can only add time.
pub fn in_turns<const COUNT: usize>(
    programs: &[Program; COUNT],
    rounds: usize,
) -> [Outcome; COUNT] {
    let mut best = [Outcome::Failed; COUNT];
    for _ in 0..rounds {
        for (program, best) in programs.iter().zip(&mut best) {
            *best = best.or_better(program.run());
        }
    }
    best
}

impl Outcome {
    fn or_better(self, new: Self) -> Self {
        match (self, new) {
            (
                Outcome::Done { seconds, memory },
                Outcome::Done {
                    seconds: again,
                    memory: more,
                },
            ) => Outcome::Done {
                seconds: seconds.min(again),
                memory: memory.max(more),
            },
            (Outcome::Failed, new) => new,
            (old, Outcome::Failed) => old,
        }
    }

    /// The time, and the ratio of `ours` to the time.
    pub fn against(self, ours: f64) -> String {
        match self {
            Outcome::Done { seconds, .. } => {
                format!("{:4.0}ms {:5.2}", seconds * 1e3, ours / seconds)
            }
            Outcome::Failed => "     -     -".to_owned(),
        }
    }
}

/// The file name without extension.
pub fn name(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
