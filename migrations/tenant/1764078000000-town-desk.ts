import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE correction ADD COLUMN reason text
     CONSTRAINT correction_reason CHECK (length(reason) BETWEEN 1 AND 2000)`,
  `COMMENT ON COLUMN correction.reason IS 'Why an agent decided so: for the town alone'`,
  `CREATE TABLE invitation_letter (
     listing_id integer PRIMARY KEY CONSTRAINT invitation_letter_listing REFERENCES listing (id) ON DELETE CASCADE,
     printed_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE invitation_letter IS 'When a business that nobody keeps was last written to: it is left in peace for six months'`,
  `CREATE INDEX invitation_letter_by_age ON invitation_letter (printed_at)`,
];

/** What agents decide and print: the reason of a correction, letters that invite to keep a page. */
export class TownDesk1764078000000 implements MigrationInterface {
  readonly name = 'TownDesk1764078000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invitation_letter');
    await runner.query('ALTER TABLE correction DROP COLUMN reason');
  }
}
