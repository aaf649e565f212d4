import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts of the console are the platform's:
// no table of a tenant refers to them.
const statements = [
  `CREATE TABLE claim_policy (
     id integer PRIMARY KEY CONSTRAINT claim_policy_one_row CHECK (id = 1),
     policy text NOT NULL CONSTRAINT claim_policy_known CHECK (policy IN ('automatic', 'trust', 'manual')),
     chosen_by uuid NOT NULL,
     chosen_by_name text NOT NULL CONSTRAINT claim_policy_chosen_by_name CHECK (length(chosen_by_name) BETWEEN 1 AND 200),
     chosen_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE claim_policy IS 'What proofs the town hall takes for enough; no row: what the file of the territory says'`,
  `COMMENT ON COLUMN claim_policy.chosen_by IS 'An account of the console'`,
];

/** The policy of claims that a town hall chose. */
export class ClaimPolicy1764087000000 implements MigrationInterface {
  readonly name = 'ClaimPolicy1764087000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE claim_policy');
  }
}
