//! Where "Quick exit" leads: chosen for each place that the app is put online, since what is neutral differs.

use std::fmt;

/// The way out when none was chosen: a page with nothing on it.
const NOWHERE: &str = "about:blank";

/// A page that may be shown in place of the app.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Exit(String);

/// Why an address cannot be where "Quick exit" leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ExitError {
    /// Neither `https:` nor `about:blank`.
    NotSecure,
    /// Something after a `?` or a `#`: room for answers.
    NotPlain,
    /// No host, or one with a name and password before it.
    NoHost,
    /// A character that means something else in a list of addresses. Holds the character.
    Character(char),
}

impl fmt::Display for ExitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSecure => write!(f, "it must begin with https:// or be {NOWHERE}"),
            Self::NotPlain => write!(f, "it must have no ? and no #: nothing may be carried out in it"),
            Self::NoHost => write!(f, "a host must follow https://, without a name or a password"),
            Self::Character(c) => write!(f, "{c:?} cannot stand in it; write it as %XX, or choose another page"),
        }
    }
}

impl std::error::Error for ExitError {}

impl Default for Exit {
    fn default() -> Self {
        Self(NOWHERE.to_owned())
    }
}

impl Exit {
    /// Reads an address: `https:` without query and fragment, or `about:blank`.
    pub(crate) fn read(address: &str) -> Result<Self, ExitError> {
        if address == NOWHERE {
            return Ok(Self::default());
        }
        let rest = address.strip_prefix("https://").ok_or(ExitError::NotSecure)?;
        if rest.contains(['?', '#']) {
            return Err(ExitError::NotPlain);
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let of_a_name = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        let is_port = !port.is_empty() && port.chars().all(|c| c.is_ascii_digit());
        if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(of_a_name) || !is_port {
            return Err(ExitError::NoHost);
        }
        // The rest means something in an address pattern, in a header or in a server's configuration.
        let of_a_path = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        match path.chars().find(|&c| !of_a_path(c)) {
            Some(wrong) => Err(ExitError::Character(wrong)),
            None => Ok(Self(format!("https://{host}/{path}"))),
        }
    }

    /// The exit that a built page has in its `data-exit`.
    pub(crate) fn of_page(page: &str) -> Result<Self, ExitError> {
        let after = page.split_once("data-exit=\"").map_or("", |(_, after)| after);
        Self::read(after.split('"').next().unwrap_or_default())
    }

    /// The address.
    pub(crate) fn address(&self) -> &str {
        &self.0
    }

    /// The pattern that matches this address and no query after it; none for a page that asks nothing of the network.
    pub(crate) fn pattern(&self) -> Option<String> {
        // Without the question mark a pattern matches any query.
        (self.0 != NOWHERE).then(|| format!("{}?", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exit_is_a_secure_page_or_none() {
        assert_eq!(Exit::read("about:blank"), Ok(Exit::default()));
        assert_eq!(Exit::default().pattern(), None);
        let weather = Exit::read("https://www.example.org:8443/a/b-c%20d").unwrap();
        assert_eq!(weather.pattern().as_deref(), Some("https://www.example.org:8443/a/b-c%20d?"));
        assert_eq!(Exit::read("https://example.org").unwrap().address(), "https://example.org/");
    }

    #[test]
    fn an_exit_that_could_carry_something_out_is_refused() {
        for (address, wrong) in [
            ("http://example.org/", ExitError::NotSecure),
            ("javascript:alert(1)", ExitError::NotSecure),
            ("data:text/html,x", ExitError::NotSecure),
            ("", ExitError::NotSecure),
            ("https://example.org/?q=", ExitError::NotPlain),
            ("https://example.org/#x", ExitError::NotPlain),
            ("https://", ExitError::NoHost),
            ("https:///a", ExitError::NoHost),
            ("https://me:secret@example.org/", ExitError::NoHost),
            ("https://*.example.org/", ExitError::NoHost),
            ("https://example.org:/", ExitError::NoHost),
            ("https://example.org/*", ExitError::Character('*')),
            ("https://example.org/:id", ExitError::Character(':')),
            ("https://example.org/a\" b", ExitError::Character('"')),
            ("https://example.org/ا", ExitError::Character('ا')),
        ] {
            assert_eq!(Exit::read(address), Err(wrong), "{address}");
        }
    }

    #[test]
    fn the_exit_of_a_page_is_read_from_it() {
        let page = "<html data-exit=\"https://example.org/a\"><head>";
        assert_eq!(Exit::of_page(page).unwrap().address(), "https://example.org/a");
        assert_eq!(Exit::of_page("<html>"), Err(ExitError::NotSecure));
    }
}
