//! What a command says, and the code it ends with.

use crate::{Error, Result};
use std::io::Write;
use std::process::ExitCode;

/// The answer of a command.
pub struct Said {
    text: String,
    failed: bool,
}

impl Said {
    /// Words for a person.
    pub fn line(text: String) -> Self {
        Self { text, failed: false }
    }
    /// A value for a program.
    pub fn json(value: &impl serde::Serialize) -> Result<Self> {
        let text = serde_json::to_string_pretty(value).map_err(|fault| {
            Error::new("json-fault", format!("The answer could not be written: {fault}."), "")
        })?;
        Ok(Self::line(text))
    }
    /// The same words, with the exit code of a failure where `failed`.
    pub fn failed_if(self, failed: bool) -> Self {
        Self { failed, ..self }
    }
    /// Prints it and gives the exit code.
    pub fn code(self) -> ExitCode {
        // A reader that has gone (`stet list | head`) is no fault.
        let _ = writeln!(std::io::stdout().lock(), "{}", self.text);
        if self.failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// Says what went wrong and what to do.
pub fn fault(fault: &Error) {
    let _ = writeln!(std::io::stderr().lock(), "stet: {fault} [{}]", fault.code);
}

/// Says how far something is, on a line that is written over.
pub fn progress_line(said: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "\r\x1b[K{said}");
    let _ = out.flush();
}
