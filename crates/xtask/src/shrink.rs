//! Fewer bytes for the same wasm: short names for what it imports, and nothing that only tools read.
//!
//! wasm-bindgen names every import after what it calls, with a hash behind it, once in the wasm and once in the
//! JavaScript. Hashes do not compress: a hundred of them weigh as much as a screen.

use anyhow::{Context, Result, bail};
use wasm_encoder::{EntityType, ImportSection, Module, RawSection};
use wasmparser::{Imports, Parser, Payload, TypeRef};

/// How wasm-bindgen's names begin, and how many digits of a hash they end with.
const BEGIN: &str = "__wbg_";
const HASH_DIGITS: usize = 16;

/// Gives the functions that a module imports from wasm-bindgen's JavaScript short names, in both.
pub(crate) fn short_imports(wasm: &[u8], js: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Vec::new();
    let wasm = rewritten(wasm, |field| {
        if !is_long(field) {
            return field.to_owned();
        }
        names.push(field.to_owned());
        short(names.len() - 1)
    })?;
    let js = names.iter().enumerate().fold(js.to_owned(), |js, (at, name)| js.replace(name.as_str(), &short(at)));
    Ok((wasm, js))
}

/// A script as wasm-bindgen writes it, without comments and without the blanks before its lines.
pub(crate) fn without_comments(js: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in js.lines().map(str::trim_start) {
        inside |= line.starts_with("/**");
        if !inside && !line.is_empty() && !line.starts_with("//") && !line.starts_with("/* @ts") {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= !line.ends_with("*/");
    }
    kept
}

/// A module without names and without who made it.
pub(crate) fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    rewritten(wasm, str::to_owned)
}

/// A module without custom sections, its imports renamed.
fn rewritten(wasm: &[u8], mut rename: impl FnMut(&str) -> String) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports {
                let Imports::Single(_, import) = import? else { bail!("the module groups its imports") };
                section.import(import.module, &rename(import.name), entity(import.ty)?);
            }
            kept.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = wasm.get(range).context("a section beyond the end of the module")?;
            kept.section(&RawSection { id, data });
        }
    }
    Ok(kept.finish())
}

fn entity(ty: TypeRef) -> Result<EntityType> {
    EntityType::try_from(ty).map_err(|_| anyhow::anyhow!("the module imports something unknown: {ty:?}"))
}

fn is_long(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    name.starts_with(BEGIN) && hash.len() == HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The short name at a position. `$` and two digits of base 36 stand in no name that wasm-bindgen writes itself.
fn short(at: usize) -> String {
    let digit = |value: usize| char::from_digit(u32::try_from(value % 36).unwrap_or(0), 36).unwrap_or('0');
    format!("${}{}", digit(at / 36), digit(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, TypeSection};

    const LONG: &str = "__wbg_then_0123456789abcdef";

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", LONG, EntityType::Function(0));
        imports.import("./other.js", "load", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&CustomSection { name: "producers".into(), data: b"who".as_slice().into() });
        module.finish()
    }

    #[test]
    fn an_import_has_the_same_short_name_in_wasm_and_javascript() {
        let (wasm, js) = short_imports(&module(), &format!("{{ {LONG}: function() {{}} }}")).unwrap();
        assert_eq!(js, "{ $00: function() {} }");
        let text = String::from_utf8_lossy(&wasm);
        assert!(text.contains("$00") && text.contains("load") && !text.contains(LONG));
    }

    #[test]
    fn comments_and_indentation_are_left_out_and_nothing_else() {
        let js = "/**\n * @param {number} a\n */\nfunction f(a) {\n    // why\n    return a; // here\n}\n";
        assert_eq!(without_comments(js), "function f(a) {\nreturn a; // here\n}\n");
    }

    #[test]
    fn what_only_tools_read_is_left_out() {
        let wasm = without_custom_sections(&module()).unwrap();
        assert!(!String::from_utf8_lossy(&wasm).contains("producers"));
        assert!(String::from_utf8_lossy(&wasm).contains(LONG));
    }
}
