//! The memory of the server: scripts, requests, violations.

use crate::runtime::fake::received::Received;
use crate::runtime::fake::reply::Reply;
use crate::runtime::fake::script::{Source, Step, Steps};
use std::any::TypeId;
use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;

/// The number of requests to keep: memory stays flat in long runs.
const MAX_RECEIVED: usize = 10_000;
/// The number of requests in a report.
const MAX_REPORTED: usize = 10;

#[derive(Default)]
pub(super) struct State {
    pub(super) scripts: HashMap<TypeId, Steps>,
    begun: usize,
    pub(super) received: VecDeque<Received>,
    counts: HashMap<TypeId, usize>,
    /// The requests that break the spec.
    pub(super) refused: VecDeque<Received>,
    pub(super) expects_violations: bool,
}

impl std::fmt::Debug for State {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    /// Begins the script of an operation.
    pub(super) fn begin(&mut self, operation: TypeId) {
        self.begun += 1;
        self.scripts
            .insert(operation, Steps::of(vec![Step::default()], self.begun));
    }

    /// Replaces the scripts of the operations by recorded replies.
    pub(super) fn replay(&mut self, recorded: Vec<(TypeId, Reply)>) {
        let mut scripts: HashMap<TypeId, Vec<Step>> = HashMap::new();
        for (operation, reply) in recorded {
            let step = Step {
                source: Source::Reply(Box::new(reply)),
                ..Step::default()
            };
            scripts.entry(operation).or_default().push(step);
        }
        for (operation, steps) in scripts {
            self.begun += 1;
            let steps = Steps::of(steps, self.begun);
            self.scripts.insert(operation, steps);
        }
    }

    /// The step for a request of an operation.
    pub(super) fn step(&mut self, operation: TypeId) -> Option<(Step, u64)> {
        self.scripts.get_mut(&operation)?.next()
    }

    pub(super) fn record(&mut self, received: &Received) {
        if let Some(route) = received.judged.route {
            *self.counts.entry((route.operation)()).or_default() += 1;
        }
        push(&mut self.received, received);
        if !received.violations().is_empty() {
            push(&mut self.refused, received);
        }
    }

    pub(super) fn count(&self, operation: TypeId) -> usize {
        self.counts.get(&operation).copied().unwrap_or_default()
    }

    /// Describes the requests that break the spec; `None` without such a request, or if the test
    /// expects violations.
    pub(super) fn report(&self) -> Option<String> {
        if self.expects_violations || self.refused.is_empty() {
            return None;
        }
        let count = self.refused.len();
        let plural = if count == 1 { "" } else { "s" };
        let mut text = format!("the fake server refused {count} request{plural}:\n");
        for received in self.refused.iter().take(MAX_REPORTED) {
            // Writing to a string cannot fail.
            _ = write!(text, "  {} {}", received.method(), received.uri().path());
            if let Some(operation) = received.operation() {
                _ = write!(text, " (`{operation}`)");
            }
            if let Some(status) = received.judged.status() {
                _ = write!(text, ", answered {}", status.as_u16());
            }
            text.push('\n');
            for violation in received.violations() {
                _ = writeln!(text, "    {violation}");
            }
        }
        if count > MAX_REPORTED {
            _ = writeln!(text, "  and {} more", count - MAX_REPORTED);
        }
        text.push_str(
            "help: correct the requests, or call `take_violations` or `expect_violations` on the \
             server if the test sends invalid requests",
        );
        Some(text)
    }
}

fn push(queue: &mut VecDeque<Received>, received: &Received) {
    if queue.len() == MAX_RECEIVED {
        queue.pop_front();
    }
    queue.push_back(received.clone());
}
