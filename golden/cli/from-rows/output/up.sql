-- Galley       galley: upgrade 1975ea83b712 -> 27c6a30d7c24   (1 revision)
-- Ticket       CHG-1043
-- Target       SQLite 3.40 or newer
-- Input digest sha256:ebdfd72926690add329affa868ea80245ad4d21d0958c012a8601328fd76b6d3
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
CREATE TEMP TABLE galley_p03 (ok CONSTRAINT "GAL-P03: the database has no table galley_version" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g01 (ok CONSTRAINT "GAL-G01: the database is not at 1975ea83b712" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g03 (ok CONSTRAINT "GAL-G03: a table galley_new_... is left over from something else: look at it and drop it" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g02 (ok CONSTRAINT "GAL-G02: the version rows are not what they were when the script began" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g04 (ok CONSTRAINT "GAL-G04: rows would refer to rows that do not exist; see PRAGMA foreign_key_check" CHECK (ok IS 1));
CREATE TEMP TABLE galley_g11 (ok);
CREATE TEMP TRIGGER galley_gate BEFORE INSERT ON galley_g11 WHEN new.ok IS NOT 1
BEGIN SELECT RAISE(ROLLBACK, 'GAL-G11: a statement above has failed, so nothing of this script is kept'); END;

SELECT '== preflight';
INSERT INTO temp.galley_p02 SELECT CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40;
INSERT INTO temp.galley_p05 SELECT (SELECT foreign_keys FROM pragma_foreign_keys) = 0;
INSERT INTO temp.galley_p03 SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name COLLATE NOCASE = 'galley_version');
INSERT INTO temp.galley_g01 SELECT (SELECT count(*) = 1 AND total(version_num IN ('1975ea83b712')) = 1 FROM galley_version);
INSERT INTO temp.galley_g03 SELECT NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name LIKE 'galley\_new\_%' ESCAPE '\');
CREATE TEMP TABLE galley_before AS SELECT count(*) AS broken FROM pragma_foreign_key_check;

SELECT '== 1/1  27c6a30d7c24  orders';
-- [27c6a30d7c24.1] migrations/2_branches.mig:6   create table orders
CREATE TABLE orders (
  id INTEGER NOT NULL,
  account INTEGER CONSTRAINT fk_orders_account REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT pk_orders PRIMARY KEY (id)
);
UPDATE galley_version SET version_num = '27c6a30d7c24' WHERE version_num = '1975ea83b712';
INSERT INTO temp.galley_g02 SELECT changes() = 1;

INSERT INTO temp.galley_g04 SELECT (SELECT count(*) FROM pragma_foreign_key_check) <= (SELECT broken FROM temp.galley_before);
INSERT INTO temp.galley_g11 SELECT (SELECT count(*) FROM temp.galley_p02) = 1
  AND (SELECT count(*) FROM temp.galley_p05) = 1
  AND (SELECT count(*) FROM temp.galley_p03) = 1
  AND (SELECT count(*) FROM temp.galley_g01) = 1
  AND (SELECT count(*) FROM temp.galley_g03) = 1
  AND (SELECT count(*) FROM temp.galley_g02) = 1
  AND (SELECT count(*) FROM temp.galley_g04) = 1;
COMMIT;
SELECT '== done: 27c6a30d7c24' FROM (SELECT 1 FROM temp.galley_g11 LIMIT 1);
DROP TABLE temp.galley_p02;
DROP TABLE temp.galley_p05;
DROP TABLE temp.galley_p03;
DROP TABLE temp.galley_g01;
DROP TABLE temp.galley_g03;
DROP TABLE temp.galley_g02;
DROP TABLE temp.galley_g04;
DROP TABLE temp.galley_g11;
DROP TABLE temp.galley_before;
