-- +goose Up

-- The embedding models whose vectors are stored.
create table model (
  id   int generated always as identity primary key,
  name text collate "C" not null unique,
  dims int not null
);

-- A vector belongs to a passage and a model. Values are kept in full precision, for exact cosines; each model has an
-- HNSW index of its own in half precision, made once it has vectors (vectorindex.go), since models differ in length.
create table passage_vector (
  passage   int  not null references passage on delete cascade,
  model     int  not null references model,
  region    text collate "C" not null,            -- of the passage's notice, so that the index scan can filter
  embedding vector not null,
  primary key (passage, model)
);

-- Beside the row up to 2,000 dimensions; reading a vector from elsewhere costs more than comparing it.
alter table passage_vector alter embedding set storage main;

-- For regions with few passages, where reading all their vectors beats any walk through the graph.
create index passage_vector_region on passage_vector (model, region);
