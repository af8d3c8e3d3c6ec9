//! The pack that ships with one thing made wrong: `dalil check` names file, line and remedy. Here: texts, sources,
//! people and names; `bad_packs.rs` has the rest.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;

use dalil_tool::Finding;

use support::content;
use support::copy::Copy;

#[test]
fn a_text_that_is_missing_is_named_where_it_would_stand() {
    let text = fs::read_to_string(content().join("text/ar.json")).unwrap();
    let line = text.lines().find(|line| line.contains("\"q.food.label\"")).unwrap();
    let pack = Copy::with("text/ar.json", &format!("{line}\n"), "");
    let at = text.lines().position(|other| other == line).unwrap() + 1;
    let findings = pack.findings();
    let wanted = Finding {
        file: "text/ar.json".to_owned(),
        line: at,
        problem: "the text `q.food.label` is missing in ar".to_owned(),
        remedy: "add \"q.food.label\": \"…\"".to_owned(),
    };
    assert_eq!(findings, [wanted]);
}

#[test]
fn an_option_without_words_is_named() {
    let pack = Copy::with("questions/needs.toml", "\"food\", \"hygiene\"", "\"food\", \"firewood\", \"hygiene\"");
    let missing: Vec<String> = pack.findings().into_iter().map(|finding| finding.problem).collect();
    let wanted = ["ar", "en", "fr"].map(|tag| format!("the text `q.needs.o.firewood` is missing in {tag}"));
    assert_eq!(missing, wanted);
}

#[test]
fn a_placeholder_that_nobody_fills_is_named() {
    let pack = Copy::with("text/fr.json", "{date}", "{dat}");
    pack.is_wrong("text/fr.json", "{dat}", "the unknown placeholder {dat}", "date");
    pack.is_wrong("text/fr.json", "{dat}", "other placeholders than in en", "use exactly: date");
    pack.is_all(2);
}

#[test]
fn a_text_that_could_break_a_page_is_named() {
    let key = "\"answer.skip\": \"";
    for (words, problem, remedy) in [
        ("<b>", "holds markup", "plain words"),
        ("\u{202E}", "the invisible character U+202E", "take it out"),
        ("\\u0007", "the invisible character U+0007", "take it out"),
        ("٣", "digits other than 0–9", "0–9"),
        ("[x](no_such_word)", "links to the word `no_such_word`", "correct the link"),
    ] {
        let pack = Copy::with("text/ar.json", key, &format!("{key}{words}"));
        pack.is_wrong("text/ar.json", key, problem, remedy);
        pack.is_all(1);
    }
}

#[test]
fn a_text_that_is_empty_or_belongs_to_nothing_is_named() {
    let pack = Copy::with("text/fr.json", "\"answer.skip\": \"", "\"answer.skip\": \" \",\n  \"answer.skipped\": \"");
    pack.is_wrong("text/fr.json", "\"answer.skip\": \" \"", "`answer.skip` is empty", "write the text");
    pack.is_wrong("text/fr.json", "\"answer.skipped\"", "not a text of en", "take it out");
    pack.is_all(2);
}

#[test]
fn a_rule_without_source_or_date_is_named() {
    let rule = "code = \"P1\"";
    let source = "source = \"egypt.iom.int/sustainable-solutions-vulnerable-migrants-egypt; non-refoulement\"\n";
    let pack = Copy::with("rules/RETURN.toml", source, "");
    pack.is_wrong("rules/RETURN.toml", rule, "`P1` has no source", "nothing without a source");
    pack.is_all(1);
    let pack = Copy::with("rules/RETURN.toml", source, "source = \" \"\n");
    pack.is_wrong("rules/RETURN.toml", rule, "`P1` has no source", "nothing without a source");
    let pack = Copy::with("rules/RETURN.toml", &format!("{source}checked = \"2026-11\"\n"), source);
    pack.is_wrong("rules/RETURN.toml", rule, "`P1` has no date", "add checked");
    pack.is_all(1);
    let pack = Copy::with("rules/RETURN.toml", "checked = \"2026-11\"", "checked = \"2026-13\"");
    pack.is_wrong("rules/RETURN.toml", "2026-13", "`2026-13` is not a date", "correct the date");
}

#[test]
fn what_hides_a_card_needs_a_source_too() {
    let source = "source = \"the programme's region: Egypt, Libya, Tunisia, Algeria, Morocco\"\n";
    let pack = Copy::with("rules/DIRECT.toml", source, "");
    pack.is_wrong("rules/DIRECT.toml", "card = \"DIRECT\"", "`DIRECT` has no source", "nothing without a source");
}

#[test]
fn a_contact_without_source_or_date_is_named() {
    let (value, source) = ("value = \"iomegypt@iom.int\"", "source = \"iom.int 2016 study visit\"\n");
    let pack = Copy::with("services/EG.toml", source, "");
    pack.is_wrong("services/EG.toml", value, "`iomegypt@iom.int` has no source", "nothing without a source");
    pack.is_all(1);
    let dates = "published = \"2016\"\nchecked = \"2026-11\"\n";
    let pack = Copy::with("services/EG.toml", dates, "published = \"2016\"\n");
    pack.is_wrong("services/EG.toml", value, "`iomegypt@iom.int` has no date", "add checked");
    pack.is_all(1);
}

#[test]
fn an_advisory_a_notice_and_a_word_without_source_are_named() {
    for (file, row, source) in [
        ("advisories.toml", "country = \"SD\"", "source = \"UNHCR, May 2023 (independent.com.mt 2023-05-16)\"\n"),
        ("notices.toml", "id = \"eg_law_164\"", "source = \""),
        ("glossary.toml", "id = \"migrant\"", "source = \""),
    ] {
        // What is left of the line is a comment.
        let pack = Copy::with(file, source, &format!("# {source}"));
        pack.is_wrong(file, row, "has no source", "source");
        pack.is_all(1);
    }
}

#[test]
fn a_service_on_a_card_that_is_not_there_is_named() {
    let pack = Copy::with("services/EG.toml", "cards = [\"RETURN\"", "cards = [\"RETRUN\"");
    pack.is_wrong("services/EG.toml", "RETRUN", "`RETRUN` is not known here", "RETURN");
}

#[test]
fn a_person_who_comes_out_otherwise_is_named() {
    let examples = "examples/people.toml";
    for (words, others, problem) in [
        ("RETURN = { outcome = \"hold\"", "RETURN = { outcome = \"likely\"", "P01: RETURN is hold"),
        ("reasons = [\"P1\", \"P4\"", "reasons = [\"P4\"", "P01: RETURN rests on P1, P4"),
        ("priority = \"", "priority = \"very-", "P01: the priority is"),
        ("ASYLUM = { outcome = \"likely\", reasons = [\"A1\"] }\n", "", "P01: ASYLUM is likely (A1), not na"),
        ("ASYLUM = {", "ASYLIUM = {", "P01: there is no card `ASYLIUM`"),
        ("age_band = \"25_59\"", "age_band = \"29\"", "P01: `age_band` has no option `29`"),
        ("kids_n = 2", "kids_n = 21", "P01: `kids_n` takes a whole number from 0 to 20"),
        ("kids_n = 2", "kids_m = 2", "P01: there is no question `kids_m`"),
    ] {
        Copy::with(examples, words, others).is_wrong(examples, "id = \"P01\"", problem, "correct");
    }
    let pack = Copy::with(examples, "kids_n = 2", "kids_n = 2.5");
    pack.is_wrong(examples, "kids_n = 2.5", "`kids_n` is neither a word", "as the question takes it");
}

#[test]
fn a_name_that_one_language_lacks_is_named() {
    for tag in ["en", "fr", "ar"] {
        let file = format!("names/{tag}.json");
        let text = fs::read_to_string(content().join(&file)).unwrap();
        let line = text.lines().find(|line| line.contains("\"BQ\"")).unwrap();
        let findings = Copy::with(&file, &format!("{line}\n"), "").findings();
        let wanted = Finding {
            file,
            line: 1,
            problem: format!("the name `country.BQ` is missing in {tag}"),
            remedy: "run cargo xtask cldr, or add the name to names.toml".to_owned(),
        };
        assert_eq!(findings, [wanted]);
    }
}
