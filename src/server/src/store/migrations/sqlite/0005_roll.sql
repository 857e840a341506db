-- The roll as schools keep it: years within mixed classes, leavers, contacts, and what an adult may do for each child.

ALTER TABLE pupils ADD COLUMN year TEXT NOT NULL DEFAULT '';
UPDATE pupils SET year = (SELECT c.year FROM classes c WHERE c.school_id = pupils.school_id AND c.id = pupils.class_id);
-- A keyed hash of what the school's own system calls the child: the same child in the next file.
ALTER TABLE pupils ADD COLUMN match_key TEXT;
ALTER TABLE pupils ADD COLUMN left_at BIGINT;

ALTER TABLE adults ADD COLUMN match_key TEXT;
ALTER TABLE adults ADD COLUMN sealed_email TEXT;
ALTER TABLE adults ADD COLUMN sealed_phone TEXT;

ALTER TABLE guardians ADD COLUMN sealed_relationship TEXT;
-- What the office decided by hand a file does not change.
ALTER TABLE guardians ADD COLUMN by_hand BIGINT NOT NULL DEFAULT 0;
-- A court order or the like: their link shows nothing of this child.
ALTER TABLE guardians ADD COLUMN barred BIGINT NOT NULL DEFAULT 0;
-- Signs for a local authority that looks after the child.
ALTER TABLE guardians ADD COLUMN for_authority BIGINT NOT NULL DEFAULT 0;
-- Their address and telephone number are shown to nobody but the safeguarding lead.
ALTER TABLE guardians ADD COLUMN contact_hidden BIGINT NOT NULL DEFAULT 0;
-- Nothing is sent to them about this child.
ALTER TABLE guardians ADD COLUMN no_messages BIGINT NOT NULL DEFAULT 0;
