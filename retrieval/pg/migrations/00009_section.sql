-- +goose Up

-- The parts of the outline that begin inside a passage: a list of {Start, Locator}, null for none.
alter table passage add sections jsonb;
