-- When a child left who came back weeks later: what was agreed to before that counts no more. NULL for everybody else.
ALTER TABLE pupils ADD COLUMN away_from BIGINT;

-- Whether staff entered the record: what an adult signs themselves afterwards is no repetition of it.
ALTER TABLE records ADD COLUMN entered BIGINT NOT NULL DEFAULT 0;
UPDATE records SET entered = 1 WHERE EXISTS
    (SELECT 1 FROM entries e WHERE e.school_id = records.school_id AND e.number = records.entry
     AND json_extract(e.body, '$.staff') IS NOT NULL);
