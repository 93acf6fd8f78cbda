-- 0007: the search. A post is found by its keys, which begin with the number of its slice; the text itself stays in posts.

CREATE TABLE search_slices (
    number integer NOT NULL,
    first_id bigint NOT NULL,
    last_id bigint NOT NULL,
    posts integer NOT NULL,
    CONSTRAINT pk_search_slices PRIMARY KEY (number)
);

CREATE TABLE search_state (
    id integer NOT NULL,
    analyser integer NOT NULL,
    indexed_to bigint NOT NULL,
    CONSTRAINT pk_search_state PRIMARY KEY (id)
);

CREATE TABLE searched_posts (
    post_id bigint NOT NULL,
    author_id bigint NOT NULL,
    kind integer NOT NULL,
    is_public boolean NOT NULL,
    has_image boolean NOT NULL,
    place bigint NOT NULL,
    keys integer[] NOT NULL,
    CONSTRAINT pk_searched_posts PRIMARY KEY (post_id)
);

CREATE UNIQUE INDEX ix_search_slices_first_id ON search_slices (first_id);
CREATE INDEX ix_searched_posts_keys ON searched_posts USING gin (keys) WITH (fastupdate = false);

-- A key is rare or it is not asked for: what the planner could learn of them would only lead it to read the whole table.
ALTER TABLE searched_posts ALTER COLUMN keys SET STATISTICS 0;

INSERT INTO search_state (id, analyser, indexed_to) VALUES (1, 0, 0);
