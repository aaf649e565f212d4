import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE calm_hours (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT calm_hours_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT calm_hours_kind CHECK (kind IN ('quiet', 'fragile', 'sign-language', 'helper')),
     weekday smallint NOT NULL CONSTRAINT calm_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
     from_minute smallint NOT NULL,
     until_minute smallint NOT NULL,
     CONSTRAINT calm_hours_span CHECK (0 <= from_minute AND from_minute < until_minute AND until_minute <= 1440),
     CONSTRAINT calm_hours_once UNIQUE (listing_id, kind, weekday, from_minute, until_minute)
   )`,
  `COMMENT ON TABLE calm_hours IS 'Weekly times at which a place is quieter, or is there for some people above all'`,
  `COMMENT ON COLUMN calm_hours.from_minute IS 'Since midnight, by the clock on the wall'`,
];

/** Calm hours of places. */
export class CalmHours1764775000001 implements MigrationInterface {
  readonly name = 'CalmHours1764775000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calm_hours');
  }
}
