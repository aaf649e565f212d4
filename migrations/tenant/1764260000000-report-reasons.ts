import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const OF_CLAIMS = `'approve', 'refuse', 'document'`;
const OF_REPORTS = `'accept-report', 'refuse-report'`;

const purposes = (known: string): readonly string[] => [
  'ALTER TABLE reason_template DROP CONSTRAINT reason_template_purpose',
  `ALTER TABLE reason_template ADD CONSTRAINT reason_template_purpose CHECK (purpose IN (${known}))`,
];

/** Sentences that agents send often, for reports too. */
export class ReportReasons1764260000000 implements MigrationInterface {
  readonly name = 'ReportReasons1764260000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of purposes(`${OF_CLAIMS}, ${OF_REPORTS}`)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM reason_template WHERE purpose IN (${OF_REPORTS})`);
    for (const statement of purposes(OF_CLAIMS)) await runner.query(statement);
  }
}
