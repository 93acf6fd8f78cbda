-- Hosts of topics with what they set above the stream, topics that halls keep out of their trends, and posts by their topics.
CREATE INDEX ix_post_topics_post_id ON post_topics (post_id);

CREATE TABLE topic_hosts (
    topic_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    introduction text NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT pk_topic_hosts PRIMARY KEY (topic_id)
);
CREATE INDEX ix_topic_hosts_agency_id ON topic_hosts (agency_id);

CREATE TABLE topic_pins (
    id bigint NOT NULL,
    topic_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT pk_topic_pins PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_topic_pins_topic_id_post_id ON topic_pins (topic_id, post_id);

CREATE TABLE kept_out_topics (
    hall_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    reason text NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT pk_kept_out_topics PRIMARY KEY (hall_id, topic_id)
);
