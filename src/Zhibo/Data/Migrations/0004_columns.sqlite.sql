-- The topics under which a hall publishes regularly, one per line.
ALTER TABLE halls ADD COLUMN columns TEXT NOT NULL DEFAULT '';
