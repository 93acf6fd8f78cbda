-- Notices in lines that count, what everybody wishes of them, and devices that are told at once.
ALTER TABLE notices ADD COLUMN group_id INTEGER NOT NULL DEFAULT 0;

CREATE TABLE notice_groups (
    id INTEGER NOT NULL CONSTRAINT pk_notice_groups PRIMARY KEY,
    account_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    subject_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    latest_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    third_id INTEGER NOT NULL
);

CREATE TABLE notice_choices (
    account_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    who INTEGER NOT NULL,
    push INTEGER NOT NULL,
    mail INTEGER NOT NULL,
    CONSTRAINT pk_notice_choices PRIMARY KEY (account_id, kind)
) WITHOUT ROWID;

CREATE TABLE notice_wishes (
    account_id INTEGER NOT NULL CONSTRAINT pk_notice_wishes PRIMARY KEY,
    digest INTEGER NOT NULL,
    digest_hour INTEGER NOT NULL,
    next_digest_at INTEGER NULL,
    digested_id INTEGER NOT NULL,
    quiet_from INTEGER NULL,
    quiet_until INTEGER NULL
);

CREATE TABLE push_devices (
    id INTEGER NOT NULL CONSTRAINT pk_push_devices PRIMARY KEY,
    account_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    session_id INTEGER NULL,
    token_id INTEGER NULL,
    endpoint TEXT NOT NULL,
    public_key BLOB NOT NULL,
    secret BLOB NOT NULL,
    alerts INTEGER NOT NULL,
    policy INTEGER NOT NULL,
    failing_since INTEGER NULL,
    CONSTRAINT fk_push_devices_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE,
    CONSTRAINT fk_push_devices_token_id FOREIGN KEY (token_id) REFERENCES access_tokens (id) ON DELETE CASCADE
);

CREATE TABLE vapid_keys (
    id INTEGER NOT NULL CONSTRAINT pk_vapid_keys PRIMARY KEY,
    public_key TEXT NOT NULL,
    private_key TEXT NOT NULL
);

-- What is there already gets its lines: of likes, reposts without words and follows of the same thing one for each half day.
CREATE TABLE notice_fill AS
SELECT id, account_id, kind, subject_id, MIN(id) OVER line AS group_id, ROW_NUMBER() OVER (line ORDER BY id DESC) AS place
FROM (
    SELECT n.id, n.account_id, n.kind,
        CASE WHEN n.kind = 2 AND p.kind = 1 THEN COALESCE(p.repost_via_id, p.repost_of_id, n.post_id) ELSE n.post_id END AS subject_id,
        CASE WHEN n.kind IN (3, 4) OR (n.kind = 2 AND p.kind = 1) THEN (n.id >> 16) / 43200000 ELSE n.id END AS span
    FROM notices n LEFT JOIN posts p ON p.id = n.post_id AND n.kind = 2) told
WINDOW line AS (PARTITION BY account_id, kind, subject_id, span);

UPDATE notices SET group_id = notice_fill.group_id FROM notice_fill WHERE notice_fill.id = notices.id;

INSERT INTO notice_groups (id, account_id, kind, subject_id, count, latest_id, second_id, third_id)
SELECT group_id, MIN(account_id), MIN(kind), MIN(subject_id), COUNT(*),
    MAX(id), COALESCE(MAX(CASE WHEN place = 2 THEN id END), 0), COALESCE(MAX(CASE WHEN place = 3 THEN id END), 0)
FROM notice_fill GROUP BY group_id;

DROP TABLE notice_fill;

CREATE INDEX ix_notices_group_id_id ON notices (group_id, id);
CREATE INDEX ix_notice_groups_account_id_latest_id ON notice_groups (account_id, latest_id);
CREATE INDEX ix_notice_groups_account_id_kind_subject_id ON notice_groups (account_id, kind, subject_id);
CREATE INDEX ix_notice_wishes_next_digest_at ON notice_wishes (next_digest_at) WHERE next_digest_at IS NOT NULL;
CREATE INDEX ix_push_devices_account_id ON push_devices (account_id);
CREATE INDEX ix_push_devices_endpoint ON push_devices (endpoint);
CREATE UNIQUE INDEX ix_push_devices_session_id ON push_devices (session_id);
CREATE UNIQUE INDEX ix_push_devices_token_id ON push_devices (token_id);
