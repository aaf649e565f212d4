import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'all', 'branch', 'category', 'commune', 'street', 'word'`;

/** Keys that there are are not looked at while the table is locked. */
const check = (kinds: string): string => `
  ALTER TABLE search_key DROP CONSTRAINT IF EXISTS search_key_kind,
    ADD CONSTRAINT search_key_kind CHECK (kind IN (${kinds})) NOT VALID`;
const VALIDATE = 'ALTER TABLE search_key VALIDATE CONSTRAINT search_key_kind';

/** Searches for free times begin with the listings that have an agenda: the worker indexes them. */
export class AgendaKeys1764864000002 implements MigrationInterface {
  readonly name = 'AgendaKeys1764864000002';
  /** Searches go on while keys are looked at. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(check(`${BEFORE}, 'agenda'`));
    await runner.query(VALIDATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM search_entry WHERE key IN (SELECT id FROM search_key WHERE kind = 'agenda')`,
    );
    await runner.query(`DELETE FROM search_key WHERE kind = 'agenda'`);
    await runner.query(check(BEFORE));
    await runner.query(VALIDATE);
  }
}
