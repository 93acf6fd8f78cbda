-- How often posts are read: counts by hour, and for the hours that last the marks of those who were counted.
CREATE TABLE view_hours (
    hour INTEGER NOT NULL CONSTRAINT pk_view_hours PRIMARY KEY,
    salt BLOB NOT NULL
);

CREATE TABLE view_marks (
    id INTEGER NOT NULL CONSTRAINT pk_view_marks PRIMARY KEY,
    hour INTEGER NOT NULL,
    marks BLOB NOT NULL
);
CREATE INDEX ix_view_marks_hour_id ON view_marks (hour, id);

CREATE TABLE view_counts (
    post_id INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_view_counts PRIMARY KEY (post_id, hour)
);
CREATE INDEX ix_view_counts_hour ON view_counts (hour);
