-- The same tables with fewer trees: each signature touches a page of every tree, and every page is written and flushed.

CREATE TABLE new_records (
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
) WITHOUT ROWID;
INSERT INTO new_records
    SELECT school_id, entry, reference, adult_id, act, kind, slug, digest, version_major, version_minor, at FROM records;
DROP TABLE records;
ALTER TABLE new_records RENAME TO records;
CREATE UNIQUE INDEX records_by_reference ON records (school_id, reference);
-- Everything an adult's last word on a document is found by.
CREATE INDEX records_by_adult ON records (school_id, adult_id, entry, kind, slug);

CREATE TABLE new_record_pupils (
    school_id TEXT NOT NULL,
    entry BIGINT NOT NULL,
    pupil_id TEXT NOT NULL,
    PRIMARY KEY (school_id, entry, pupil_id)
) WITHOUT ROWID;
INSERT INTO new_record_pupils SELECT school_id, entry, pupil_id FROM record_pupils;
DROP TABLE record_pupils;
ALTER TABLE new_record_pupils RENAME TO record_pupils;
CREATE INDEX record_pupils_by_pupil ON record_pupils (school_id, pupil_id, entry);

-- By key first: that is how they are looked up, and a key is long and random.
CREATE TABLE new_submissions (
    school_id TEXT NOT NULL,
    submission_key TEXT NOT NULL,
    adult_id TEXT NOT NULL,
    content_mac TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (school_id, submission_key, adult_id)
) WITHOUT ROWID;
INSERT INTO new_submissions SELECT school_id, submission_key, adult_id, content_mac, reference FROM submissions;
DROP TABLE submissions;
ALTER TABLE new_submissions RENAME TO submissions;

CREATE TABLE new_outbox (
    school_id TEXT NOT NULL,
    entry BIGINT NOT NULL,
    notice TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    sent_at BIGINT,
    PRIMARY KEY (school_id, entry, notice)
) WITHOUT ROWID;
INSERT INTO new_outbox SELECT school_id, entry, notice, queued_at, sent_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;

-- What the database should believe before it has seen a school: many rows, few of them one person's. Without it, it takes
-- "this school's" to be a narrow choice, and reads everybody's rows to find one family's.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('entries', 'sqlite_autoindex_entries_1', '20000 20000 1'),
    ('records', 'records', '20000 20000 1'),
    ('records', 'records_by_reference', '20000 20000 1'),
    ('records', 'records_by_adult', '20000 20000 20 1 1 1'),
    ('record_pupils', 'record_pupils', '20000 20000 1 1'),
    ('record_pupils', 'record_pupils_by_pupil', '20000 20000 40 1'),
    ('submissions', 'submissions', '20000 20000 1 1'),
    ('guardians', 'sqlite_autoindex_guardians_1', '1000 1000 2 1'),
    ('guardians', 'guardians_by_pupil', '1000 1000 2'),
    ('tokens', 'sqlite_autoindex_tokens_1', '1000 1000 1'),
    ('tokens', 'tokens_by_adult', '1000 1000 2'),
    ('sessions', 'sqlite_autoindex_sessions_1', '1000 1000 1'),
    ('sessions', 'sessions_by_token', '1000 1000 2');
ANALYZE sqlite_schema;
