import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE agenda_free (
     listing_id integer CONSTRAINT agenda_free_listing REFERENCES listing (id) ON DELETE CASCADE,
     day date,
     change integer NOT NULL,
     is_stale boolean NOT NULL,
     notice integer NOT NULL,
     starts int4multirange NOT NULL,
     services jsonb NOT NULL,
     computed_at timestamptz,
     CONSTRAINT agenda_free_pkey PRIMARY KEY (listing_id, day)
   )`,
  `COMMENT ON TABLE agenda_free IS 'When something can be booked in an agenda, day by day: computed in advance for searches'`,
  `COMMENT ON COLUMN agenda_free.change IS 'Raised by whatever takes or frees time: what was computed from what was there before is not kept'`,
  `COMMENT ON COLUMN agenda_free.is_stale IS 'Something changed since it was computed: nothing is said of it'`,
  `COMMENT ON COLUMN agenda_free.notice IS 'Minutes between a booking and its time'`,
  `COMMENT ON COLUMN agenda_free.starts IS 'Minutes since 1970 at which a booking may start, each of them a range of its own'`,
  `COMMENT ON COLUMN agenda_free.services IS 'The same for each service, in the order of the agenda: id, party, starts'`,
  `CREATE INDEX agenda_free_by_day ON agenda_free (day) WHERE NOT is_stale`,
  `CREATE INDEX agenda_free_stale ON agenda_free (listing_id, day) WHERE is_stale`,
];

/** When something can be booked, as searches ask for it. */
export class AgendaFree1764800000000 implements MigrationInterface {
  readonly name = 'AgendaFree1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agenda_free');
  }
}
