-- The fixture pieces named in the column "fixture" of ddl.csv.
-- Build only the pieces of the row, in that order, in a schema app that is first on the search_path;
-- there is an empty schema app2, roles app_owner and app_reader, a tablespace ddl_ts, a database ddl.
-- The piece vcalc (a virtual generated column) needs 18.

-- piece: orders
CREATE TABLE orders (
  id integer PRIMARY KEY, customer_id bigint, code varchar(50) NOT NULL, note text,
  status varchar(20), qty integer, price numeric(10,2), amount numeric,
  created timestamp, updated timestamptz, day date, flag boolean, payload json,
  fixed char(10), guid text, bits varchar(8));
INSERT INTO orders
SELECT g, g, 'C'||g, g::text, CASE WHEN g % 2 = 0 THEN 'new' ELSE 'paid' END, g, g*1.5, g*1.25,
  timestamp '2026-01-01' + g * interval '1 minute', timestamptz '2026-01-01 00:00+00' + g * interval '1 minute',
  date '2026-01-01' + g, g % 3 = 0, '{"k":1}', 'F'||g, md5(g::text), 'B'
FROM generate_series(1,2000) g;
CREATE INDEX orders_code_idx ON orders (code);
CREATE INDEX orders_note_idx ON orders (note);
CREATE INDEX orders_status_idx ON orders (status);
CREATE INDEX orders_qty_idx ON orders (qty);
CREATE INDEX orders_price_idx ON orders (price);
CREATE INDEX orders_amount_idx ON orders (amount);
CREATE INDEX orders_created_idx ON orders (created);
CREATE INDEX orders_updated_idx ON orders (updated);

-- piece: customers
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, name varchar(50), CONSTRAINT customers_email_key UNIQUE (email));
INSERT INTO customers SELECT g, 'u'||g||'@example.org', 'n'||g FROM generate_series(1,2000) g;

-- piece: invoices
CREATE TABLE invoices (id integer PRIMARY KEY, customer_id bigint CONSTRAINT invoices_customer_id_fkey REFERENCES customers (id), total numeric(10,2));
INSERT INTO invoices SELECT g, g, g FROM generate_series(1,2000) g;
CREATE INDEX invoices_customer_id_idx ON invoices (customer_id);

-- piece: events
CREATE TABLE events (id integer NOT NULL, at date NOT NULL, kind text, customer_id bigint) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO events SELECT g, date '2024-01-01' + (g % 700), 'k', g FROM generate_series(1,2000) g;

-- piece: events_default
CREATE TABLE events_default PARTITION OF events DEFAULT;
INSERT INTO events SELECT g, date '2030-01-01' + (g % 300), 'd', g FROM generate_series(1,2000) g;

-- piece: events_2026
CREATE TABLE events_2026 (id integer NOT NULL, at date NOT NULL, kind text, customer_id bigint);
INSERT INTO events_2026 SELECT g, date '2026-01-01' + (g % 300), 'k', g FROM generate_series(1,2000) g;

-- piece: accounts
CREATE TABLE accounts (id integer PRIMARY KEY, name varchar(50), balance integer, note text);
INSERT INTO accounts SELECT g, 'n'||g, g, 'x' FROM generate_series(1,2000) g;

-- piece: v_accounts
CREATE VIEW v_accounts AS SELECT id, name, balance FROM accounts;

-- piece: mv_accounts
CREATE MATERIALIZED VIEW mv_accounts AS SELECT id, name, balance FROM accounts;
CREATE UNIQUE INDEX mv_accounts_id_idx ON mv_accounts (id);

-- piece: order_status
CREATE TYPE order_status AS ENUM ('new','paid');

-- piece: tickets
CREATE TABLE tickets (id integer PRIMARY KEY, status order_status);
INSERT INTO tickets SELECT g, 'new' FROM generate_series(1,2000) g;
CREATE INDEX tickets_status_idx ON tickets (status);

-- piece: calc
CREATE TABLE calc (id integer PRIMARY KEY, a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
INSERT INTO calc (id, a) SELECT g, g FROM generate_series(1,2000) g;
CREATE INDEX calc_b_idx ON calc (b);

-- piece: vcalc
CREATE TABLE vcalc (id integer PRIMARY KEY, a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
INSERT INTO vcalc (id, a) SELECT g, g FROM generate_series(1,2000) g;

-- piece: ident
CREATE TABLE ident (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
INSERT INTO ident (v) SELECT 'x' FROM generate_series(1,2000) g;

-- piece: serials
CREATE TABLE serials (id serial PRIMARY KEY, v text);
INSERT INTO serials (v) SELECT 'x' FROM generate_series(1,2000) g;

-- piece: inh_parent
CREATE TABLE inh_parent (id integer, v text);
INSERT INTO inh_parent SELECT g, 'x' FROM generate_series(1,2000) g;

-- piece: inh_child
CREATE TABLE inh_child (id integer, v text);
INSERT INTO inh_child SELECT g, 'x' FROM generate_series(1,2000) g;

-- piece: bookings
CREATE TABLE bookings (id integer, during tsrange);
INSERT INTO bookings SELECT g, tsrange(timestamp '2026-01-01' + g * interval '1 hour', timestamp '2026-01-01' + g * interval '1 hour' + interval '30 min') FROM generate_series(1,2000) g;

-- piece: fn_trg
CREATE FUNCTION fn_trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

-- piece: audited
CREATE TABLE audited (id integer PRIMARY KEY, v text);
INSERT INTO audited SELECT g, 'x' FROM generate_series(1,2000) g;
CREATE TRIGGER audited_trg BEFORE UPDATE ON audited FOR EACH ROW EXECUTE FUNCTION fn_trg();

-- piece: posint
CREATE DOMAIN posint AS integer CONSTRAINT posint_check CHECK (VALUE > 0);

-- piece: plainint
CREATE DOMAIN plainint AS integer;

-- piece: measurements
CREATE TABLE measurements (id integer PRIMARY KEY, v posint);
INSERT INTO measurements SELECT g, g FROM generate_series(1,2000) g;

-- piece: seq
CREATE SEQUENCE seq;
