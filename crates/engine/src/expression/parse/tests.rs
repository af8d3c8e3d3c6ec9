use proptest::prelude::*;

use super::{did_you_mean, mentioned};
use crate::card::Effect;
use crate::expression::Condition;
use crate::question::Kind;
use crate::testing::Sample;

fn sample() -> Sample {
    Sample::default()
        .one("a", &["yes", "no"])
        .one("b", &["yes", "no"])
        .many("m", &["x", "y"])
        .number("n")
        .asks("t", Kind::Text { max_chars: 9 }, &[])
        .asks("d", Kind::Date, &[])
        .fact("f", "${a} = 'yes'")
        .fact("g", "${a} = 'no'")
        .fact("h", "${b} = 'no'")
        .programme("HOME")
        .rule(Effect::Likely, "${f}")
}

fn read(text: &str) -> Condition {
    sample().read(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn same(one: &str, other: &str) {
    assert_eq!(read(one), read(other), "{one}    {other}");
}

/// What is wrong, the words at which it is wrong, and the remedy.
fn wrong(text: &str, at: &str, problem: &str, remedy: &str) {
    let error = sample().read(text).unwrap_err();
    let rest = text.get(error.at..).unwrap_or_else(|| panic!("{text}: {} is no place in it", error.at));
    assert!(rest.starts_with(at) && (!at.is_empty() || rest.is_empty()), "{text}: at {rest:?}, not at {at:?}");
    assert!(error.problem.contains(problem), "{text}: {}", error.problem);
    assert!(error.remedy.contains(remedy), "{text}: {}", error.remedy);
}

#[test]
fn and_binds_tighter_than_or() {
    same("${f} or ${g} and ${h}", "${f} or (${g} and ${h})");
    same("${f} and ${g} or ${h}", "(${f} and ${g}) or ${h}");
    assert_ne!(read("${f} or ${g} and ${h}"), read("(${f} or ${g}) and ${h}"));
}

#[test]
fn comparisons_bind_tighter_than_and_and_sums_tighter_still() {
    same("${n} > 1 and ${n} + 1 < 5 + 2", "(${n} > 1) and ((${n} + 1) < (5 + 2))");
    same("${n} + 1 - 2 = 3", "((${n} + 1) - 2) = 3");
    assert_ne!(read("${n} - 1 - 2 = 3"), read("${n} - (1 - 2) = 3"));
    same("-${n} < 0", "(0 - ${n}) < 0");
}

#[test]
fn sides_can_be_changed() {
    same("${n} > 1", "1 < ${n}");
    same("${n} >= 1", "1 <= ${n}");
    same("${a} = 'yes'", "'yes' = ${a}");
    same("${a} != 'yes'", "not(${a} = 'yes')");
    same("selected(${a}, 'yes')", "${a} = 'yes'");
}

#[test]
fn blanks_and_quotation_marks_do_not_matter() {
    same("${a}='yes'", "  ${ a }  =\n\"yes\"\t");
    same("${n}>1.0", "${n} > 1");
}

#[test]
fn a_long_chain_is_one_list() {
    let Condition::Any(parts) = read("${f} or ${g} or ${h} or ${f}") else { panic!("no list") };
    assert_eq!(parts.len(), 4);
}

#[test]
fn every_function_is_read() {
    for text in [
        "true() or false()",
        "not(${f})",
        "if(${f}, ${g}, ${h})",
        "if(${f}, ${a}, ${b}) = 'yes'",
        "if(${f}, 1, ${n}) > 0",
        "coalesce(${a}, ${b}) = 'yes'",
        "coalesce(${a}, coalesce(${b}, ${a})) = 'yes'",
        "coalesce(coalesce(${n}, ${n}), 1) > 0",
        "today() > ${d}",
        "answered(${n}) and shown(${t}) and answered(${m})",
        "selected(${m}, 'x') and count-selected(${m}) > 1",
        "listed(${a}, 'advisories')",
        "outcome('HOME') = 'na' or outcome('HOME') != 'likely'",
        "${m} = '' or ${n} = '' or ${d} = '' or ${t} = 'words'",
        "${a} = ${b}",
    ] {
        read(text);
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_a_remedy() {
    wrong("", "", "missing at the end", "complete");
    wrong("${a} = ", "", "missing at the end", "complete");
    wrong("${a} = 'yes' and", "", "missing at the end", "complete");
    wrong("and ${f}", "and", "missing before", "complete");
    wrong("${f} ${g}", "${g}", "should end here", "`and` or `or`");
    wrong("(${f}", "(", "not closed", "add `)`");
    wrong("${f})", ")", "should end here", "join");
    wrong("not(${f}", "not", "not closed", "add `)`");
    wrong("${f} and ${a", "${a", "not closed", "${question}");
    wrong("${a} = 'yes", "'yes", "a text is not closed", "quotation mark");
    wrong("${a} = yes", "yes", "neither a text nor a question", "write 'yes' for an option");
    wrong("${n} > 1.2.3", "1.2.3", "is not a number", "1.5");
    wrong("${f} && ${g}", "&&", "`&` means nothing here", "and, or");
    wrong("${a} == 'yes'", "= 'yes'", "missing before", "complete");
    wrong("état()", "état", "`é` means nothing here", "and, or");
}

#[test]
fn what_is_not_there_is_named_with_what_there_is() {
    wrong("${aa} = 'yes'", "${aa}", "no question `aa`", "did you mean `a`?");
    wrong("${a} = 'yess'", "'yess'", "`a` has no option `yess`", "did you mean `yes`?");
    wrong("${a} = 'perhaps'", "'perhaps'", "no option `perhaps`", "use one of: yes, no");
    wrong("selected(${m}, 'z')", "'z'", "`m` has no option `z`", "x");
    wrong("${f} and ${ff}", "${ff}", "no fact `ff`", "did you mean `f`?");
    wrong("${a}", "${a}", "no fact `a`", "`a` is a question: compare it");
    wrong("perhaps(${a})", "perhaps", "no function `perhaps`", "use not, selected");
    wrong("listed(${a}, 'wars')", "'wars'", "no list `wars`", "advisories");
    wrong("outcome('HOMES') = 'na'", "'HOMES'", "no card `HOMES`", "did you mean `HOME`?");
    wrong("outcome('HOME') = 'nah'", "'nah'", "no outcome `nah`", "did you mean `na`?");
}

#[test]
fn what_does_not_go_together_is_named() {
    wrong("1", "1", "not a statement", "compare it");
    wrong("'yes'", "'yes'", "not a statement", "compare it");
    wrong("${n} + 1", "${n}", "not a statement", "compare it");
    wrong("outcome('HOME')", "outcome", "not a statement", "outcome('RETURN') = 'likely'");
    wrong("'a' = 'b'", "'a'", "two fixed texts", "compare a question");
    wrong("${a} > 1", "${a}", "`a` is not a number", "one of its options");
    wrong("${t} = ${t}", "${t}", "`t` is not a number", "options");
    wrong("${n} = 'x'", "'x'", "`n` is a number or a date", "compare it with a number");
    wrong("${d} = '2026'", "'2026'", "`d` is a number or a date", "compare it with a number");
    wrong("${m} = 'x'", "${m}", "can hold several options", "selected(${m}, 'x')");
    wrong("1 = 'x'", "1", "a number is compared with a text", "quotation marks");
    wrong("today() = 'x'", "today", "does not give a text", "compare a question");
    wrong("${n} > 'x'", "'x'", "a number is wanted", "number question");
    wrong("${n} = (${f} and ${g})", "${f}", "a number is wanted", "number question");
    wrong("${n} = not(${f})", "not", "`not` is not a number", "today()");
    wrong("not()", "not", "does not take these arguments", "docs/content.md");
    wrong("selected(${m}, 1)", "selected", "does not take these arguments", "docs/content.md");
    wrong("selected('m', 'x')", "'m'", "a question is wanted", "${question}");
    wrong("selected(${n}, 'x')", "${n}", "`n` has no options", "one or many");
    wrong("count-selected(${n}) > 0", "${n}", "`n` has no options", "one or many");
    wrong("listed(${t}, 'advisories')", "${t}", "`t` has no options", "one or many");
    wrong("coalesce(coalesce(${a}, ${b}), ${a}) = 'yes'", "coalesce(${a}", "not a question", "coalesce(${first},");
}

#[test]
fn a_circle_of_parentheses_and_a_novel_are_refused() {
    let deep = |depth: usize| format!("{}${{f}}{}", "(".repeat(depth), ")".repeat(depth));
    assert!(sample().read(&deep(60)).is_ok());
    let error = sample().read(&deep(1_000)).unwrap_err();
    assert!(error.problem.contains("nested too deeply") && error.remedy.contains("facts"));
    let error = sample().read(&format!("{}${{f}}", "not(".repeat(900))).unwrap_err();
    assert!(error.problem.contains("nested too deeply"));
    let error = sample().read(&format!("{}1 = 1", "-".repeat(2_000))).unwrap_err();
    assert!(error.problem.contains("nested too deeply"));
    let error = sample().read(&"${f} or ".repeat(600)).unwrap_err();
    assert!(error.problem.contains("too long") && error.remedy.contains("facts"));
}

#[test]
fn the_longest_chains_are_read() {
    read(&format!("{}1 = 1", "1+".repeat(150)));
    let error = sample().read(&format!("{}1 = 1", "1+".repeat(2_000))).unwrap_err();
    assert!(error.problem.contains("nested too deeply") && error.remedy.contains("facts"));
    read(&format!("{}${{f}}", "${f} or ".repeat(500)));
    assert!(sample().read(&format!("{}1", "1=".repeat(2_000))).is_err());
}

#[test]
fn the_names_that_a_text_mentions_are_found_in_order() {
    assert_eq!(mentioned("${b} = 'x' and selected(${ a }, 'y') or ${"), ["b", "a"]);
}

#[test]
fn the_nearest_name_is_meant_and_far_ones_are_listed() {
    let known = ["fear_return", "fear_from", "food"];
    assert_eq!(did_you_mean("fear_retrun", known.into_iter()), "did you mean `fear_return`?");
    assert_eq!(did_you_mean("xyz", known.into_iter()), "use one of: fear_return, fear_from, food");
    let many: Vec<String> = (0..21).map(|n| format!("question_{n}")).collect();
    assert_eq!(did_you_mean("xyz", many.iter().map(String::as_str)), "check the spelling, or add it");
}

/// Pieces of which expressions are made, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "${a}",
        "${m}",
        "${n}",
        "${t}",
        "${d}",
        "${f}",
        "${nobody}",
        "'yes'",
        "'x'",
        "''",
        "1",
        "2.5",
        "and",
        "or",
        "not(",
        "selected(",
        "count-selected(",
        "if(",
        "coalesce(",
        "today()",
        "answered(",
        "listed(",
        "outcome(",
        "'HOME'",
        "(",
        ")",
        ",",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "+",
        "-",
        "true()",
        "${",
        "'",
        "é",
        "\u{0}",
    ]);
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(text in prop_oneof![pieces(), "\\PC{0,60}"]) {
        match sample().read(&text) {
            Ok(condition) => condition.mentions(&mut |_| {}),
            Err(error) => {
                prop_assert!(text.is_char_boundary(error.at), "{text}: {}", error.at);
                prop_assert!(!error.problem.is_empty() && !error.remedy.is_empty());
            }
        }
    }
}
