-- A code may lead an official into their own account instead of giving a seat.
ALTER TABLE invitations ADD COLUMN official_id bigint NULL;
