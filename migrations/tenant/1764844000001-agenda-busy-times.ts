import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Operator classes of btree_gist are named by
// their schema: tenants' roles do not see it and need not.
const statements = [
  `CREATE TABLE agenda_busy_source (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agenda_busy_source_listing REFERENCES listing (id) ON DELETE CASCADE,
     resource_id uuid,
     account_id uuid NOT NULL CONSTRAINT agenda_busy_source_account REFERENCES account (id) ON DELETE CASCADE,
     address_sealed bytea NOT NULL,
     host text NOT NULL CONSTRAINT agenda_busy_source_host CHECK (length(host) BETWEEN 1 AND 255),
     added_at timestamptz NOT NULL,
     next_at timestamptz NOT NULL,
     asked_at timestamptz NOT NULL,
     failures smallint NOT NULL DEFAULT 0 CONSTRAINT agenda_busy_source_failures CHECK (failures BETWEEN 0 AND 1000),
     problem text CONSTRAINT agenda_busy_source_problem CHECK (problem IN
       ('address', 'private', 'unreachable', 'slow', 'redirects', 'status', 'too-large', 'type', 'unreadable', 'too-costly')),
     problem_at timestamptz,
     read_at timestamptz,
     unknown_zones smallint NOT NULL DEFAULT 0,
     CONSTRAINT agenda_busy_source_failed CHECK ((problem IS NULL) = (problem_at IS NULL)),
     CONSTRAINT agenda_busy_source_of_listing UNIQUE (listing_id, id),
     CONSTRAINT agenda_busy_source_once UNIQUE NULLS NOT DISTINCT (listing_id, resource_id),
     CONSTRAINT agenda_busy_source_resource FOREIGN KEY (listing_id, resource_id)
       REFERENCES agenda_resource (listing_id, id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE agenda_busy_source IS 'The address of a calendar of somebody else, in whose times an agenda is busy'`,
  `COMMENT ON COLUMN agenda_busy_source.resource_id IS 'Who is busy then; null: the place'`,
  `COMMENT ON COLUMN agenda_busy_source.account_id IS 'Who gave it: it goes with their account'`,
  `COMMENT ON COLUMN agenda_busy_source.address_sealed IS 'Whoever has the address reads the calendar: it is sealed'`,
  `COMMENT ON COLUMN agenda_busy_source.next_at IS 'When it is read next; while it is being read, when another worker takes it over'`,
  `COMMENT ON COLUMN agenda_busy_source.asked_at IS 'When somebody last asked to have it read at once'`,
  `COMMENT ON COLUMN agenda_busy_source.problem IS 'Why the last reading came to nothing; null: it did not'`,
  `COMMENT ON COLUMN agenda_busy_source.read_at IS 'Of the last reading that came to something'`,
  `COMMENT ON COLUMN agenda_busy_source.unknown_zones IS 'Time zones in it that nobody knows: read by the clock of the place'`,
  `CREATE INDEX agenda_busy_source_by_time ON agenda_busy_source (next_at)`,
  `CREATE INDEX agenda_busy_source_by_account ON agenda_busy_source (account_id)`,
  `CREATE TABLE agenda_busy_time (
     source_id uuid,
     listing_id integer NOT NULL,
     during tstzrange CONSTRAINT agenda_busy_time_during CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
     CONSTRAINT agenda_busy_time_pkey PRIMARY KEY (source_id, during),
     CONSTRAINT agenda_busy_time_source FOREIGN KEY (listing_id, source_id)
       REFERENCES agenda_busy_source (listing_id, id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE agenda_busy_time IS 'When an agenda, or somebody in it, is busy elsewhere: of what, nobody knows'`,
  `CREATE INDEX agenda_busy_time_within ON agenda_busy_time USING gist (listing_id public.gist_int4_ops, during)`,
];

/** Calendars of others, in whose times nobody books. */
export class AgendaBusyTimes1764844000001 implements MigrationInterface {
  readonly name = 'AgendaBusyTimes1764844000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['agenda_busy_time', 'agenda_busy_source']) await runner.query(`DROP TABLE ${table}`);
  }
}
