//! The table of headers in the forms that hosts read, written beside the app: whoever puts it online copies nothing.

use std::fmt::Write;
use std::path::Path;

use super::{ASK_AGAIN, DESK, Header, KEEP, PAGE, PERMISSIONS, all, cache_control, permissions_of_desk};
use crate::exit::Exit;

/// A hashed name's end, as the regular expressions of servers have it. Spelt out: Caddy reads braces as its own.
const HASHED: &str = "-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]\
    [0-9a-f]\\.[a-z0-9]+$";

/// The files for hosts, by name: they carry the headers of the app that they stand beside.
pub(crate) fn files<'a>(exit: &Exit, app: impl Iterator<Item = &'a Path>) -> [(&'static str, String); 5] {
    let headers = all(exit);
    [
        ("_headers", static_hosts(&headers, app)),
        (".htaccess", apache(&headers)),
        ("desk/.htaccess", format!("Header always set {PERMISSIONS} \"{}\"\n", permissions_of_desk())),
        ("headers/nginx.conf", nginx(&headers)),
        ("headers/Caddyfile", caddy(&headers)),
    ]
}

/// Netlify and Cloudflare Pages. What two rules say of one header they join, so each file has a rule of its own for
/// how long it is kept, and each page for what it may use.
fn static_hosts<'a>(headers: &[Header], app: impl Iterator<Item = &'a Path>) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in headers.iter().filter(|(name, _)| *name != PERMISSIONS) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let (phone, desk) = (permissions(headers), permissions_of_desk());
    let mut page = |path: &str, permissions: &str| {
        let _ = writeln!(text, "{path}\n  Cache-Control: {ASK_AGAIN}\n  {PERMISSIONS}: {permissions}");
    };
    for name in ["", PAGE] {
        page(&format!("/{name}"), phone);
        page(&format!("/{DESK}/{name}"), &desk);
    }
    for path in app.filter(|path| !path.ends_with(PAGE)) {
        let _ = writeln!(text, "/{}\n  Cache-Control: {}", path.display(), cache_control(path));
    }
    text
}

/// What a page may use that is not the desk's.
fn permissions(headers: &[Header]) -> &str {
    headers.iter().find(|(name, _)| *name == PERMISSIONS).map_or("", |(_, value)| value)
}

/// Apache, which must have `mod_headers`: without it nothing is served, rather than served without protection.
/// How long a file is kept is said of files that are there, never of an error.
fn apache(headers: &[Header]) -> String {
    let mut text = "AddType application/wasm .wasm\nAddType text/tab-separated-values .tsv\n".to_owned();
    for (name, value) in headers {
        let value = value.replace('%', "%%").replace('"', "\\\"");
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(text, "Header set Cache-Control \"{ASK_AGAIN}\"");
    let _ = writeln!(text, "<FilesMatch \"{HASHED}\">\nHeader set Cache-Control \"{KEEP}\"\n</FilesMatch>");
    text
}

/// nginx, to be included in a `server` block. A `location` with an `add_header` of its own would lose all of these.
fn nginx(headers: &[Header]) -> String {
    let mut text = String::new();
    for (name, value) in headers.iter().filter(|(name, _)| *name != PERMISSIONS) {
        let _ = writeln!(text, "add_header {name} \"{}\" always;", value.replace('"', "\\\""));
    }
    let _ = writeln!(text, "set $dalil_permissions \"{}\";", permissions(headers));
    let desk = permissions_of_desk();
    let _ = writeln!(text, "if ($uri ~ \"/{DESK}/\") {{ set $dalil_permissions \"{desk}\"; }}");
    let _ = writeln!(text, "add_header {PERMISSIONS} $dalil_permissions always;");
    let _ = writeln!(text, "set $dalil_keep \"{ASK_AGAIN}\";");
    let _ = writeln!(text, "if ($uri ~ \"{}\") {{ set $dalil_keep \"{KEEP}\"; }}", HASHED.replace('\\', "\\\\"));
    let _ = writeln!(text, "add_header Cache-Control $dalil_keep;");
    text
}

/// Caddy, to be imported in a site's block.
fn caddy(headers: &[Header]) -> String {
    let mut text = "header {\n".to_owned();
    for (name, value) in headers.iter().filter(|(name, _)| *name != PERMISSIONS) {
        let _ = writeln!(text, "\t{name} `{value}`");
    }
    let _ = writeln!(text, "}}\n@desk path */{DESK}/*\nheader @desk {PERMISSIONS} `{}`", permissions_of_desk());
    let _ = writeln!(text, "@no_desk not path */{DESK}/*\nheader @no_desk {PERMISSIONS} `{}`", permissions(headers));
    let _ = writeln!(text, "@hashed {{\n\tpath_regexp `{HASHED}`\n\tfile\n}}");
    let _ = writeln!(text, "header @hashed Cache-Control `{KEEP}`");
    let _ = writeln!(text, "@other not path_regexp `{HASHED}`\nheader @other Cache-Control `{ASK_AGAIN}`");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: [&str; 2] = ["app-0123456789ab.js", "index.html"];

    fn written() -> ([(&'static str, String); 5], Vec<Header>) {
        let exit = Exit::read("https://example.org/a%20b").unwrap();
        (files(&exit, APP.into_iter().map(Path::new)), all(&exit))
    }

    /// What a host makes of a line: a header's name and its value, unquoted as that host does it.
    fn read(file: &str, line: &str) -> Option<(String, String)> {
        let quoted = |rest: &str| Some(rest.strip_prefix('"')?.strip_suffix('"')?.replace("\\\"", "\""));
        let (name, value) = match file {
            "_headers" => line.strip_prefix("  ")?.split_once(": ").map(|(name, value)| (name, value.to_owned()))?,
            ".htaccess" => {
                let (name, value) = line.strip_prefix("Header always set ")?.split_once(' ')?;
                (name, quoted(value)?.replace("%%", "%"))
            }
            "headers/nginx.conf" => {
                let (name, value) = line.strip_prefix("add_header ")?.strip_suffix(" always;")?.split_once(' ')?;
                (name, quoted(value)?)
            }
            _ => {
                let (name, value) = line.strip_prefix('\t')?.split_once(" `")?;
                (name, value.strip_suffix('`')?.to_owned())
            }
        };
        Some((name.to_owned(), value))
    }

    #[test]
    fn every_host_says_the_same_as_the_own_server() {
        let (files, headers) = written();
        // What lies in the desk's folder only adds to what lies above it.
        for (name, text) in files.iter().filter(|(name, _)| !name.starts_with(DESK)) {
            let said: Vec<_> = text.lines().filter_map(|line| read(name, line)).collect();
            for (header, value) in headers.iter().filter(|(header, _)| *header != PERMISSIONS) {
                let found = said.iter().filter(|(it, _)| it == header).collect::<Vec<_>>();
                assert_eq!(found, [&((*header).to_owned(), value.clone())], "{header} in {name}");
            }
        }
    }

    #[test]
    fn every_host_gives_the_camera_to_the_desk_alone() {
        let (files, headers) = written();
        let (phone, desk) = (permissions(&headers), permissions_of_desk());
        let page = |path: &str, may: &str| format!("{path}\n  Cache-Control: no-cache\n  Permissions-Policy: {may}\n");
        let rules = [
            [page("/", phone), page("/index.html", phone), page("/desk/", &desk), page("/desk/index.html", &desk)]
                .to_vec(),
            [format!("\nHeader always set Permissions-Policy \"{phone}\"\n")].to_vec(),
            [format!("Header always set Permissions-Policy \"{desk}\"\n")].to_vec(),
            [
                format!("\nset $dalil_permissions \"{phone}\";\n"),
                format!("\nif ($uri ~ \"/desk/\") {{ set $dalil_permissions \"{desk}\"; }}\n"),
            ]
            .to_vec(),
            [
                format!("\n@no_desk not path */desk/*\nheader @no_desk Permissions-Policy `{phone}`\n"),
                format!("\n@desk path */desk/*\nheader @desk Permissions-Policy `{desk}`\n"),
            ]
            .to_vec(),
        ];
        for ((name, text), rules) in files.iter().zip(rules) {
            for rule in &rules {
                assert!(text.contains(rule), "{rule} in {name}");
            }
            assert_eq!(text.matches("camera=(").count(), rules.len(), "{name}");
        }
    }

    #[test]
    fn every_host_keeps_hashed_files_and_asks_for_the_page_again() {
        let (files, _) = written();
        let [(_, rules), rest @ ..] = files;
        assert!(rules.contains(&format!("\n/\n  Cache-Control: {ASK_AGAIN}\n")));
        assert!(rules.contains(&format!("\n/index.html\n  Cache-Control: {ASK_AGAIN}\n")));
        assert!(rules.contains(&format!("\n/app-0123456789ab.js\n  Cache-Control: {KEEP}\n")));
        for (name, text) in rest.iter().filter(|(name, _)| !name.starts_with(DESK)) {
            assert!(text.contains(KEEP) && text.contains(ASK_AGAIN), "{name}");
        }
    }

    #[test]
    fn no_rule_is_longer_than_hosts_read() {
        // Cloudflare Pages takes 100 rules of at most 2,000 characters a line.
        let (files, _) = written();
        for (name, text) in files {
            assert!(text.lines().all(|line| line.len() < 2000), "{name}");
        }
    }
}
