-- Whose access was changed, or whose trip list was ended, where that is what was done. Of a device that was remembered or
-- forgotten `device_id` says which, beside whoever did it.
ALTER TABLE openings ADD COLUMN colleague_id TEXT;

-- What a device is called is sealed like every other name. One that was remembered before is remembered anew; the log still
-- knows that it was one.
UPDATE devices SET revoked_at = created_at WHERE revoked_at IS NULL;
ALTER TABLE devices DROP COLUMN name;
ALTER TABLE devices ADD COLUMN sealed_name TEXT;

-- Which roles somebody was given, where that is what was done: words separated by spaces.
ALTER TABLE openings ADD COLUMN roles TEXT;

-- What a trip's list is called where staff end it: says nothing about its secret. Those of before open no more.
DELETE FROM trips;
ALTER TABLE trips ADD COLUMN id TEXT NOT NULL DEFAULT '';
