-- 0002: regions, lines, agencies with their vouchers and seats, the audit log, halls, desks.

ALTER TABLE accounts ADD COLUMN seal_kind integer NULL;

CREATE TABLE agencies (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    unit_code text,
    region_code text NOT NULL,
    line_key text NOT NULL,
    level integer NOT NULL,
    parent_id bigint,
    state integer NOT NULL,
    state_since timestamp with time zone NOT NULL,
    seal integer NOT NULL,
    contact text NOT NULL,
    phone text NOT NULL,
    address text NOT NULL,
    hours text NOT NULL,
    duties text NOT NULL,
    latitude double precision,
    longitude double precision,
    seats_reach_down boolean NOT NULL,
    CONSTRAINT pk_agencies PRIMARY KEY (id)
);

CREATE TABLE agency_keys (
    id bigint NOT NULL,
    agency_id bigint,
    public_key bytea NOT NULL,
    private_key text NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT pk_agency_keys PRIMARY KEY (id)
);

CREATE TABLE agency_moves (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    act integer NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    user_id bigint,
    reason text NOT NULL,
    CONSTRAINT pk_agency_moves PRIMARY KEY (id)
);

CREATE TABLE audit_entries (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id bigint,
    user_handle text NOT NULL,
    account_id bigint,
    act text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_audit_entries PRIMARY KEY (number)
);

CREATE TABLE desk_items (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    post_id bigint NOT NULL,
    latest_id bigint NOT NULL,
    author_id bigint NOT NULL,
    kind integer NOT NULL,
    state integer NOT NULL,
    since timestamp with time zone NOT NULL,
    taken_by bigint,
    answer_id bigint,
    closed_by bigint,
    reason text NOT NULL,
    round integer NOT NULL,
    CONSTRAINT pk_desk_items PRIMARY KEY (id)
);

CREATE TABLE desk_notes (
    id bigint NOT NULL,
    item_id bigint NOT NULL,
    user_id bigint NOT NULL,
    text text NOT NULL,
    CONSTRAINT pk_desk_notes PRIMARY KEY (id)
);

CREATE TABLE hall_picks (
    hall_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    left_out boolean NOT NULL,
    CONSTRAINT pk_hall_picks PRIMARY KEY (hall_id, agency_id)
);

CREATE TABLE halls (
    id bigint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    intro text NOT NULL,
    region_code text,
    line_key text,
    lead_id bigint,
    colour text,
    emblem text NOT NULL,
    host text,
    layout text NOT NULL,
    emergency text,
    emergency_since timestamp with time zone,
    is_main boolean NOT NULL,
    CONSTRAINT pk_halls PRIMARY KEY (id)
);

CREATE TABLE invitations (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    role integer NOT NULL,
    code_hash bytea NOT NULL,
    created_by bigint,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    used_by bigint,
    withdrawn_at timestamp with time zone,
    CONSTRAINT pk_invitations PRIMARY KEY (id)
);

CREATE TABLE lines (
    key text NOT NULL,
    name text NOT NULL,
    "order" integer NOT NULL,
    CONSTRAINT pk_lines PRIMARY KEY (key)
);

CREATE TABLE officials (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    title text NOT NULL,
    since date NOT NULL,
    until date,
    CONSTRAINT pk_officials PRIMARY KEY (id)
);

CREATE TABLE regions (
    code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    pinyin text NOT NULL,
    initials text NOT NULL,
    variants text NOT NULL,
    latitude double precision,
    longitude double precision,
    added_here boolean NOT NULL,
    CONSTRAINT pk_regions PRIMARY KEY (code)
);

CREATE TABLE seats (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    user_id bigint NOT NULL,
    role integer NOT NULL,
    granted_by bigint,
    expires_at timestamp with time zone,
    glass_reason text,
    CONSTRAINT pk_seats PRIMARY KEY (id)
);

CREATE TABLE site_settings (
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_site_settings PRIMARY KEY (key)
);

CREATE TABLE vouchers (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    by_agency_id bigint,
    user_id bigint,
    evidence text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_reason text,
    statement text NOT NULL,
    signature bytea NOT NULL,
    key_id bigint NOT NULL,
    CONSTRAINT pk_vouchers PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_agencies_region_code_name_key ON agencies (region_code, name_key);

CREATE UNIQUE INDEX ix_agencies_unit_code ON agencies (unit_code);

CREATE INDEX ix_agencies_parent_id ON agencies (parent_id);

CREATE INDEX ix_agency_keys_agency_id ON agency_keys (agency_id);

CREATE INDEX ix_agency_moves_agency_id_id ON agency_moves (agency_id, id);

CREATE INDEX ix_audit_entries_user_id_number ON audit_entries (user_id, number);

CREATE INDEX ix_audit_entries_account_id_number ON audit_entries (account_id, number);

CREATE UNIQUE INDEX ix_desk_items_agency_id_post_id ON desk_items (agency_id, post_id);

CREATE INDEX ix_desk_items_agency_id_state_since_id ON desk_items (agency_id, state, since, id);

CREATE INDEX ix_desk_items_post_id ON desk_items (post_id);

CREATE INDEX ix_desk_items_latest_id ON desk_items (latest_id);

CREATE INDEX ix_desk_items_answer_id ON desk_items (answer_id);

CREATE INDEX ix_desk_notes_item_id_id ON desk_notes (item_id, id);

CREATE UNIQUE INDEX ix_halls_slug ON halls (slug);

CREATE UNIQUE INDEX ix_halls_host ON halls (host);

CREATE UNIQUE INDEX ix_invitations_code_hash ON invitations (code_hash);

CREATE INDEX ix_invitations_agency_id ON invitations (agency_id);

CREATE INDEX ix_officials_agency_id ON officials (agency_id);

CREATE INDEX ix_regions_parent_code ON regions (parent_code);

CREATE UNIQUE INDEX ix_seats_agency_id_user_id_role ON seats (agency_id, user_id, role);

CREATE INDEX ix_seats_user_id ON seats (user_id);

CREATE INDEX ix_vouchers_agency_id ON vouchers (agency_id);

CREATE INDEX ix_vouchers_by_agency_id ON vouchers (by_agency_id);

CREATE INDEX ix_vouchers_expires_at ON vouchers (expires_at);
