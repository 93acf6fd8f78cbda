-- 0001: accounts, posts, notices, facts and jobs. Times are Unix milliseconds on SQLite, timestamptz on PostgreSQL.
-- Ids are time-ordered (Shared/Ids.cs), so no table carries created_at.
-- Tables whose counters change often keep room on their pages, so that updates stay off the indexes.

CREATE TABLE accounts (
    id bigint NOT NULL,
    handle text NOT NULL,
    nickname text NOT NULL,
    nickname_key text NOT NULL,
    handle_key text NOT NULL,
    kind integer NOT NULL,
    sealed boolean NOT NULL,
    unit text,
    bio text NOT NULL,
    fields text NOT NULL,
    avatar text,
    banner text,
    posts_count integer NOT NULL,
    followers_count integer NOT NULL,
    following_count integer NOT NULL,
    last_post_id bigint,
    version integer NOT NULL,
    frozen_at timestamp with time zone,
    CONSTRAINT pk_accounts PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE TABLE blocks (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    target_id bigint NOT NULL,
    CONSTRAINT pk_blocks PRIMARY KEY (id)
);

CREATE TABLE follows (
    id bigint NOT NULL,
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    CONSTRAINT pk_follows PRIMARY KEY (id)
);

CREATE TABLE idempotency_keys (
    account_id bigint NOT NULL,
    key text NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (account_id, key)
);

CREATE TABLE imported_posts (
    author_id bigint NOT NULL,
    external_id text NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_imported_posts PRIMARY KEY (author_id, external_id)
);

CREATE TABLE jobs (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    key text,
    due_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    attempts integer NOT NULL,
    last_error text,
    done_at timestamp with time zone,
    failed_at timestamp with time zone,
    CONSTRAINT pk_jobs PRIMARY KEY (id)
);

CREATE TABLE likes (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_likes PRIMARY KEY (id)
);

CREATE TABLE mentions (
    post_id bigint NOT NULL,
    start integer NOT NULL,
    length integer NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT pk_mentions PRIMARY KEY (post_id, start)
);

CREATE TABLE mutes (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    target_id bigint NOT NULL,
    expires_at timestamp with time zone,
    hide_notices boolean NOT NULL,
    CONSTRAINT pk_mutes PRIMARY KEY (id)
);

CREATE TABLE notices (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    kind integer NOT NULL,
    actor_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_notices PRIMARY KEY (id)
);

CREATE TABLE outbox (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    last_error text,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE TABLE post_edits (
    post_id bigint NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    warning text,
    sensitive boolean NOT NULL,
    written_at timestamp with time zone NOT NULL,
    reason text,
    CONSTRAINT pk_post_edits PRIMARY KEY (post_id, version)
);

CREATE TABLE post_topics (
    topic_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_post_topics PRIMARY KEY (topic_id, post_id)
);

CREATE TABLE posts (
    id bigint NOT NULL,
    author_id bigint NOT NULL,
    kind integer NOT NULL,
    visibility integer NOT NULL,
    text text NOT NULL,
    warning text,
    sensitive boolean NOT NULL,
    language text,
    parent_id bigint,
    root_id bigint,
    repost_of_id bigint,
    repost_via_id bigint,
    likes_count integer NOT NULL,
    comments_count integer NOT NULL,
    reposts_count integer NOT NULL,
    version integer NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    CONSTRAINT pk_posts PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE TABLE protection_keys (
    id bigint NOT NULL,
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_protection_keys PRIMARY KEY (id)
);

CREATE TABLE topics (
    id bigint NOT NULL,
    name text NOT NULL,
    key text NOT NULL,
    posts_count integer NOT NULL,
    last_post_id bigint NOT NULL,
    CONSTRAINT pk_topics PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE TABLE users (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    email text,
    password_hash text NOT NULL,
    role integer NOT NULL,
    status integer NOT NULL,
    reason text,
    totp_secret text,
    totp_since timestamp with time zone,
    totp_last_step bigint NOT NULL,
    failed_sign_ins integer NOT NULL,
    locked_until timestamp with time zone,
    language text NOT NULL,
    theme text NOT NULL,
    large_print boolean NOT NULL,
    notices_read_id bigint NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT fk_users_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE access_tokens (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    scopes text NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_access_tokens PRIMARY KEY (id),
    CONSTRAINT fk_access_tokens_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE password_resets (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_password_resets PRIMARY KEY (id),
    CONSTRAINT fk_password_resets_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE recovery_codes (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    code_hash bytea NOT NULL,
    CONSTRAINT pk_recovery_codes PRIMARY KEY (id),
    CONSTRAINT fk_recovery_codes_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE sessions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
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
