import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which corrections, and places that are asked for, the town heard of. */
export class CorrectionAnnouncements1764570000000 implements MigrationInterface {
  readonly name = 'CorrectionAnnouncements1764570000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE correction
         ADD COLUMN announced_at timestamptz,
         ADD COLUMN announced_in uuid CONSTRAINT correction_announced CHECK ((announced_in IS NULL) = (announced_at IS NULL))`,
    );
    await runner.query(
      `COMMENT ON COLUMN correction.announced_in IS 'Id of the mail to the town that counted it among what waits'`,
    );
    await runner.query(
      `CREATE INDEX correction_announced_at ON correction (announced_at) WHERE announced_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE correction DROP CONSTRAINT correction_announced');
    for (const column of ['announced_in', 'announced_at'])
      await runner.query(`ALTER TABLE correction DROP COLUMN ${column}`);
  }
}
