import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts of the console are the platform's:
// no table of a tenant refers to them.

const STEPS = `'start', 'prove', 'submit', 'request', 'contest', 'settle', 'approve', 'refuse', 'expire', 'withdraw', 'release', 'transfer'`;
const STEPS_BEFORE = STEPS.replace(`'request', `, '');

const claimSteps = (steps: string): readonly string[] => [
  'ALTER TABLE claim_event DROP CONSTRAINT claim_event_step',
  `ALTER TABLE claim_event ADD CONSTRAINT claim_event_step CHECK (step IN (${steps}))`,
];

const statements = [
  'ALTER TABLE claim ADD COLUMN awaits_until timestamptz',
  `COMMENT ON COLUMN claim.awaits_until IS 'Until when a document that the town asked for is waited for; null: for none'`,
  ...claimSteps(STEPS),
  `CREATE TABLE reason_template (
     id uuid PRIMARY KEY,
     purpose text NOT NULL CONSTRAINT reason_template_purpose CHECK (purpose IN ('approve', 'refuse', 'document')),
     title text NOT NULL CONSTRAINT reason_template_title CHECK (length(title) BETWEEN 1 AND 80),
     text_fr text NOT NULL CONSTRAINT reason_template_text_fr CHECK (length(text_fr) BETWEEN 1 AND 2000),
     text_en text NOT NULL CONSTRAINT reason_template_text_en CHECK (length(text_en) BETWEEN 1 AND 2000),
     created_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE reason_template IS 'Sentences that agents send often; those of the installation are in the code'`,
];

/** A document that the town asks a claimant for, and sentences that agents send often. */
export class TownCases1764099000000 implements MigrationInterface {
  readonly name = 'TownCases1764099000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reason_template');
    await runner.query(`DELETE FROM claim_event WHERE step = 'request'`);
    for (const statement of claimSteps(STEPS_BEFORE)) await runner.query(statement);
    await runner.query('ALTER TABLE claim DROP COLUMN awaits_until');
  }
}
