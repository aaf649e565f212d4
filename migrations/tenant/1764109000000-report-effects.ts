import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision on a report did to the page, by which it is taken back; and which reports the town heard of. */
export class ReportEffects1764109000000 implements MigrationInterface {
  readonly name = 'ReportEffects1764109000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE listing_report
         ADD COLUMN effect jsonb CONSTRAINT listing_report_effect CHECK (effect IS NULL OR state = 'accepted'),
         ADD COLUMN announced_at timestamptz,
         ADD COLUMN announced_in uuid CONSTRAINT listing_report_announced CHECK ((announced_in IS NULL) = (announced_at IS NULL))`,
    );
    await runner.query(
      `COMMENT ON COLUMN listing_report.effect IS 'What accepting it changed: a version of the listing''s profile, or a merged pair'`,
    );
    await runner.query(
      `COMMENT ON COLUMN listing_report.announced_in IS 'Id of the mail to the town that counted it among what waits'`,
    );
    await runner.query(
      `CREATE INDEX listing_report_announced_at ON listing_report (announced_at) WHERE announced_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report DROP CONSTRAINT listing_report_announced');
    for (const column of ['announced_in', 'announced_at', 'effect'])
      await runner.query(`ALTER TABLE listing_report DROP COLUMN ${column}`);
  }
}
