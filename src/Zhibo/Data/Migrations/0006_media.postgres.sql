CREATE TABLE media_files (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    kind integer NOT NULL,
    format integer NOT NULL,
    hash text NOT NULL,
    bytes bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    seconds double precision NULL,
    moves boolean NOT NULL,
    blur_hash text NULL,
    alt text NOT NULL,
    focus_x double precision NOT NULL,
    focus_y double precision NOT NULL,
    post_id bigint NULL,
    position integer NOT NULL,
    free_until timestamp with time zone NULL,
    CONSTRAINT pk_media_files PRIMARY KEY (id)
);

CREATE INDEX ix_media_files_post_id_position ON media_files (post_id, position) WHERE post_id IS NOT NULL;

CREATE INDEX ix_media_files_free_until ON media_files (free_until) WHERE free_until IS NOT NULL;

CREATE INDEX ix_media_files_hash ON media_files (hash);

CREATE INDEX ix_media_files_account_id_bytes ON media_files (account_id, bytes);

-- A page of posts without pictures asks for none.
ALTER TABLE posts ADD COLUMN media_count integer NOT NULL DEFAULT 0;
