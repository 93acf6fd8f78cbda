-- 0002: regions, lines, agencies with their vouchers and seats, the audit log, halls, desks.
-- Dates are ISO 8601 text, times Unix milliseconds.

ALTER TABLE accounts ADD COLUMN seal_kind INTEGER NULL;

CREATE TABLE agencies (
    id INTEGER NOT NULL CONSTRAINT pk_agencies PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unit_code TEXT NULL,
    region_code TEXT NOT NULL,
    line_key TEXT NOT NULL,
    level INTEGER NOT NULL,
    parent_id INTEGER NULL,
    state INTEGER NOT NULL,
    state_since INTEGER NOT NULL,
    seal INTEGER NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    hours TEXT NOT NULL,
    duties TEXT NOT NULL,
    latitude REAL NULL,
    longitude REAL NULL,
    seats_reach_down INTEGER NOT NULL
);

CREATE TABLE agency_keys (
    id INTEGER NOT NULL CONSTRAINT pk_agency_keys PRIMARY KEY,
    agency_id INTEGER NULL,
    public_key BLOB NOT NULL,
    private_key TEXT NOT NULL,
    retired_at INTEGER NULL
);

CREATE TABLE agency_moves (
    id INTEGER NOT NULL CONSTRAINT pk_agency_moves PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    act INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    user_id INTEGER NULL,
    reason TEXT NOT NULL
);

CREATE TABLE audit_entries (
    number INTEGER NOT NULL CONSTRAINT pk_audit_entries PRIMARY KEY,
    at INTEGER NOT NULL,
    user_id INTEGER NULL,
    user_handle TEXT NOT NULL,
    account_id INTEGER NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE desk_items (
    id INTEGER NOT NULL CONSTRAINT pk_desk_items PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    latest_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    taken_by INTEGER NULL,
    answer_id INTEGER NULL,
    closed_by INTEGER NULL,
    reason TEXT NOT NULL,
    round INTEGER NOT NULL
);

CREATE TABLE desk_notes (
    id INTEGER NOT NULL CONSTRAINT pk_desk_notes PRIMARY KEY,
    item_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE hall_picks (
    hall_id INTEGER NOT NULL,
    agency_id INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    CONSTRAINT pk_hall_picks PRIMARY KEY (hall_id, agency_id)
) WITHOUT ROWID;

CREATE TABLE halls (
    id INTEGER NOT NULL CONSTRAINT pk_halls PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    intro TEXT NOT NULL,
    region_code TEXT NULL,
    line_key TEXT NULL,
    lead_id INTEGER NULL,
    colour TEXT NULL,
    emblem TEXT NOT NULL,
    host TEXT NULL,
    layout TEXT NOT NULL,
    emergency TEXT NULL,
    emergency_since INTEGER NULL,
    is_main INTEGER NOT NULL
);

CREATE TABLE invitations (
    id INTEGER NOT NULL CONSTRAINT pk_invitations PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    created_by INTEGER NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER NULL,
    used_by INTEGER NULL,
    withdrawn_at INTEGER NULL
);

CREATE TABLE lines (
    key TEXT NOT NULL CONSTRAINT pk_lines PRIMARY KEY,
    name TEXT NOT NULL,
    "order" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE officials (
    id INTEGER NOT NULL CONSTRAINT pk_officials PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NULL
);

CREATE TABLE regions (
    code TEXT NOT NULL CONSTRAINT pk_regions PRIMARY KEY,
    parent_code TEXT NULL,
    level INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    variants TEXT NOT NULL,
    latitude REAL NULL,
    longitude REAL NULL,
    added_here INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE seats (
    id INTEGER NOT NULL CONSTRAINT pk_seats PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    role INTEGER NOT NULL,
    granted_by INTEGER NULL,
    expires_at INTEGER NULL,
    glass_reason TEXT NULL
);

CREATE TABLE site_settings (
    key TEXT NOT NULL CONSTRAINT pk_site_settings PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE vouchers (
    id INTEGER NOT NULL CONSTRAINT pk_vouchers PRIMARY KEY,
    agency_id INTEGER NOT NULL,
    by_agency_id INTEGER NULL,
    user_id INTEGER NULL,
    evidence TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER NULL,
    revoked_reason TEXT NULL,
    statement TEXT NOT NULL,
    signature BLOB NOT NULL,
    key_id INTEGER NOT NULL
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
