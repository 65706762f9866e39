//! From schemas to types: flattening, naming, and one file per kind of type.

pub(super) mod additional_properties;
pub(super) mod declare;
pub(super) mod define;
pub(super) mod discriminator;
pub(super) mod discriminator_lints;
pub(super) mod docs;
pub(super) mod enum_lints;
pub(super) mod enums;
pub(super) mod files;
pub(super) mod flatten;
pub(super) mod format_branches;
pub(super) mod integers;
pub(super) mod multi_type;
pub(super) mod names;
pub(super) mod nullable;
pub(super) mod object;
pub(super) mod ref_targets;
pub(super) mod references;
pub(super) mod subtypes;
pub(super) mod union;
pub(super) mod variant_names;
pub(super) mod variants;
