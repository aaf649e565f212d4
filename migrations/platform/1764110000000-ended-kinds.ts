import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports that the business did not answer are told to the town with the others, in a mail an hour: the mails that were
 * promised one by one would have no handler any more, and be dead letters.
 */
export class EndedKinds1764110000000 implements MigrationInterface {
  readonly name = 'EndedKinds1764110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM outbox WHERE kind = 'report.escalate' AND status <> 'done'`);
  }

  async down(): Promise<void> {
    // What was promised one by one is told once: there is nothing to promise again.
  }
}
