-- The store of one school's records. Times are milliseconds since 1970, UTC. Sealed columns hold nonce and
-- ciphertext, base64. Every table carries school_id.

CREATE TABLE facts (
    school_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (school_id, name)
);

-- The ledger: one chain per school. The body is the canonical JSON whose SHA-256 is the hash.
CREATE TABLE entries (
    school_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (school_id, number)
);

-- Where each chain ends; locked by UPDATE … RETURNING while an entry is appended.
CREATE TABLE heads (
    school_id TEXT PRIMARY KEY,
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TRIGGER entries_are_never_updated BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;

-- INSERT OR REPLACE walks past the two above.
CREATE TRIGGER entries_are_never_replaced BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE school_id = NEW.school_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'ledger entries are never replaced'); END;

CREATE TRIGGER entries_follow_one_another BEFORE INSERT ON entries
WHEN NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM entries WHERE school_id = NEW.school_id), 0)
  OR NEW.previous <> COALESCE(
       (SELECT hash FROM entries WHERE school_id = NEW.school_id AND number = NEW.number - 1),
       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'a ledger entry must follow the last one'); END;

-- Published texts, frozen: what families are shown, word for word, for as long as a record names them.
CREATE TABLE documents (
    school_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    version_major BIGINT NOT NULL,
    version_minor BIGINT NOT NULL,
    text TEXT NOT NULL,
    entry BIGINT NOT NULL,
    PRIMARY KEY (school_id, digest)
);

CREATE TRIGGER documents_are_never_updated BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'published texts are never changed'); END;

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'published texts are never deleted'); END;

-- Each person's own key, wrapped by the school's key, which lives outside the database.
CREATE TABLE person_keys (
    school_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (school_id, person_id)
);

-- The roll.
CREATE TABLE classes (
    school_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    year TEXT NOT NULL,
    PRIMARY KEY (school_id, id)
);

CREATE TABLE pupils (
    school_id TEXT NOT NULL,
    id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    sealed_first_name TEXT NOT NULL,
    sealed_last_name TEXT NOT NULL,
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, id)
);

CREATE TABLE adults (
    school_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed_name TEXT NOT NULL,
    PRIMARY KEY (school_id, id)
);

CREATE TABLE guardians (
    school_id TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    pupil_id TEXT NOT NULL,
    PRIMARY KEY (school_id, adult_id, pupil_id),
    FOREIGN KEY (school_id, adult_id) REFERENCES adults (school_id, id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, id)
);

-- Family links: only the SHA-256 of the token is kept.
CREATE TABLE tokens (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (school_id, hash),
    FOREIGN KEY (school_id, adult_id) REFERENCES adults (school_id, id)
);

CREATE TABLE sessions (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, hash)
);

-- An index of the ledger's signatures; it can be made again from the entries.
CREATE TABLE records (
    school_id TEXT NOT NULL,
    entry BIGINT NOT NULL,
    reference TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    digest TEXT NOT NULL,
    version_major BIGINT NOT NULL,
    version_minor BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (school_id, entry),
    FOREIGN KEY (school_id, entry) REFERENCES entries (school_id, number)
);
CREATE UNIQUE INDEX records_by_reference ON records (school_id, reference);
CREATE INDEX records_by_adult ON records (school_id, adult_id);

CREATE TABLE record_pupils (
    school_id TEXT NOT NULL,
    entry BIGINT NOT NULL,
    pupil_id TEXT NOT NULL,
    PRIMARY KEY (school_id, entry, pupil_id)
);

-- Submission keys already used. The content is kept only as a keyed hash.
CREATE TABLE submissions (
    school_id TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    submission_key TEXT NOT NULL,
    content_mac TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (school_id, adult_id, submission_key)
);

-- Notices waiting to be sent. They name an entry, never a person.
CREATE TABLE outbox (
    school_id TEXT NOT NULL,
    entry BIGINT NOT NULL,
    notice TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (school_id, entry, notice)
);
