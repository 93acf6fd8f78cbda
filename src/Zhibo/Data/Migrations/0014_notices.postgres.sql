-- Notices in lines that count, what everybody wishes of them, and devices that are told at once.
ALTER TABLE notices ADD COLUMN group_id bigint NOT NULL DEFAULT 0;

CREATE TABLE notice_groups (
    id bigint NOT NULL CONSTRAINT pk_notice_groups PRIMARY KEY,
    account_id bigint NOT NULL,
    kind integer NOT NULL,
    subject_id bigint NOT NULL,
    count integer NOT NULL,
    latest_id bigint NOT NULL,
    second_id bigint NOT NULL,
    third_id bigint NOT NULL
);

CREATE TABLE notice_choices (
    account_id bigint NOT NULL,
    kind integer NOT NULL,
    who integer NOT NULL,
    push boolean NOT NULL,
    mail boolean NOT NULL,
    CONSTRAINT pk_notice_choices PRIMARY KEY (account_id, kind)
);

CREATE TABLE notice_wishes (
    account_id bigint NOT NULL CONSTRAINT pk_notice_wishes PRIMARY KEY,
    digest integer NOT NULL,
    digest_hour integer NOT NULL,
    next_digest_at timestamptz NULL,
    digested_id bigint NOT NULL,
    quiet_from integer NULL,
    quiet_until integer NULL
);

CREATE TABLE push_devices (
    id bigint NOT NULL CONSTRAINT pk_push_devices PRIMARY KEY,
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    session_id bigint NULL,
    token_id bigint NULL,
    endpoint text NOT NULL,
    public_key bytea NOT NULL,
    secret bytea NOT NULL,
    alerts integer NOT NULL,
    policy integer NOT NULL,
    failing_since timestamptz NULL,
    CONSTRAINT fk_push_devices_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE,
    CONSTRAINT fk_push_devices_token_id FOREIGN KEY (token_id) REFERENCES access_tokens (id) ON DELETE CASCADE
);

CREATE TABLE vapid_keys (
    id bigint NOT NULL CONSTRAINT pk_vapid_keys PRIMARY KEY,
    public_key text NOT NULL,
    private_key text NOT NULL
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
