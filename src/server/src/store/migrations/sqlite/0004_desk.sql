-- The desk: who works at it, how they sign in, and who has looked at what.

CREATE TABLE staff (
    school_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed_name TEXT NOT NULL,
    sealed_email TEXT NOT NULL,
    -- A keyed hash of the address, folded: what somebody who signs in is found by.
    email_mac TEXT NOT NULL,
    -- Words separated by spaces.
    roles TEXT NOT NULL,
    -- Argon2id's own notation, and the secret of the six-digit codes: sealed, and nothing until the invitation is taken up.
    sealed_password TEXT,
    sealed_totp TEXT,
    -- The last time step whose code was used: no code works twice.
    totp_step BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (school_id, id)
);
CREATE UNIQUE INDEX staff_by_email ON staff (school_id, email_mac);

-- A teacher's own classes.
CREATE TABLE staff_classes (
    school_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    PRIMARY KEY (school_id, staff_id, class_id),
    FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, id)
);

-- What a member of staff signs in with when the device that makes codes is lost: each once.
CREATE TABLE recovery_codes (
    school_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (school_id, staff_id, hash),
    FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, id)
);

-- A link with which somebody chooses their password; also when one was forgotten.
CREATE TABLE invitations (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    -- The secret of the six-digit codes to come; the old one works until this one is confirmed.
    sealed_totp TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (school_id, hash),
    FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, id)
);

CREATE TABLE desk_sessions (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- What the session is called where its owner sees it: says nothing about its secret.
    id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (school_id, hash),
    FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, id)
);
CREATE INDEX desk_sessions_by_staff ON desk_sessions (school_id, staff_id);

-- A school's own device, on which the no-images list opens without signing in.
CREATE TABLE devices (
    school_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (school_id, hash)
);

-- Who looked at what, when. By random ids only.
CREATE TABLE openings (
    school_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Who: one of the two.
    staff_id TEXT,
    device_id TEXT,
    -- A permanent word: what was opened.
    what TEXT NOT NULL,
    pupil_id TEXT,
    class_id TEXT,
    -- How many children were shown.
    pupils BIGINT NOT NULL,
    PRIMARY KEY (school_id, number)
) WITHOUT ROWID;
CREATE INDEX openings_by_pupil ON openings (school_id, pupil_id, number);

CREATE TRIGGER openings_are_never_updated BEFORE UPDATE ON openings
BEGIN SELECT RAISE(ABORT, 'what was looked at is never changed'); END;
