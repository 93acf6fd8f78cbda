-- 0007: the search. What stands in search_grams is found by pairs of signs; the text itself stays in posts.

CREATE TABLE search_slices (
    number INTEGER NOT NULL CONSTRAINT pk_search_slices PRIMARY KEY,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    posts INTEGER NOT NULL
);

CREATE TABLE search_state (
    id INTEGER NOT NULL CONSTRAINT pk_search_state PRIMARY KEY,
    analyser INTEGER NOT NULL,
    indexed_to INTEGER NOT NULL
);

CREATE TABLE searched_posts (
    post_id INTEGER NOT NULL CONSTRAINT pk_searched_posts PRIMARY KEY,
    author_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    is_public INTEGER NOT NULL,
    has_image INTEGER NOT NULL,
    place INTEGER NOT NULL
);

CREATE UNIQUE INDEX ix_search_slices_first_id ON search_slices (first_id);
CREATE INDEX ix_searched_posts_place ON searched_posts (place, author_id, is_public, kind, has_image);

-- The tokenizer parts at blanks and leaves everything beyond ASCII as it is: the program has folded it already.
CREATE VIRTUAL TABLE search_grams USING fts5(grams, content='', contentless_delete=1, tokenize="ascii tokenchars '@#^'");

INSERT INTO search_state (id, analyser, indexed_to) VALUES (1, 0, 0);
