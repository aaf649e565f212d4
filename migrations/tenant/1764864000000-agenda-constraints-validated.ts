import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of tables that are in use, with the migration that asks it of new rows alone. */
const CONSTRAINTS = [
  ['agenda', 'agenda_wait_hours'],
  ['booking', 'booking_person'],
] as const;

/** What `WaitingList1764841000000` and `PersonsOfServices1764842000000` ask holds of the rows that there were before, too. */
export class AgendaConstraintsValidated1764864000000 implements MigrationInterface {
  readonly name = 'AgendaConstraintsValidated1764864000000';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, constraint] of CONSTRAINTS)
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${constraint}`);
  }

  async down(): Promise<void> {
    // What holds of every row is not asked of them again.
  }
}
