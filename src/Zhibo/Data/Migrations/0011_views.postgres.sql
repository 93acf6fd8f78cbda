-- How often posts are read: counts by hour, and for the hours that last the marks of those who were counted.
CREATE TABLE view_hours (
    hour integer NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_view_hours PRIMARY KEY (hour)
);

CREATE TABLE view_marks (
    id bigint NOT NULL,
    hour integer NOT NULL,
    marks bytea NOT NULL,
    CONSTRAINT pk_view_marks PRIMARY KEY (id)
);
CREATE INDEX ix_view_marks_hour_id ON view_marks (hour, id);

CREATE TABLE view_counts (
    post_id bigint NOT NULL,
    hour integer NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT pk_view_counts PRIMARY KEY (post_id, hour)
);
CREATE INDEX ix_view_counts_hour ON view_counts (hour);
