import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before withdraw without saying who or when.
const statements = [
  `ALTER TABLE correction
     ADD COLUMN withdrawn_at timestamptz,
     ADD COLUMN withdrawn_by uuid CONSTRAINT correction_withdrawn_by REFERENCES account (id) ON DELETE SET NULL`,
  `COMMENT ON COLUMN correction.withdrawn_at IS 'When who keeps the page withdrew it, or asked for another place instead'`,
  `COMMENT ON COLUMN correction.withdrawn_by IS 'Which account of the territory did; null once it is erased'`,
  'CREATE INDEX correction_by_withdrawer ON correction (withdrawn_by) WHERE withdrawn_by IS NOT NULL',
];

/** Who withdrew what was asked of the place of a page, and when, for both sides to read. */
export class WithdrawnPlaces1764431000000 implements MigrationInterface {
  readonly name = 'WithdrawnPlaces1764431000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE correction DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by');
  }
}
