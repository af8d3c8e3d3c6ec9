//! A small server for this computer, with the headers that the app should have online.
//!
//! Std only. Each connection has a thread: browsers open some that they do not use at once.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::exit::Exit;
use crate::{build, dist, headers};

/// How many ports are tried, from the one asked for.
const PORTS_TRIED: u16 = 50;
const LONGEST_LINE: u64 = 8192;

/// Reads the options, builds unless told not to, and serves until stopped.
pub(crate) fn run(options: &[String]) -> Result<()> {
    let (mut port, mut folder, mut build_first) = (8080, dist(), true);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (option.as_str(), options.clone().next()) {
            ("--no-build", _) => build_first = false,
            ("--port", Some(value)) => port = value.parse().context("--port takes a number up to 65535")?,
            ("--dist", Some(value)) => folder = PathBuf::from(value),
            _ => bail!("serve takes --port N, --dist DIR and --no-build, not {option}"),
        }
        if option != "--no-build" {
            options.next();
        }
    }
    if build_first {
        build::run(&folder, &Exit::default())?;
    }
    let folder = folder.canonicalize().with_context(|| format!("{} is not there", folder.display()))?;
    let site = Arc::new(Site { exit: exit(&folder)?, folder });
    let listener = listen(port)?;
    println!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        std::thread::spawn(move || converse(&stream, &site));
    }
    Ok(())
}

/// What is served.
struct Site {
    folder: PathBuf,
    /// Where "Quick exit" leads.
    exit: Exit,
}

/// Where "Quick exit" leads, as the app in a folder says in its page.
fn exit(folder: &Path) -> Result<Exit> {
    let page = folder.join("index.html");
    let text = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    Exit::of_page(&text).with_context(|| format!("{}: where \"Quick exit\" leads", page.display()))
}

/// Takes the port, or the next one that is free.
fn listen(port: u16) -> Result<TcpListener> {
    (port..=port.saturating_add(PORTS_TRIED))
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no port from {port} on is free"))
}

/// Answers the requests of one connection, one after the other, until either side has had enough.
fn converse(stream: &TcpStream, site: &Site) {
    let _ = stream.set_read_timeout(Some(Duration::from_mins(1)));
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader) {
        if respond(stream, &request, site).is_err() || request.close {
            return;
        }
    }
}

#[derive(Default)]
struct Request {
    method: String,
    path: String,
    brotli: bool,
    close: bool,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> Option<Self> {
        let first = line(reader)?;
        let mut words = first.split(' ');
        let mut request = Self { method: words.next()?.to_owned(), path: words.next()?.to_owned(), ..Self::default() };
        loop {
            let header = line(reader)?.to_ascii_lowercase();
            match header.split_once(':') {
                None => return header.is_empty().then_some(request),
                Some(("accept-encoding", value)) => request.brotli = value.split(',').any(|it| it.trim() == "br"),
                Some(("connection", value)) => request.close = value.trim() == "close",
                Some(_) => {}
            }
        }
    }
}

fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    let mut limited = std::io::Read::take(reader, LONGEST_LINE);
    limited.read_line(&mut line).ok()?;
    line.ends_with('\n').then(|| line.trim_end().to_owned())
}

fn respond(mut stream: &TcpStream, request: &Request, site: &Site) -> std::io::Result<()> {
    let path = find(&site.folder, &request.path);
    let protection = headers::lines(&headers::of_file(&site.exit, path.as_deref().unwrap_or(Path::new(""))));
    let with_body = request.method == "GET";
    if !with_body && request.method != "HEAD" {
        let head = "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n";
        return stream.write_all(format!("{head}{protection}\r\n").as_bytes());
    }
    if let Some(folder) = without_slash(&site.folder, &request.path) {
        // The page's own addresses are relative to its folder.
        let head = format!("HTTP/1.1 301 Moved Permanently\r\nLocation: {folder}/\r\nContent-Length: 0\r\n");
        return stream.write_all(format!("{head}{protection}\r\n").as_bytes());
    }
    let found = path.and_then(|path| Some((fs::read(&path).ok()?, path)));
    let Some((plain, path)) = found else {
        let body = if with_body { "not here\n" } else { "" };
        let head = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n";
        return stream.write_all(format!("{head}{protection}\r\n{body}").as_bytes());
    };
    let packed = if request.brotli { fs::read(format!("{}.br", path.display())).ok() } else { None };
    let encoding = if packed.is_some() { "Content-Encoding: br\r\n" } else { "" };
    let body = packed.unwrap_or(plain);
    let head = format!(
        "HTTP/1.1 200 OK\r\n\
         Content-Type: {}\r\n\
         Content-Length: {}\r\n\
         {encoding}\
         Vary: Accept-Encoding\r\n\
         Cache-Control: {}\r\n\
         {protection}\r\n",
        kind(&path),
        body.len(),
        headers::cache_control(&path),
    );
    stream.write_all(head.as_bytes())?;
    if with_body { stream.write_all(&body) } else { Ok(()) }
}

/// The path of a folder that was asked for without the slash at its end.
fn without_slash<'a>(folder: &Path, path: &'a str) -> Option<&'a str> {
    let found = find(folder, path)?;
    (!path.ends_with('/') && found.ends_with("index.html") && !path.ends_with("index.html")).then_some(path)
}

/// The file for a path in a request: only names below the folder, nothing encoded, nothing hidden.
fn find(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next()?.strip_prefix('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    // A second slash would make it a path from the root of the disk.
    let hidden = |part: &str| part.starts_with('.');
    if !path.chars().all(plain) || path.starts_with('/') || path.contains("//") || path.split('/').any(hidden) {
        return None;
    }
    let file = folder.join(path);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

/// The kind of a file (its MIME type), by the end of its name.
pub(crate) fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("tsv") => "text/tab-separated-values; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_asked_for_with_a_slash_at_its_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("desk")).unwrap();
        assert_eq!(without_slash(folder.path(), "/desk"), Some("/desk"));
        for path in ["/", "/desk/", "/index.html", "/desk/index.html", "/app.js"] {
            assert_eq!(without_slash(folder.path(), path), None, "{path}");
        }
    }

    #[test]
    fn only_what_lies_in_the_folder_is_found() {
        let folder = Path::new("/nowhere");
        assert_eq!(find(folder, "/a/b.js?x=1"), Some(PathBuf::from("/nowhere/a/b.js")));
        for path in ["/../secret", "/a/../../b", "/%2e%2e/b", "//etc/passwd", "/.git/config", "a", "/a\\b"] {
            assert_eq!(find(folder, path), None, "{path}");
        }
    }
}
