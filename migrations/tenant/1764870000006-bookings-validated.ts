import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of tables that are in use, with the migrations that ask it of new rows alone. */
const CONSTRAINTS = [
  ['agenda_service', 'agenda_service_series'],
  ['gauge_decision', 'gauge_decision_decision'],
  ['booking_event', 'booking_event_party'],
  ['booking_wait', 'booking_wait_further'],
] as const;

/** What the three migrations before ask holds of the rows that there were before, too. */
export class BookingsValidated1764870000006 implements MigrationInterface {
  readonly name = 'BookingsValidated1764870000006';
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
