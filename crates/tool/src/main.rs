//! `dalil`: for people who look after the content of a pack.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use clap::{Parser, Subcommand, ValueEnum};
use dalil_tool::compile::{Compiled, compile_dir};
use dalil_tool::export::{self, Format};
use dalil_tool::{answers, code, evaluate, explain, review, xlsform};
use engine::date::Date;
use engine::pack::Pack;
use engine::text::Texts;

/// Checks, runs and explains a pack of content.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Names everything that is wrong with a pack, with file, line and remedy.
    Check {
        /// The pack's folder.
        content: PathBuf,
    },
    /// Reads answers (a JSON object a line) and writes what comes out for each.
    Evaluate {
        /// The pack's folder.
        content: PathBuf,
        /// A file of answers; left out: standard input.
        file: Option<PathBuf>,
        /// The day on which the rules are read (2026-11-24); left out: the pack's date.
        #[arg(long)]
        today: Option<String>,
    },
    /// Writes the results page of one set of answers as text.
    Explain {
        /// The pack's folder.
        content: PathBuf,
        /// A file with one JSON object of answers; `-`: standard input.
        file: PathBuf,
        /// The language.
        #[arg(long)]
        lang: String,
        /// The day on which the rules are read (2026-11-24); left out: the pack's date.
        #[arg(long)]
        today: Option<String>,
    },
    /// Writes the questions as an XLSForm, for Kobo and ODK.
    Xlsform {
        /// The pack's folder.
        content: PathBuf,
        /// The workbook to write.
        out: PathBuf,
    },
    /// Writes cases in a form that other programs read. What it writes is not encrypted.
    Export {
        /// The pack's folder.
        content: PathBuf,
        /// Files of answers: a JSON object, JSON lines (.jsonl), or a pack's examples (.toml).
        #[arg(required = true)]
        answers: Vec<PathBuf>,
        /// The form.
        #[arg(long, value_enum)]
        format: FormatArgument,
        /// Where to: a file for json and xlsx, a folder for csv and xform.
        #[arg(long)]
        out: PathBuf,
        /// The language of the words that explain the codes; left out: the pack's first.
        #[arg(long)]
        lang: Option<String>,
        /// The day on which the rules are read (2026-11-24); left out: the pack's date.
        #[arg(long)]
        today: Option<String>,
    },
    /// Reads the code from a referral's QR code and writes its answers as a JSON object.
    ReadCode {
        /// The pack's folder.
        content: PathBuf,
        /// The code (DL1…).
        code: String,
    },
    /// Prints the entry for text/state.toml that says that texts have been reviewed as they stand.
    Reviewed {
        /// The pack's folder.
        content: PathBuf,
        /// The language.
        #[arg(long)]
        lang: String,
        /// Keys, or beginnings of keys followed by `*`.
        #[arg(long, required = true, num_args = 1..)]
        keys: Vec<String>,
        /// Who reviewed them: initials or a role.
        #[arg(long)]
        by: String,
        /// When (2026-12-01).
        #[arg(long)]
        on: String,
    },
}

/// The forms of `dalil export`.
#[derive(Clone, Copy, ValueEnum)]
enum FormatArgument {
    Json,
    Csv,
    Xlsx,
    Xform,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(io::stderr(), "dalil: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    match command {
        Command::Check { content } => return check(&content, &mut out),
        Command::Evaluate { content, file, today } => {
            let (pack, today) = pack(&content, today.as_deref())?;
            let refused = evaluate::run(&pack, today, input(file.as_deref())?, &mut out)?;
            if refused > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Explain { content, file, lang, today } => {
            let compiled = compiled(&content)?;
            let texts = texts(&compiled, &lang)?;
            let today = day(today.as_deref(), &compiled.pack)?;
            let mut line = String::new();
            input(Some(&file))?.read_to_string(&mut line)?;
            let interview = answers::read_line(&Arc::new(compiled.pack), today, &line)?;
            write!(out, "{}", explain::page(&interview, &texts))?;
        }
        Command::ReadCode { content, code } => {
            let (pack, _) = pack(&content, None)?;
            writeln!(out, "{}", code::answers(&pack, &code)?)?;
        }
        Command::Xlsform { content, out } => {
            let workbook = xlsform::workbook(&compiled(&content)?)?;
            std::fs::write(&out, workbook).with_context(|| format!("cannot write {}", out.display()))?;
        }
        Command::Export { content, answers, format, out, lang, today } => {
            let compiled = compiled(&content)?;
            let lang = lang.as_deref().or(compiled.pack.content().languages.first().map(|first| first.tag.as_str()));
            let texts = texts(&compiled, lang.unwrap_or_default())?;
            let today = day(today.as_deref(), &compiled.pack)?;
            let pack = Arc::new(compiled.pack);
            let people = export::people(&pack, today, &answers)?;
            let format = match format {
                FormatArgument::Json => Format::Json,
                FormatArgument::Csv => Format::Csv,
                FormatArgument::Xlsx => Format::Xlsx,
                FormatArgument::Xform => Format::Xform,
            };
            export::write(&pack, &people, today, &texts, format, &out)?;
        }
        Command::Reviewed { content, lang, keys, by, on } => {
            write!(out, "{}", review::entry(&content, &lang, &keys, &by, &on)?)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check(content: &Path, out: &mut impl Write) -> Result<ExitCode> {
    match compile_dir(content) {
        Ok(compiled) => {
            let pack = compiled.pack.content();
            let (id, version, questions) = (&pack.id, &pack.version, pack.questions.len());
            writeln!(out, "{id} {version}: nothing wrong ({questions} questions, {} cards)", pack.cards.len())?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Err(findings) => {
            for finding in &findings {
                writeln!(out, "{finding}")?;
            }
            writeln!(out, "{} wrong", findings.len())?;
            out.flush()?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn compiled(content: &Path) -> Result<Compiled> {
    compile_dir(content).map_err(|findings| {
        let first = findings.first().map(ToString::to_string).unwrap_or_default();
        anyhow!("the pack has {} mistakes; run `dalil check`. The first:\n{first}", findings.len())
    })
}

fn texts(compiled: &Compiled, lang: &str) -> Result<Texts> {
    compiled.texts(lang).ok_or_else(|| anyhow!("the pack has no language `{lang}`"))
}

fn pack(content: &Path, today: Option<&str>) -> Result<(Arc<Pack>, Date)> {
    let pack = compiled(content)?.pack;
    let today = day(today, &pack)?;
    Ok((Arc::new(pack), today))
}

fn day(text: Option<&str>, pack: &Pack) -> Result<Date> {
    text.map_or(Ok(pack.content().date), |text| text.parse().context("--today"))
}

fn input(file: Option<&Path>) -> Result<Box<dyn BufRead>> {
    Ok(match file {
        Some(path) if path != Path::new("-") => {
            Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?))
        }
        _ => Box::new(io::stdin().lock()),
    })
}
