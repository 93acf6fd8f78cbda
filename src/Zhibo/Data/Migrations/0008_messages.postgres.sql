-- Private conversations over the posts that are for their parties only.
CREATE TABLE conversations (
    id bigint NOT NULL CONSTRAINT pk_conversations PRIMARY KEY,
    key text NOT NULL,
    started_by bigint NOT NULL
);

CREATE TABLE conversation_parties (
    conversation_id bigint NOT NULL,
    account_id bigint NOT NULL,
    state integer NOT NULL,
    last_id bigint NOT NULL,
    read_id bigint NOT NULL,
    unread integer NOT NULL,
    cleared_id bigint NOT NULL,
    muted boolean NOT NULL,
    since timestamp with time zone,
    taken_by bigint,
    CONSTRAINT pk_conversation_parties PRIMARY KEY (conversation_id, account_id)
);

CREATE TABLE messages (
    post_id bigint NOT NULL CONSTRAINT pk_messages PRIMARY KEY,
    conversation_id bigint NOT NULL,
    author_id bigint NOT NULL,
    automatic boolean NOT NULL
);

CREATE TABLE message_rules (
    account_id bigint NOT NULL CONSTRAINT pk_message_rules PRIMARY KEY,
    who integer NOT NULL,
    away_text text NOT NULL,
    opens_at integer NOT NULL,
    closes_at integer NOT NULL
);

CREATE TABLE message_reports (
    id bigint NOT NULL CONSTRAINT pk_message_reports PRIMARY KEY,
    post_id bigint NOT NULL,
    author_id bigint NOT NULL,
    reporter_id bigint NOT NULL,
    reason text NOT NULL,
    text text NOT NULL,
    state integer NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone,
    note text NOT NULL
);

CREATE UNIQUE INDEX ix_conversations_key ON conversations (key);

CREATE INDEX ix_conversations_started_by_id ON conversations (started_by, id);

CREATE INDEX ix_conversation_parties_account_id_state_last_id ON conversation_parties (account_id, state, last_id);

CREATE INDEX ix_conversation_parties_account_id_since ON conversation_parties (account_id, since) WHERE since IS NOT NULL;

CREATE INDEX ix_messages_conversation_id_post_id ON messages (conversation_id, post_id);

CREATE UNIQUE INDEX ix_message_reports_post_id_reporter_id ON message_reports (post_id, reporter_id);

CREATE INDEX ix_message_reports_state_id ON message_reports (state, id);

-- What was said in private before there were conversations: the same people have one, and all of it is read.
CREATE TEMP TABLE told AS
    SELECT id AS post_id, author_id AS account_id FROM posts WHERE visibility = 3
    UNION SELECT m.post_id, m.account_id FROM mentions m JOIN posts p ON p.id = m.post_id WHERE p.visibility = 3
    UNION SELECT p.id, q.author_id FROM posts p JOIN posts q ON q.id = p.parent_id WHERE p.visibility = 3;

CREATE TEMP TABLE talked AS
    SELECT post_id, string_agg(account_id::text, '-' ORDER BY account_id) AS key
    FROM told
    GROUP BY post_id HAVING count(*) <= 10;

INSERT INTO conversations (id, key, started_by)
    SELECT p.id, t.key, p.author_id FROM (SELECT key, min(post_id) AS post_id FROM talked GROUP BY key) t JOIN posts p ON p.id = t.post_id;

INSERT INTO messages (post_id, conversation_id, author_id, automatic)
    SELECT t.post_id, c.id, p.author_id, FALSE FROM talked t JOIN conversations c ON c.key = t.key JOIN posts p ON p.id = t.post_id;

INSERT INTO conversation_parties (conversation_id, account_id, state, last_id, read_id, unread, cleared_id, muted, since, taken_by)
    SELECT m.conversation_id, t.account_id, 1, max(m.post_id), max(m.post_id), 0, 0, FALSE, NULL, NULL
    FROM messages m JOIN told t ON t.post_id = m.post_id GROUP BY m.conversation_id, t.account_id;

DROP TABLE told;

DROP TABLE talked;

-- How much somebody says in private is not counted in public.
UPDATE accounts SET posts_count = greatest(0, posts_count - (SELECT count(*) FROM posts p WHERE p.author_id = accounts.id AND p.visibility = 3 AND p.deleted_at IS NULL))
    WHERE id IN (SELECT author_id FROM posts WHERE visibility = 3 AND deleted_at IS NULL);
