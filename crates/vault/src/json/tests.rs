#![allow(clippy::string_slice, reason = "cut where characters end")]

use proptest::prelude::*;

use super::*;

/// What `serde_json` reads, in our terms; it knows no name that comes twice, so it is only asked about what we accept.
fn as_others_read_it(value: &serde_json::Value) -> Json {
    match value {
        serde_json::Value::String(text) => Json::Text(text.clone()),
        serde_json::Value::Array(items) => Json::List(items.iter().map(as_others_read_it).collect()),
        serde_json::Value::Object(members) => {
            Json::Object(members.iter().map(|(name, value)| (name.clone(), as_others_read_it(value))).collect())
        }
        serde_json::Value::Number(number) => {
            number.as_i64().and_then(|it| i32::try_from(it).ok()).map_or(Json::Other, Json::Number)
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) => Json::Other,
    }
}

fn sorted(json: Json) -> Json {
    match json {
        Json::List(items) => Json::List(items.into_iter().map(sorted).collect()),
        Json::Object(mut members) => {
            members.sort_by(|one, other| one.0.cmp(&other.0));
            Json::Object(members.into_iter().map(|(name, value)| (name, sorted(value))).collect())
        }
        other => other,
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![any::<String>().prop_map(Json::Text), any::<i32>().prop_map(Json::Number)];
    leaf.prop_recursive(4, 40, 6, |inside| {
        prop_oneof![
            proptest::collection::vec(inside.clone(), 0..6).prop_map(Json::List),
            proptest::collection::btree_map(any::<String>(), inside, 0..6)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_by_us_and_by_others(json in any_json()) {
        let text = json.to_string();
        prop_assert_eq!(Json::read(&text), Some(json.clone()));
        let others: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(sorted(as_others_read_it(&others)), sorted(json));
    }

    #[test]
    fn what_is_read_others_read_too(text in r#"[\[\]{}:," \\u0-9a-fnrtE+.\-]{0,24}"#) {
        if let Some(json) = Json::read(&text) {
            // `1e999` is JSON, and no number of a computer.
            let others = serde_json::from_str::<serde_json::Value>(&text).map_err(|error| error.to_string());
            prop_assert!(others.is_ok() || others.is_err_and(|error| error.contains("out of range")), "{json:?}");
        }
    }

    #[test]
    fn a_text_cut_short_is_not_read(json in any_json(), at in any::<prop::sample::Index>()) {
        let text = Json::List(vec![json]).to_string();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        prop_assert_eq!(Json::read(&text[..*at.get(&ends)]), None);
    }
}

#[test]
fn a_name_that_comes_twice_is_refused_however_it_is_spelt() {
    for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"b":2,"\u0061":1}"#, r#"{"x":{"a":1,"a":2}}"#] {
        assert_eq!(Json::read(text), None, "{text}");
    }
    assert!(Json::read(r#"{"a":{"a":1},"A":1}"#).is_some());
}

#[test]
fn half_characters_and_what_stands_for_nothing_are_refused() {
    let bad = [
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\udc2a""#,
        r#""\ud83d\ud83d""#,
        r#""\u12""#,
        r#""\x""#,
        "\"\n\"",
        "\"\0\"",
        "\u{feff}1",
        "",
        " ",
        "1 2",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "nul",
        "True",
        "'a'",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "--1",
        "NaN",
        "Infinity",
        "0x1",
        "[1 2]",
        "//",
        "\u{a0}1",
    ];
    for text in bad {
        assert_eq!(Json::read(text), None, "{text:?}");
    }
    assert_eq!(Json::read(r#" "\ud83d\udc2a\/\b\f\n\r\t\u0000" "#), Some("\u{1f42a}/\u{8}\u{c}\n\r\t\0".into()));
}

#[test]
fn a_number_has_one_spelling() {
    for text in ["-0", "1.0", "1e0", "1e999", "9007199254740993", "2147483648", "-2147483649", "0.1", "null", "true"] {
        assert_eq!(Json::read(text), Some(Json::Other), "{text}");
    }
    for (text, number) in [("0", 0), ("-1", -1), ("2147483647", i32::MAX), ("-2147483648", i32::MIN)] {
        assert_eq!(Json::read(text), Some(Json::Number(number)));
    }
}

#[test]
fn a_hundred_thousand_brackets_are_refused_as_nine_are() {
    for deep in [9, 100_000] {
        assert_eq!(Json::read(&("[".repeat(deep) + &"]".repeat(deep))), None, "{deep}");
        assert_eq!(Json::read(&(r#"{"a":"#.repeat(deep) + "1" + &"}".repeat(deep))), None, "{deep}");
    }
    assert!(Json::read(&("[".repeat(8) + &"]".repeat(8))).is_some());
}

#[test]
fn an_object_of_ten_thousand_members_is_refused() {
    let members =
        |count: usize| format!("{{{}}}", (0..count).map(|at| format!("\"{at}\":1")).collect::<Vec<_>>().join(","));
    assert!(Json::read(&members(1_000)).is_some());
    assert_eq!(Json::read(&members(1_001)), None);
    assert_eq!(Json::read(&members(10_000)), None);
}
