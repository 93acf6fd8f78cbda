-- Whoever does not want to be found by search engines.
ALTER TABLE accounts ADD COLUMN hidden_from_search boolean NOT NULL DEFAULT FALSE;
