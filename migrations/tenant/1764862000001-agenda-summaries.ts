import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE agenda
     ADD COLUMN summary_minute smallint CONSTRAINT agenda_summary_minute CHECK (summary_minute BETWEEN 300 AND 1320),
     ADD COLUMN summary_when_empty boolean NOT NULL DEFAULT false,
     ADD COLUMN summarised_on date`,
  `COMMENT ON COLUMN agenda.summary_minute IS 'Minutes since midnight, by the clock of the territory, at which who keeps the agenda is mailed its day; null: never'`,
  `COMMENT ON COLUMN agenda.summary_when_empty IS 'Whether they are on a day with nothing, too'`,
  `COMMENT ON COLUMN agenda.summarised_on IS 'The last day of which it was decided whom to mail: each day once'`,
  `CREATE TABLE agenda_summary (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agenda_summary_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT agenda_summary_account REFERENCES account (id) ON DELETE CASCADE,
     day date NOT NULL,
     promised_at timestamptz NOT NULL,
     CONSTRAINT agenda_summary_once UNIQUE (listing_id, day, account_id)
   )`,
  `COMMENT ON TABLE agenda_summary IS 'Whom the day of an agenda was mailed to'`,
  `CREATE INDEX agenda_summary_by_account ON agenda_summary (account_id)`,
  `CREATE INDEX agenda_summary_by_time ON agenda_summary (promised_at)`,
];

/** Who keeps an agenda is mailed its day, at an hour of their choice. */
export class AgendaSummaries1764862000001 implements MigrationInterface {
  readonly name = 'AgendaSummaries1764862000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agenda_summary');
    await runner.query(
      'ALTER TABLE agenda DROP COLUMN summary_minute, DROP COLUMN summary_when_empty, DROP COLUMN summarised_on',
    );
  }
}
