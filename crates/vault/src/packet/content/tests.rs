use super::*;

const WRITTEN: &str = r#"{"format":1,"pack":"north-africa","pack_sha256":"abababababababababababababababababababababababababababababababab","reference":"K7M4-QX2P","day":"2026-11-24","language":"ar","priority":"urgent","to":["eg_iom"],"consent":{"by":"self","not_share":["embassy"],"parts":["about","needs"]},"requested":["DIRECT"],"person":{"ref_name":"Amina \"A\""},"answers":{"kids_n":2,"food":"enough","needs":["food","shoes"],"arrived":"2025-03"}}"#;

fn content() -> Content {
    Content::read(WRITTEN).unwrap()
}

/// What is written, with one change.
fn changed(from: &str, to: &str) -> Result<Content, ContentError> {
    let text = WRITTEN.replace(from, to);
    assert_ne!(text, WRITTEN, "{from}");
    Content::read(&text)
}

#[test]
fn a_content_is_written_as_it_was_read() {
    assert_eq!(content().to_string(), WRITTEN);
    assert_eq!(content().answers[0], ("kids_n".to_owned(), Plain::Number(2)));
    assert_eq!(content().person[0], ("ref_name".to_owned(), Plain::Word("Amina \"A\"".to_owned())));
    assert_eq!(changed(r#""by":"self","#, "").unwrap().consent_by, None);
}

#[test]
fn a_newer_format_says_so_whatever_else_is_in_it() {
    assert_eq!(changed(r#""format":1"#, r#""format":2"#), Err(ContentError::Newer(2)));
    assert_eq!(Content::read(r#"{"format":3,"sealed":true}"#), Err(ContentError::Newer(3)));
}

#[test]
fn what_is_not_of_the_format_is_refused() {
    let bad = [
        (r#""format":1"#, r#""format":0"#),
        (r#""format":1"#, r#""format":"1""#),
        (r#""format":1,"#, ""),
        (r#""format":1"#, r#""format":1,"more":1"#),
        (r#""format":1"#, r#""format":1,"format":1"#),
        ("abababab", "ABABABAB"),
        ("abababab", ""),
        ("2026-11-24", "2026-11-31"),
        ("2026-11-24", "2026-11"),
        ("urgent", "soon"),
        (r#"["eg_iom"]"#, r#""eg_iom""#),
        (r#"["eg_iom"]"#, "[1]"),
        (r#""by":"self""#, r#""by":["self"]"#),
        (r#""by":"self""#, r#""who":"self""#),
        (r#","parts":["about","needs"]"#, ""),
        (r#""kids_n":2"#, r#""kids_n":2.5"#),
        (r#""kids_n":2"#, r#""kids_n":null"#),
        (r#""kids_n":2"#, r#""kids_n":{"a":1}"#),
        (r#""kids_n":2"#, r#""kids_n":2,"kids_n":3"#),
        (r#""kids_n":2"#, r#""kids_n":[["a"]]"#),
        (r#""kids_n":2"#, r#""kids_n":4294967298"#),
    ];
    for (from, to) in bad {
        assert_eq!(changed(from, to), Err(ContentError::NotAReferral), "{from} {to}");
    }
    for text in ["", "{}", "[]", "null", "{\"format\":1}", "\u{feff}{}"] {
        assert_eq!(Content::read(text), Err(ContentError::NotAReferral), "{text}");
    }
}

#[test]
fn what_could_turn_the_direction_of_the_words_around_it_is_taken_out() {
    let content = changed("Amina", "\u{202e}Am\\u0000ina\u{2066}").unwrap();
    assert_eq!(content.person[0].1, Plain::Word("Am ina \"A\"".to_owned()));
}

#[test]
fn the_schema_for_other_programs_names_the_same_members() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../docs/packet.schema.json")).unwrap();
    let named = |object: &serde_json::Value| {
        let mut names: Vec<String> = object.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let mut required: Vec<&str> =
        schema["required"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    required.sort_unstable();
    let written: serde_json::Value = serde_json::from_str(WRITTEN).unwrap();
    assert_eq!(named(&schema["properties"]), named(&written));
    assert_eq!(required, named(&written), "all of them are always there");
    assert_eq!(named(&schema["properties"]["consent"]["properties"]), named(&written["consent"]));
    assert_eq!(schema["properties"]["format"]["const"], FORMAT);
    assert_eq!(named(&schema["properties"]["person"]["properties"]), {
        let mut names = PERSON.to_vec();
        names.sort_unstable();
        names
    });
}
