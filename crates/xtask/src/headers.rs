//! The one table of what every answer of a server must say, so that nothing leaves the device.
//!
//! A policy limits what the page may load and run. It does not stop a page from being *led* somewhere with answers in
//! the address; `Connection-Allowlist` does, in the browsers that know it
//! (<https://wicg.github.io/connection-allowlists/>). Hosts that cannot set headers have the policy in the page, and
//! the service worker adds the rest from the second visit on.

pub(crate) mod hosts;

use std::path::Path;

use crate::exit::Exit;

/// What the page may load and run. Browsers take this from the page too.
const POLICY: [&str; 16] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    FRAME_ANCESTORS,
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// Who may frame the page. Browsers take this from a header only.
const FRAME_ANCESTORS: &str = "frame-ancestors 'none'";

/// The name of every page.
pub(crate) const PAGE: &str = "index.html";
/// The folder of the help desk's page, which alone may use the camera, to read a code.
pub(crate) const DESK: &str = "desk";
/// What says which page may use what of the device.
pub(crate) const PERMISSIONS: &str = "Permissions-Policy";

/// What no page may use of the device.
const FORBIDDEN: &str = "accelerometer=(), bluetooth=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
    idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), \
    serial=(), usb=(), web-share=(), xr-spatial-tracking=()";

/// For how long a file with its hash in its name may be kept, and every other one.
pub(crate) const KEEP: &str = "public, max-age=31536000, immutable";
pub(crate) const ASK_AGAIN: &str = "no-cache";

/// A header's name and value.
pub(crate) type Header = (&'static str, String);

/// The headers of every answer of a server, whatever was asked for.
pub(crate) fn all(exit: &Exit) -> Vec<Header> {
    let reachable = exit.pattern().map(|pattern| format!(" \"{pattern}\"")).unwrap_or_default();
    let fixed = |name, value: &str| (name, value.to_owned());
    vec![
        ("Content-Security-Policy", POLICY.join("; ")),
        ("Connection-Allowlist", format!("(response-origin{reachable})")),
        fixed("Cross-Origin-Opener-Policy", "same-origin"),
        fixed("Cross-Origin-Embedder-Policy", "require-corp"),
        fixed("Cross-Origin-Resource-Policy", "same-origin"),
        (PERMISSIONS, permissions("camera=()")),
        fixed("Referrer-Policy", "no-referrer"),
        fixed("X-Content-Type-Options", "nosniff"),
        fixed("X-Frame-Options", "DENY"),
        fixed("Origin-Agent-Cluster", "?1"),
        fixed("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        fixed("X-Robots-Tag", "noarchive"),
    ]
}

fn permissions(camera: &str) -> String {
    format!("{camera}, {FORBIDDEN}")
}

/// What [`PERMISSIONS`] says of the [`DESK`] instead.
pub(crate) fn permissions_of_desk() -> String {
    permissions("camera=(self)")
}

/// The headers of one file.
pub(crate) fn of_file(exit: &Exit, path: &Path) -> Vec<Header> {
    let mut headers = all(exit);
    if path.parent().is_some_and(|folder| folder.ends_with(DESK)) {
        headers
            .iter_mut()
            .filter(|(name, _)| *name == PERMISSIONS)
            .for_each(|(_, value)| *value = permissions_of_desk());
    }
    headers
}

/// Headers as a server sends them, each on a line of its own.
pub(crate) fn lines(headers: &[Header]) -> String {
    let lines: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    lines.concat()
}

/// The same headers for the service worker of a page, which adds them to every answer it gives: a JavaScript array of
/// pairs, as `new Headers(…)` takes it.
pub(crate) fn for_worker(exit: &Exit, page: &Path) -> String {
    let pairs = of_file(exit, page).into_iter().map(|(name, value)| [name.to_owned(), value].to_vec());
    pairs.collect::<serde_json::Value>().to_string()
}

/// The policy as it stands in the page itself, without what browsers take from a header only.
pub(crate) fn policy_of_page() -> String {
    let taken: Vec<&str> = POLICY.into_iter().filter(|&part| part != FRAME_ANCESTORS).collect();
    taken.join("; ")
}

/// Whether a name holds its content's hash: then it never means anything else.
pub(crate) fn is_hashed(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let hashed = |(_, hash): (&str, &str)| hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.rsplit_once('-').is_some_and(hashed)
}

/// `Cache-Control` for a file: one with a hash in its name is kept for ever, every other one is asked for again.
pub(crate) fn cache_control(path: &Path) -> &'static str {
    if is_hashed(path) { KEEP } else { ASK_AGAIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(exit: &Exit, wanted: &str) -> String {
        all(exit).into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value).unwrap_or_default()
    }

    #[test]
    fn nothing_is_reachable_but_the_own_files_and_the_way_out_without_a_query() {
        assert_eq!(value(&Exit::default(), "Connection-Allowlist"), "(response-origin)");
        let exit = Exit::read("https://example.org/weather").unwrap();
        assert_eq!(value(&exit, "Connection-Allowlist"), "(response-origin \"https://example.org/weather?\")");
    }

    #[test]
    fn the_policy_names_no_host_and_allows_no_script_in_the_page() {
        let policy = value(&Exit::default(), "Content-Security-Policy");
        for wrong in ["http:", "https:", "*", "'unsafe-inline'", "'unsafe-eval'", "unsafe-hashes"] {
            assert!(!policy.contains(wrong), "{wrong}");
        }
        assert!(policy.starts_with("default-src 'none'; "));
    }

    #[test]
    fn the_page_says_the_same_as_the_header_but_who_may_frame_it() {
        let header = value(&Exit::default(), "Content-Security-Policy");
        assert_eq!(header.replace("frame-ancestors 'none'; ", ""), policy_of_page());
        assert_ne!(header, policy_of_page());
    }

    #[test]
    fn the_worker_says_the_same_as_a_server() {
        let exit = Exit::read("https://example.org/a").unwrap();
        let pairs: Vec<(String, String)> = serde_json::from_str(&for_worker(&exit, Path::new(PAGE))).unwrap();
        let expected: Vec<_> = all(&exit).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn the_camera_is_for_the_desk_alone() {
        let of = |name: &str| lines(&of_file(&Exit::default(), Path::new(name)));
        for name in ["index.html", "desk.js", "desk", "desktop/index.html"] {
            assert!(of(name).contains("camera=()") && !of(name).contains("camera=(self)"), "{name}");
        }
        assert!(of("a/desk/index.html").contains("camera=(self)") && !of("a/desk/index.html").contains("camera=()"));
        assert_eq!(of("desk/index.html").replace("camera=(self)", "camera=()"), of("index.html"));
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert_eq!(cache_control(Path::new("app-0123456789ab.wasm")), KEEP);
        for name in ["index.html", "sw.js", "apple-touch-icon.png", "SHA256SUMS"] {
            assert_eq!(cache_control(Path::new(name)), ASK_AGAIN, "{name}");
        }
    }
}
