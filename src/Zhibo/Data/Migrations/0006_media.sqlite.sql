CREATE TABLE media_files (
    id INTEGER NOT NULL CONSTRAINT pk_media_files PRIMARY KEY,
    account_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    format INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    seconds REAL NULL,
    moves INTEGER NOT NULL,
    blur_hash TEXT NULL,
    alt TEXT NOT NULL,
    focus_x REAL NOT NULL,
    focus_y REAL NOT NULL,
    post_id INTEGER NULL,
    position INTEGER NOT NULL,
    free_until INTEGER NULL
);

CREATE INDEX ix_media_files_post_id_position ON media_files (post_id, position) WHERE post_id IS NOT NULL;

CREATE INDEX ix_media_files_free_until ON media_files (free_until) WHERE free_until IS NOT NULL;

CREATE INDEX ix_media_files_hash ON media_files (hash);

CREATE INDEX ix_media_files_account_id_bytes ON media_files (account_id, bytes);

-- A page of posts without pictures asks for none.
ALTER TABLE posts ADD COLUMN media_count INTEGER NOT NULL DEFAULT 0;
