-- Polls, bookmarks, pins, lists, filters, who may comment, comments that wait for a look, and answers that stand first.
ALTER TABLE accounts ADD COLUMN who_comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN has_poll INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN who_comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN answer_id INTEGER NULL;

CREATE TABLE ballots (
    id INTEGER NOT NULL CONSTRAINT pk_ballots PRIMARY KEY,
    poll_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    choices INTEGER NOT NULL
);

CREATE TABLE bookmarks (
    id INTEGER NOT NULL CONSTRAINT pk_bookmarks PRIMARY KEY,
    account_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL
);

CREATE TABLE featured_comments (
    id INTEGER NOT NULL CONSTRAINT pk_featured_comments PRIMARY KEY,
    post_id INTEGER NOT NULL,
    comment_id INTEGER NOT NULL
);

CREATE TABLE filter_words (
    id INTEGER NOT NULL CONSTRAINT pk_filter_words PRIMARY KEY,
    filter_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    whole_word INTEGER NOT NULL
);

CREATE TABLE filters (
    id INTEGER NOT NULL CONSTRAINT pk_filters PRIMARY KEY,
    account_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    places INTEGER NOT NULL,
    hides INTEGER NOT NULL,
    expires_at INTEGER NULL
);

CREATE TABLE held_comments (
    id INTEGER NOT NULL CONSTRAINT pk_held_comments PRIMARY KEY,
    author_id INTEGER NOT NULL,
    reviewer_id INTEGER NOT NULL,
    root_id INTEGER NOT NULL,
    parent_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    warning TEXT NULL,
    sensitive INTEGER NOT NULL,
    language TEXT NULL,
    visibility INTEGER NOT NULL,
    key TEXT NULL,
    refused_at INTEGER NULL,
    reason TEXT NOT NULL
);

CREATE TABLE list_members (
    list_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_list_members PRIMARY KEY (list_id, account_id)
) WITHOUT ROWID;

CREATE TABLE pins (
    id INTEGER NOT NULL CONSTRAINT pk_pins PRIMARY KEY,
    account_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL
);

CREATE TABLE poll_choices (
    id INTEGER NOT NULL CONSTRAINT pk_poll_choices PRIMARY KEY,
    poll_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    votes_count INTEGER NOT NULL
);

CREATE TABLE polls (
    id INTEGER NOT NULL CONSTRAINT pk_polls PRIMARY KEY,
    multiple INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    voters_count INTEGER NOT NULL
);

CREATE TABLE reading_lists (
    id INTEGER NOT NULL CONSTRAINT pk_reading_lists PRIMARY KEY,
    account_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    comments INTEGER NOT NULL,
    exclusive INTEGER NOT NULL
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
