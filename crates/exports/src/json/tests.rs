use serde_json::Value;

use super::*;
use crate::testing::{IBRAHIM, case, ibrahim, pack, somebody};

fn exported(cases: &[Case<'_>]) -> Value {
    let pack = pack();
    serde_json::from_str(&document(&Export::new(&pack, cases).unwrap()).unwrap()).unwrap()
}

fn schema() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/case.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_schema_is_one_of_2020_12() {
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn what_is_exported_is_as_the_schema_says() {
    let (ibrahim, silent) = (ibrahim(), somebody("{}"));
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for cases in [vec![], vec![case("A", &ibrahim)], vec![case("A", &ibrahim), case("=B\n", &silent)]] {
        let document = exported(&cases);
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(document["cases"].as_array().map(Vec::len), Some(cases.len()));
    }
}

#[test]
fn the_schema_refuses_what_it_must() {
    let ibrahim = ibrahim();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let good = exported(&[case("A", &ibrahim)]);
    let spoiled: [(&str, Value); 8] = [
        ("/format", 2.into()),
        ("/pack/sha256", "abc".into()),
        ("/cases/0/code", Value::Null),
        ("/cases/0/begun", "20 November".into()),
        ("/cases/0/priority/level", "high".into()),
        ("/cases/0/cards/RETURN/outcome", "eligible".into()),
        ("/cases/0/answers/needs", Value::Array(vec![])),
        ("/cases/0/answers/kids_n", 1.5.into()),
    ];
    for (place, value) in spoiled {
        let mut document = good.clone();
        *document.pointer_mut(place).unwrap() = value;
        assert!(!validator.is_valid(&document), "{place}");
    }
    let mut more = good;
    more["cases"][0]["eligible"] = true.into();
    assert!(!validator.is_valid(&more), "nothing stands there that the schema does not know");
}

#[test]
fn the_answers_are_read_back_as_they_were() {
    let ibrahim = ibrahim();
    let answers = exported(&[case("A", &ibrahim)])["cases"][0]["answers"].clone();
    let again = somebody(&answers.to_string());
    for (id, _) in pack().content().questions.iter() {
        assert_eq!(again.said(id), ibrahim.said(id));
    }
    let given: Value = serde_json::from_str(IBRAHIM).unwrap();
    assert_eq!(answers, given, "everything that is asked is there as it was given");
}

#[test]
fn it_says_with_which_questions_and_on_which_day() {
    let ibrahim = ibrahim();
    let document = exported(&[case("A", &ibrahim)]);
    assert_eq!(document["pack"]["sha256"], pack().sha256());
    assert_eq!(document["pack"]["date"], "2026-11-24");
    let case = &document["cases"][0];
    assert_eq!((&case["begun"], &case["changed"]), (&"2026-11-20".into(), &"2026-11-24".into()));
    assert_eq!(case["read_on"], "2026-11-24");
    assert_eq!(case["cards"].as_object().map(serde_json::Map::len), Some(pack().content().cards.len()));
}
