-- Long documents of offices, their earlier states and files, and the post that carries each.
ALTER TABLE posts ADD COLUMN document_id bigint NULL;
CREATE UNIQUE INDEX ix_posts_document_id ON posts (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE documents (
    id bigint NOT NULL CONSTRAINT pk_documents PRIMARY KEY,
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    state integer NOT NULL,
    title text NOT NULL,
    issuers text NOT NULL,
    number text NOT NULL,
    issued_on date NULL,
    body text NOT NULL,
    searched text NOT NULL,
    post_id bigint NULL,
    version integer NOT NULL,
    published_at timestamp with time zone NULL,
    edited_at timestamp with time zone NULL,
    withdrawn_at timestamp with time zone NULL,
    withdrawn_reason text NOT NULL
);
CREATE INDEX ix_documents_account_id_state_id ON documents (account_id, state, id);
CREATE UNIQUE INDEX ix_documents_post_id ON documents (post_id) WHERE post_id IS NOT NULL;

CREATE TABLE document_edits (
    document_id bigint NOT NULL,
    version integer NOT NULL,
    title text NOT NULL,
    issuers text NOT NULL,
    number text NOT NULL,
    issued_on date NULL,
    body text NOT NULL,
    files text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    CONSTRAINT pk_document_edits PRIMARY KEY (document_id, version)
);

CREATE TABLE document_files (
    id bigint NOT NULL CONSTRAINT pk_document_files PRIMARY KEY,
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    document_id bigint NULL,
    position integer NOT NULL,
    format integer NOT NULL,
    hash text NOT NULL,
    bytes bigint NOT NULL,
    name text NOT NULL,
    free_until timestamp with time zone NULL
);
CREATE INDEX ix_document_files_document_id_position ON document_files (document_id, position) WHERE document_id IS NOT NULL;
CREATE INDEX ix_document_files_free_until ON document_files (free_until) WHERE free_until IS NOT NULL;
CREATE INDEX ix_document_files_hash ON document_files (hash);
