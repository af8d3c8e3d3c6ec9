//! Cases as a file of a form that other programs read.

use ::desk::case::Case;
use engine::date::Date;
use engine::interview::Interview;
use engine::pack::Pack;
use engine::text::{Texts, plain};
use exports::xform;
use exports::{Export, ExportError, archive, csv, json, riat, xlsx};

/// As what cases are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A workbook.
    Xlsx,
    /// A table.
    Csv,
    /// What the codes in the table mean.
    Codes,
    /// A document for programs.
    Json,
    /// Instances of the pack's form.
    XForm,
    /// In the order in which RIAT asks.
    Riat,
}

impl Format {
    /// All forms, in the order in which they are offered.
    pub(crate) const ALL: [Self; 6] = [Self::Xlsx, Self::Csv, Self::Codes, Self::Json, Self::XForm, Self::Riat];

    /// Its name, as texts have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Codes => "codes",
            Self::Json => "json",
            Self::XForm => "xform",
            Self::Riat => "riat",
        }
    }
}

/// A case that is exported.
pub(crate) struct Taken {
    code: String,
    begun: Date,
    changed: Date,
    interview: Interview,
}

impl Taken {
    /// A case with what follows from its answers.
    pub(crate) fn of(case: &Case, interview: Interview) -> Option<Self> {
        let code = case.code().to_string();
        let begun = Date::from_days(case.begun())?;
        // A clock may have been wrong by years: then it was changed when it was begun.
        let changed = Date::from_days(case.draft.day).unwrap_or(begun);
        Some(Self { code, begun, changed, interview })
    }

    fn case(&self) -> exports::Case<'_> {
        exports::Case { code: &self.code, begun: self.begun, changed: self.changed, interview: &self.interview }
    }
}

/// A file.
pub(crate) struct File {
    /// Its name, which says nothing about anybody.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) kind: &'static str,
    /// What stands in it.
    pub(crate) bytes: Vec<u8>,
}

/// The media type of a workbook.
pub(crate) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The media type of a table.
pub(crate) const TABLE: &str = "text/csv";

/// The file of some cases.
pub(crate) fn made(
    form: Format,
    pack: &Pack,
    taken: &[Taken],
    texts: &Texts,
    today: Date,
) -> Result<File, ExportError> {
    let cases: Vec<exports::Case<'_>> = taken.iter().map(Taken::case).collect();
    let export = Export::new(pack, &cases)?;
    let file = |what: &str, ending: &str, kind, bytes| {
        let name = format!("dalil{what}-{today}.{ending}");
        Ok(File { name, kind, bytes })
    };
    match form {
        Format::Xlsx => file("", "xlsx", WORKBOOK, xlsx::workbook(&export, texts, today)?),
        Format::Csv => file("", "csv", TABLE, csv::cases(&export)?),
        Format::Codes => file("-codes", "csv", TABLE, csv::codes(pack, texts)?),
        Format::Json => file("", "json", "application/json", json::document(&export)?.into_bytes()),
        Format::Riat => {
            let heading = |section: riat::RiatSection| {
                let key = format!("ui.desk.riat.{}", section.name());
                texts.get(&key).map(plain).unwrap_or_default()
            };
            file("-riat", "csv", TABLE, riat::table(&export, texts, heading)?)
        }
        Format::XForm => {
            let form = xform::Form::of(pack);
            let instance = |case| xform::instance(&form, case, instance_id(case)).map(String::into_bytes);
            if let [case] = &cases[..] {
                return file("", "xml", "application/xml", instance(case)?);
            }
            let numbered =
                cases.iter().zip(1..).map(|(case, number)| Ok((format!("{number:04}.xml"), instance(case)?)));
            let files = numbered.collect::<Result<Vec<_>, ExportError>>()?;
            file("", "zip", "application/zip", archive::archive(&files)?)
        }
    }
}

/// The code of the case, and the day of its last change: a server takes the same state of a case once.
fn instance_id(case: &exports::Case<'_>) -> [u8; 16] {
    let code = case.code.bytes().filter(u8::is_ascii_alphanumeric).chain(*b"        ").take(8);
    let mut id = *b"dalil case      ";
    // Bytes 6 and 8 hold what makes it a UUID.
    let places = id.iter_mut().enumerate().filter(|(at, _)| !(6..9).contains(at)).map(|(_, place)| place);
    places.zip(code.chain(case.changed.days().to_be_bytes())).for_each(|(place, byte)| *place = byte);
    id
}
