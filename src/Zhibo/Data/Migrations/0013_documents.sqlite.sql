-- Long documents of offices, their earlier states and files, and the post that carries each.
ALTER TABLE posts ADD COLUMN document_id INTEGER NULL;
CREATE UNIQUE INDEX ix_posts_document_id ON posts (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE documents (
    id INTEGER NOT NULL CONSTRAINT pk_documents PRIMARY KEY,
    account_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    state INTEGER NOT NULL,
    title TEXT NOT NULL,
    issuers TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NULL,
    body TEXT NOT NULL,
    searched TEXT NOT NULL,
    post_id INTEGER NULL,
    version INTEGER NOT NULL,
    published_at INTEGER NULL,
    edited_at INTEGER NULL,
    withdrawn_at INTEGER NULL,
    withdrawn_reason TEXT NOT NULL
);
CREATE INDEX ix_documents_account_id_state_id ON documents (account_id, state, id);
CREATE UNIQUE INDEX ix_documents_post_id ON documents (post_id) WHERE post_id IS NOT NULL;

CREATE TABLE document_edits (
    document_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    issuers TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NULL,
    body TEXT NOT NULL,
    files TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_document_edits PRIMARY KEY (document_id, version)
);

CREATE TABLE document_files (
    id INTEGER NOT NULL CONSTRAINT pk_document_files PRIMARY KEY,
    account_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    document_id INTEGER NULL,
    position INTEGER NOT NULL,
    format INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    name TEXT NOT NULL,
    free_until INTEGER NULL
);
CREATE INDEX ix_document_files_document_id_position ON document_files (document_id, position) WHERE document_id IS NOT NULL;
CREATE INDEX ix_document_files_free_until ON document_files (free_until) WHERE free_until IS NOT NULL;
CREATE INDEX ix_document_files_hash ON document_files (hash);
