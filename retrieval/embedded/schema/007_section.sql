-- The parts of the outline that begin inside a passage: JSON list of {Start, Locator}, NULL for none.
ALTER TABLE passage ADD COLUMN sections TEXT;
