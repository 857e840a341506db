-- Consents, erasing, and reading a child's answers.

-- Whether the school has marked this adult as one whose yes counts for this child. What adults type never changes it.
ALTER TABLE guardians ADD COLUMN may_answer BIGINT NOT NULL DEFAULT 1;

CREATE INDEX record_pupils_by_pupil ON record_pupils (school_id, pupil_id, entry);
DROP INDEX records_by_adult;
CREATE INDEX records_by_adult ON records (school_id, adult_id, entry);
CREATE INDEX guardians_by_pupil ON guardians (school_id, pupil_id);
CREATE INDEX sessions_by_token ON sessions (school_id, token_hash);
CREATE INDEX tokens_by_adult ON tokens (school_id, adult_id);
CREATE INDEX submissions_by_key ON submissions (school_id, submission_key);
