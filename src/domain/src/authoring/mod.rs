//! What only authors need: reading TOML, schools, placeholders, overlays, and checking a whole content folder.
