-- Hosts of topics with what they set above the stream, topics that halls keep out of their trends, and posts by their topics.
CREATE INDEX ix_post_topics_post_id ON post_topics (post_id);

CREATE TABLE topic_hosts (
    topic_id INTEGER NOT NULL CONSTRAINT pk_topic_hosts PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    introduction TEXT NOT NULL,
    since INTEGER NOT NULL
);
CREATE INDEX ix_topic_hosts_agency_id ON topic_hosts (agency_id);

CREATE TABLE topic_pins (
    id INTEGER NOT NULL CONSTRAINT pk_topic_pins PRIMARY KEY,
    topic_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_topic_pins_topic_id_post_id ON topic_pins (topic_id, post_id);

CREATE TABLE kept_out_topics (
    hall_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    CONSTRAINT pk_kept_out_topics PRIMARY KEY (hall_id, topic_id)
) WITHOUT ROWID;
