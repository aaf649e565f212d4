import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE correction
     ADD COLUMN account_id uuid CONSTRAINT correction_account REFERENCES account (id) ON DELETE SET NULL,
     ADD COLUMN locale text CONSTRAINT correction_locale CHECK (locale IN ('fr', 'en')),
     DROP CONSTRAINT correction_state,
     DROP CONSTRAINT correction_doubt,
     ADD CONSTRAINT correction_state CHECK (state IN ('applied', 'open', 'accepted', 'refused', 'withdrawn')),
     ADD CONSTRAINT correction_doubt CHECK (doubt IN ('owned', 'policy', 'address', 'moved', 'commune', 'street'))`,
  `COMMENT ON COLUMN correction.account_id IS 'Who keeps the page and asks for another place of it; null for what came by a link, and once the account is erased'`,
  `COMMENT ON COLUMN correction.doubt IS 'Why it waits for an agent: the listing has an owner, the town decides itself, the address is not the known one any more; of another place: farther than a small move, another commune, a street that the directory does not know'`,
  `CREATE INDEX correction_by_account ON correction (account_id) WHERE account_id IS NOT NULL`,
];

/** Who keeps a page asks for another place of it. */
export class PlaceRequests1764250000000 implements MigrationInterface {
  readonly name = 'PlaceRequests1764250000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM correction WHERE doubt IN ('moved', 'commune', 'street')`);
    await runner.query(
      `ALTER TABLE correction
         DROP COLUMN account_id,
         DROP COLUMN locale,
         DROP CONSTRAINT correction_state,
         DROP CONSTRAINT correction_doubt,
         ADD CONSTRAINT correction_state CHECK (state IN ('applied', 'open', 'accepted', 'refused')),
         ADD CONSTRAINT correction_doubt CHECK (doubt IN ('owned', 'policy', 'address'))`,
    );
  }
}
