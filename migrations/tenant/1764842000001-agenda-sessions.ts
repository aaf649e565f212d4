import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE agenda_service ADD COLUMN is_group boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN agenda_service.is_group IS 'It takes place at its sessions, for many at once'`,
  `CREATE TABLE agenda_session (
     id uuid CONSTRAINT agenda_session_pkey PRIMARY KEY,
     listing_id integer NOT NULL,
     service_id uuid NOT NULL,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     seats smallint NOT NULL CONSTRAINT agenda_session_seats CHECK (seats BETWEEN 1 AND 99),
     state text NOT NULL CONSTRAINT agenda_session_state CHECK (state IN ('open', 'closed', 'cancelled')),
     place text CONSTRAINT agenda_session_place CHECK (length(place) BETWEEN 1 AND 200),
     created_at timestamptz NOT NULL,
     CONSTRAINT agenda_session_of_service FOREIGN KEY (listing_id, service_id)
       REFERENCES agenda_service (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT agenda_session_time CHECK (starts_at < ends_at)
   )`,
  `COMMENT ON TABLE agenda_session IS 'When a service for many at once takes place: a booking of it that starts then takes seats of it'`,
  `CREATE UNIQUE INDEX agenda_session_once ON agenda_session (service_id, starts_at) WHERE state <> 'cancelled'`,
  `CREATE INDEX agenda_session_by_time ON agenda_session (listing_id, starts_at)`,
];

/** Services that take place at times of their own, for many at once. */
export class AgendaSessions1764842000001 implements MigrationInterface {
  readonly name = 'AgendaSessions1764842000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agenda_session');
    await runner.query('ALTER TABLE agenda_service DROP COLUMN is_group');
  }
}
