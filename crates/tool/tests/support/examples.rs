//! The people of the pack's examples, as plain data: what a program that knows nothing of the engine would read.

use serde_json::Value;

use super::content;

/// A person with answers and what the tool must say.
pub struct Example {
    pub id: String,
    pub answers: Value,
    pub expect: Value,
}

/// Everybody.
pub fn examples() -> Vec<Example> {
    ["people", "boundaries"].into_iter().flat_map(in_file).collect()
}

fn in_file(name: &str) -> Vec<Example> {
    let text = std::fs::read_to_string(content().join(format!("examples/{name}.toml"))).unwrap();
    let file: Value = toml::from_str(&text).unwrap();
    let people = file["person"].as_array().unwrap();
    let example = |person: &Value| Example {
        id: person["id"].as_str().unwrap().to_owned(),
        answers: person["answers"].clone(),
        expect: person["expect"].clone(),
    };
    people.iter().map(example).collect()
}
