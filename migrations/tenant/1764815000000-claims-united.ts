import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const BEFORE = `'start', 'prove', 'submit', 'request', 'contest', 'settle', 'approve', 'refuse', 'expire', 'withdraw', 'release', 'transfer', 'reopen', 'revoke'`;

// What was allowed is allowed still: no row is read for it.
const claimSteps = (steps: string): readonly string[] => [
  'ALTER TABLE claim_event DROP CONSTRAINT claim_event_step',
  `ALTER TABLE claim_event ADD CONSTRAINT claim_event_step CHECK (step IN (${steps})) NOT VALID`,
];

/** The page that a claim under way is for is made one with another one, or set apart from it again. */
export class ClaimsUnited1764815000000 implements MigrationInterface {
  readonly name = 'ClaimsUnited1764815000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of claimSteps(`${BEFORE}, 'join', 'part'`)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM claim_event WHERE step IN ('join', 'part')`);
    for (const statement of claimSteps(BEFORE)) await runner.query(statement);
  }
}
