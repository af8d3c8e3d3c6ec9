//! The ids of the content that figures are made of. No other file of this crate names one: a pack that has none of a
//! question or a card gives no table of it.

/// Woman or man: what most tables have across.
pub const SEX: &str = "sex";
/// How old, in bands.
pub const AGE: &str = "age_band";
/// Whose citizen.
pub const NATIONALITY: &str = "nationality";
/// In which city.
pub const PLACE: &str = "host_city";
/// What is needed: several options can be ticked.
pub const NEEDS: &str = "needs";
/// How people came home.
pub const CAME_HOME: &str = "back_how";
/// The cards that stand for help to return, and for help to begin anew at home.
pub const RETURNS: [&str; 3] = ["RETURN", "REINT", "RETURNEE"];
