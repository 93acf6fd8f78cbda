-- What other sites say about the pages that posts point to.
CREATE TABLE link_cards (
    id bigint NOT NULL CONSTRAINT pk_link_cards PRIMARY KEY,
    url text NOT NULL,
    title text NULL,
    description text NOT NULL,
    site_name text NOT NULL,
    read_at timestamptz NULL,
    due_at timestamptz NOT NULL,
    failures integer NOT NULL
);
CREATE UNIQUE INDEX ix_link_cards_url ON link_cards (url);
CREATE INDEX ix_link_cards_due_at ON link_cards (due_at);

CREATE TABLE post_links (
    post_id bigint NOT NULL CONSTRAINT pk_post_links PRIMARY KEY,
    card_id bigint NOT NULL
);
CREATE INDEX ix_post_links_card_id_post_id ON post_links (card_id, post_id);
