-- Galley       galley: upgrade base -> 1975ea83b712   (1 revision)
-- Ticket       CHG-1042
-- Target       SQLite 3.40 or newer
-- Input digest sha256:629ca0f2b3b8abcd8743c8809a489425de1e656c6ffc59b608952b2a6f4e37f2
-- Run          sqlite3 -bail DATABASE < this-file     (make a copy of the file first)
-- Blocks       every other writer until it ends; waits at most 10 s for its turn, then stops
-- If it stops  nothing has changed, for all of it is one transaction: read the GAL code and run it again
.bail on
.timeout 10000
PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = OFF;
BEGIN IMMEDIATE;
CREATE TEMP TABLE galley_p02 (ok CONSTRAINT "GAL-P02: compiled for SQLite 3.40 or newer" CHECK (ok IS 1));
CREATE TEMP TABLE galley_p05 (ok CONSTRAINT "GAL-P05: foreign_keys cannot be switched off here" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g01 (ok CONSTRAINT "GAL-G01: the database is not at base" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g03 (ok CONSTRAINT "GAL-G03: a table galley_new_... is left over from something else: look at it and drop it" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g02 (ok CONSTRAINT "GAL-G02: the version rows are not what they were when the script began" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g04 (ok CONSTRAINT "GAL-G04: rows would refer to rows that do not exist; see PRAGMA foreign_key_check" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g11 (ok);
CREATE TEMP TRIGGER galley_gate BEFORE INSERT ON galley_g11 WHEN new.ok IS NOT 1
BEGIN SELECT RAISE(ROLLBACK, 'GAL-G11: a statement above has failed, so nothing of this script is kept'); END;

SELECT '== preflight';
INSERT INTO temp.galley_p02 SELECT CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40;
INSERT INTO temp.galley_p05 SELECT (SELECT foreign_keys FROM pragma_foreign_keys) = 0;
CREATE TABLE IF NOT EXISTS galley_version (version_num TEXT NOT NULL, CONSTRAINT pk_galley_version PRIMARY KEY (version_num));
INSERT INTO temp.galley_g01 SELECT NOT EXISTS (SELECT 1 FROM galley_version);
INSERT INTO temp.galley_g03 SELECT NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name LIKE 'galley\_new\_%' ESCAPE '\');
CREATE TEMP TABLE galley_before AS SELECT count(*) AS broken FROM pragma_foreign_key_check;

SELECT '== 1/1  1975ea83b712  create accounts';
-- [1975ea83b712.1] migrations/1_accounts.mig:6   create table accounts
--    SQLite keeps no comments
CREATE TABLE accounts (
  id INTEGER CONSTRAINT pk_accounts PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(255) NOT NULL,
  balance NUMERIC(12, 2) NOT NULL DEFAULT 0 CONSTRAINT ck_accounts_balance CHECK (balance >= 0),
  CONSTRAINT uq_accounts_email UNIQUE (email)
);
INSERT INTO galley_version (version_num) VALUES ('1975ea83b712');
INSERT INTO temp.galley_g02 SELECT changes() = 1;

INSERT INTO temp.galley_g04 SELECT (SELECT count(*) FROM pragma_foreign_key_check) <= (SELECT broken FROM temp.galley_before);
INSERT INTO temp.galley_g11 SELECT (SELECT count(*) FROM temp.galley_p02) = 1
  AND (SELECT count(*) FROM temp.galley_p05) = 1
  AND (SELECT count(*) FROM temp.galley_g01) = 1
  AND (SELECT count(*) FROM temp.galley_g03) = 1
  AND (SELECT count(*) FROM temp.galley_g02) = 1
  AND (SELECT count(*) FROM temp.galley_g04) = 1;
COMMIT;
SELECT '== done: 1975ea83b712' FROM (SELECT 1 FROM temp.galley_g11 LIMIT 1);
DROP TABLE temp.galley_p02;
DROP TABLE temp.galley_p05;
DROP TABLE temp.galley_g01;
DROP TABLE temp.galley_g03;
DROP TABLE temp.galley_g02;
DROP TABLE temp.galley_g04;
DROP TABLE temp.galley_g11;
DROP TABLE temp.galley_before;
