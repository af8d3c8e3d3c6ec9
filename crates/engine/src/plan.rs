//! What is worked out once for a pack, when it is compiled: the browser reads it with the pack.

use serde::{Deserialize, Serialize};

use crate::dependents::Dependents;
use crate::walk::Walk;

/// What depends on what, and the order of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub(crate) dependents: Dependents,
    pub(crate) walk: Walk,
}
