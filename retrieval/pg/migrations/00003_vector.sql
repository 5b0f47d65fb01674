-- +goose Up

-- The embedding models whose vectors are stored.
create table model (
  id   int generated always as identity primary key,
  name text collate "C" not null unique,
  dims int not null
);

-- A vector belongs to a passage and a model. Values are kept in full precision, for exact cosines; each model has an
-- HNSW index of its own in half precision, made with its first vectors (vectorindex.go), as models differ in length.
create table passage_vector (
  passage   int  not null references passage on delete cascade,
  model     int  not null references model,
  region    text collate "C" not null,            -- of the passage's notice, so that the index scan can filter
  embedding vector not null,
  primary key (passage, model)
);

-- For regions with few passages, where reading all their vectors beats any walk through the graph.
create index passage_vector_region on passage_vector (model, region);
