-- Records that do not count any more: an index of the ledger's entries that ended them; it can be made again from those.
CREATE TABLE ended_records (
    school_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    entry BIGINT NOT NULL,
    PRIMARY KEY (school_id, reference),
    FOREIGN KEY (school_id, entry) REFERENCES entries (school_id, number)
) WITHOUT ROWID;

-- What the office chose once and is asked about no more: which column of its list is which. Names no person.
CREATE TABLE settings (
    school_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (school_id, name)
) WITHOUT ROWID;

-- A list for a trip, opened by link or QR code for a day: who is on it, by random ids. What may be done is decided when it is
-- opened.
CREATE TABLE trips (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    pupils TEXT NOT NULL,
    PRIMARY KEY (school_id, hash)
) WITHOUT ROWID;
