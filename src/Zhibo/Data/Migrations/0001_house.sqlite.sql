-- 0001: accounts, posts, notices, facts and jobs. Times are Unix milliseconds on SQLite, timestamptz on PostgreSQL.
-- Ids are time-ordered (Shared/Ids.cs), so no table carries created_at.

CREATE TABLE accounts (
    id INTEGER NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    handle TEXT NOT NULL,
    nickname TEXT NOT NULL,
    nickname_key TEXT NOT NULL,
    handle_key TEXT NOT NULL,
    kind INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    unit TEXT NULL,
    bio TEXT NOT NULL,
    fields TEXT NOT NULL,
    avatar TEXT NULL,
    banner TEXT NULL,
    posts_count INTEGER NOT NULL,
    followers_count INTEGER NOT NULL,
    following_count INTEGER NOT NULL,
    last_post_id INTEGER NULL,
    version INTEGER NOT NULL,
    frozen_at INTEGER NULL
);

CREATE TABLE blocks (
    id INTEGER NOT NULL CONSTRAINT pk_blocks PRIMARY KEY,
    account_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL
);

CREATE TABLE follows (
    id INTEGER NOT NULL CONSTRAINT pk_follows PRIMARY KEY,
    follower_id INTEGER NOT NULL,
    followee_id INTEGER NOT NULL
);

CREATE TABLE idempotency_keys (
    account_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    post_id INTEGER NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (account_id, key)
) WITHOUT ROWID;

CREATE TABLE imported_posts (
    author_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    post_id INTEGER NOT NULL,
    CONSTRAINT pk_imported_posts PRIMARY KEY (author_id, external_id)
) WITHOUT ROWID;

CREATE TABLE jobs (
    id INTEGER NOT NULL CONSTRAINT pk_jobs PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT NULL,
    due_at INTEGER NOT NULL,
    claimed_until INTEGER NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NULL,
    done_at INTEGER NULL,
    failed_at INTEGER NULL
);

CREATE TABLE likes (
    id INTEGER NOT NULL CONSTRAINT pk_likes PRIMARY KEY,
    account_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL
);

CREATE TABLE mentions (
    post_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    CONSTRAINT pk_mentions PRIMARY KEY (post_id, start)
) WITHOUT ROWID;

CREATE TABLE mutes (
    id INTEGER NOT NULL CONSTRAINT pk_mutes PRIMARY KEY,
    account_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    expires_at INTEGER NULL,
    hide_notices INTEGER NOT NULL
);

CREATE TABLE notices (
    id INTEGER NOT NULL CONSTRAINT pk_notices PRIMARY KEY,
    account_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL
);

CREATE TABLE outbox (
    id INTEGER NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    last_error TEXT NULL
);

CREATE TABLE post_edits (
    post_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    warning TEXT NULL,
    sensitive INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    reason TEXT NULL,
    CONSTRAINT pk_post_edits PRIMARY KEY (post_id, version)
) WITHOUT ROWID;

CREATE TABLE post_topics (
    topic_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    CONSTRAINT pk_post_topics PRIMARY KEY (topic_id, post_id)
) WITHOUT ROWID;

CREATE TABLE posts (
    id INTEGER NOT NULL CONSTRAINT pk_posts PRIMARY KEY,
    author_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    visibility INTEGER NOT NULL,
    text TEXT NOT NULL,
    warning TEXT NULL,
    sensitive INTEGER NOT NULL,
    language TEXT NULL,
    parent_id INTEGER NULL,
    root_id INTEGER NULL,
    repost_of_id INTEGER NULL,
    repost_via_id INTEGER NULL,
    likes_count INTEGER NOT NULL,
    comments_count INTEGER NOT NULL,
    reposts_count INTEGER NOT NULL,
    version INTEGER NOT NULL,
    edited_at INTEGER NULL,
    deleted_at INTEGER NULL
);

CREATE TABLE protection_keys (
    id INTEGER NOT NULL CONSTRAINT pk_protection_keys PRIMARY KEY,
    name TEXT NOT NULL,
    xml TEXT NOT NULL
);

CREATE TABLE topics (
    id INTEGER NOT NULL CONSTRAINT pk_topics PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    posts_count INTEGER NOT NULL,
    last_post_id INTEGER NOT NULL
);

CREATE TABLE users (
    id INTEGER NOT NULL CONSTRAINT pk_users PRIMARY KEY,
    account_id INTEGER NOT NULL,
    email TEXT NULL,
    password_hash TEXT NOT NULL,
    role INTEGER NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NULL,
    totp_secret TEXT NULL,
    totp_since INTEGER NULL,
    totp_last_step INTEGER NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until INTEGER NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    large_print INTEGER NOT NULL,
    notices_read_id INTEGER NOT NULL,
    CONSTRAINT fk_users_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE access_tokens (
    id INTEGER NOT NULL CONSTRAINT pk_access_tokens PRIMARY KEY,
    user_id INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    scopes TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT fk_access_tokens_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE password_resets (
    id INTEGER NOT NULL CONSTRAINT pk_password_resets PRIMARY KEY,
    user_id INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT fk_password_resets_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE recovery_codes (
    id INTEGER NOT NULL CONSTRAINT pk_recovery_codes PRIMARY KEY,
    user_id INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    CONSTRAINT fk_recovery_codes_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE sessions (
    id INTEGER NOT NULL CONSTRAINT pk_sessions PRIMARY KEY,
    user_id INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT fk_sessions_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_access_tokens_token_hash ON access_tokens (token_hash);

CREATE INDEX ix_access_tokens_user_id ON access_tokens (user_id);

CREATE UNIQUE INDEX ix_accounts_handle ON accounts (handle);

CREATE UNIQUE INDEX ix_accounts_handle_key ON accounts (handle_key);

CREATE UNIQUE INDEX ix_accounts_nickname ON accounts (nickname);

CREATE UNIQUE INDEX ix_accounts_nickname_key ON accounts (nickname_key);

CREATE UNIQUE INDEX ix_blocks_account_id_target_id ON blocks (account_id, target_id);

CREATE INDEX ix_blocks_target_id ON blocks (target_id);

CREATE INDEX ix_follows_followee_id_id ON follows (followee_id, id);

CREATE UNIQUE INDEX ix_follows_follower_id_followee_id ON follows (follower_id, followee_id);

CREATE INDEX ix_jobs_due_at ON jobs (due_at) WHERE done_at IS NULL AND failed_at IS NULL;

CREATE UNIQUE INDEX ix_jobs_key ON jobs (key);

CREATE UNIQUE INDEX ix_likes_account_id_post_id ON likes (account_id, post_id);

CREATE INDEX ix_likes_post_id_id ON likes (post_id, id);

CREATE INDEX ix_mentions_account_id_post_id ON mentions (account_id, post_id);

CREATE UNIQUE INDEX ix_mutes_account_id_target_id ON mutes (account_id, target_id);

CREATE INDEX ix_notices_account_id_id ON notices (account_id, id);

CREATE UNIQUE INDEX ix_notices_account_id_kind_actor_id_post_id ON notices (account_id, kind, actor_id, post_id);

CREATE INDEX ix_outbox_due_at ON outbox (due_at) WHERE attempts > 0;

CREATE UNIQUE INDEX ix_password_resets_token_hash ON password_resets (token_hash);

CREATE INDEX ix_password_resets_user_id ON password_resets (user_id);

CREATE INDEX ix_posts_by_author ON posts (author_id, id, kind, visibility) WHERE deleted_at IS NULL;

CREATE INDEX ix_posts_public ON posts (id) WHERE visibility = 0 AND kind IN (0, 2) AND deleted_at IS NULL;

CREATE INDEX ix_posts_repost_of_id_author_id ON posts (repost_of_id, author_id) WHERE repost_of_id IS NOT NULL;

CREATE INDEX ix_posts_root_id_id ON posts (root_id, id) WHERE root_id IS NOT NULL;

CREATE INDEX ix_recovery_codes_user_id ON recovery_codes (user_id);

CREATE UNIQUE INDEX ix_sessions_token_hash ON sessions (token_hash);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE UNIQUE INDEX ix_topics_key ON topics (key);

CREATE INDEX ix_topics_last_post_id ON topics (last_post_id);

CREATE UNIQUE INDEX ix_users_account_id ON users (account_id);

CREATE UNIQUE INDEX ix_users_email ON users (email);
