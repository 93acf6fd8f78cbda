-- Polls, bookmarks, pins, lists, filters, who may comment, comments that wait for a look, and answers that stand first.
ALTER TABLE accounts ADD COLUMN who_comments integer NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN has_poll boolean NOT NULL DEFAULT FALSE;
ALTER TABLE posts ADD COLUMN who_comments integer NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN answer_id bigint;

CREATE TABLE ballots (
    id bigint NOT NULL,
    poll_id bigint NOT NULL,
    account_id bigint NOT NULL,
    choices integer NOT NULL,
    CONSTRAINT pk_ballots PRIMARY KEY (id)
);

CREATE TABLE bookmarks (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_bookmarks PRIMARY KEY (id)
);

CREATE TABLE featured_comments (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    comment_id bigint NOT NULL,
    CONSTRAINT pk_featured_comments PRIMARY KEY (id)
);

CREATE TABLE filter_words (
    id bigint NOT NULL,
    filter_id bigint NOT NULL,
    text text NOT NULL,
    whole_word boolean NOT NULL,
    CONSTRAINT pk_filter_words PRIMARY KEY (id)
);

CREATE TABLE filters (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    title text NOT NULL,
    places integer NOT NULL,
    hides boolean NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT pk_filters PRIMARY KEY (id)
);

CREATE TABLE held_comments (
    id bigint NOT NULL,
    author_id bigint NOT NULL,
    reviewer_id bigint NOT NULL,
    root_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    text text NOT NULL,
    warning text,
    sensitive boolean NOT NULL,
    language text,
    visibility integer NOT NULL,
    key text,
    refused_at timestamp with time zone,
    reason text NOT NULL,
    CONSTRAINT pk_held_comments PRIMARY KEY (id)
);

CREATE TABLE list_members (
    list_id bigint NOT NULL,
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    CONSTRAINT pk_list_members PRIMARY KEY (list_id, account_id)
);

CREATE TABLE pins (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_pins PRIMARY KEY (id)
);

CREATE TABLE poll_choices (
    id bigint NOT NULL,
    poll_id bigint NOT NULL,
    place integer NOT NULL,
    text text NOT NULL,
    votes_count integer NOT NULL,
    CONSTRAINT pk_poll_choices PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE TABLE polls (
    id bigint NOT NULL,
    multiple boolean NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    voters_count integer NOT NULL,
    CONSTRAINT pk_polls PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE TABLE reading_lists (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    title text NOT NULL,
    comments integer NOT NULL,
    exclusive boolean NOT NULL,
    CONSTRAINT pk_reading_lists PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_ballots_poll_id_account_id ON ballots (poll_id, account_id);

CREATE INDEX ix_ballots_account_id_poll_id ON ballots (account_id, poll_id);

CREATE UNIQUE INDEX ix_bookmarks_account_id_post_id ON bookmarks (account_id, post_id);

CREATE INDEX ix_bookmarks_account_id_id ON bookmarks (account_id, id);

CREATE UNIQUE INDEX ix_featured_comments_comment_id ON featured_comments (comment_id);

CREATE INDEX ix_featured_comments_post_id ON featured_comments (post_id);

CREATE INDEX ix_filter_words_filter_id ON filter_words (filter_id);

CREATE INDEX ix_filters_account_id ON filters (account_id);

CREATE UNIQUE INDEX ix_held_comments_author_id_key ON held_comments (author_id, key);

CREATE INDEX ix_held_comments_reviewer_id_id ON held_comments (reviewer_id, id);

CREATE INDEX ix_held_comments_root_id_author_id ON held_comments (root_id, author_id);

CREATE INDEX ix_held_comments_parent_id ON held_comments (parent_id);

CREATE INDEX ix_list_members_account_id ON list_members (account_id);

CREATE UNIQUE INDEX ix_pins_account_id_post_id ON pins (account_id, post_id);

CREATE UNIQUE INDEX ix_poll_choices_poll_id_place ON poll_choices (poll_id, place);

CREATE INDEX ix_reading_lists_account_id ON reading_lists (account_id);

-- Read whole at the start, and only the few that chose.
CREATE INDEX ix_accounts_who_comments ON accounts (who_comments) WHERE who_comments <> 0;
