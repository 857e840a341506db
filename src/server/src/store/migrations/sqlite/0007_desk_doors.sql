-- Whose access was changed, where that is what was done.
ALTER TABLE openings ADD COLUMN colleague_id TEXT;

-- What a device is called is sealed like every other name. One that was remembered before is remembered anew.
DELETE FROM devices;
ALTER TABLE devices DROP COLUMN name;
ALTER TABLE devices ADD COLUMN sealed_name TEXT NOT NULL DEFAULT '';

-- What a trip's list is called where staff end it: says nothing about its secret. Those of before open no more.
DELETE FROM trips;
ALTER TABLE trips ADD COLUMN id TEXT NOT NULL DEFAULT '';
