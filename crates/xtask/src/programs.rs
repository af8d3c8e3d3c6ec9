//! Running other programs: what fails says which program it was, and nothing is waited for without an end.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use wait_timeout::ChildExt as _;

/// Runs a program; fails when it does.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let words = words(command);
    let status = command.status().with_context(|| format!("cannot run {words}"))?;
    ensure!(status.success(), "{words}: {status}");
    Ok(())
}

/// Runs a program that may wait for something that never comes, a browser above all; ends it after so many minutes.
pub(crate) fn succeed_within(minutes: u64, command: &mut Command) -> Result<()> {
    let words = words(command);
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot run {words}"))?;
    let Some(status) = child.wait_timeout(Duration::from_secs(60 * minutes))? else {
        child.kill()?;
        child.wait()?;
        bail!("{words}: still not at its end after {minutes} minutes, and stopped");
    };
    ensure!(status.success(), "{words}: {status}");
    Ok(())
}

fn words(command: &Command) -> String {
    format!("{command:?}").replace('"', "")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{succeed, succeed_within};

    #[test]
    fn a_program_that_fails_fails() {
        assert!(succeed(&mut Command::new("false")).unwrap_err().to_string().starts_with("false: "));
        assert!(succeed_within(1, &mut Command::new("false")).is_err());
        assert!(succeed_within(1, &mut Command::new("true")).is_ok());
    }

    #[test]
    fn a_program_that_never_ends_is_stopped() {
        let late = succeed_within(0, Command::new("sleep").arg("60")).unwrap_err().to_string();
        assert!(late.contains("still not at its end after 0 minutes"), "{late}");
    }
}
