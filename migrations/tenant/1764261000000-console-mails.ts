import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses of people of the console are the platform's: what was kept of mails to them goes from the territories. */
export class ConsoleMails1764261000000 implements MigrationInterface {
  readonly name = 'ConsoleMails1764261000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM mail_delivery WHERE template IN ('console-invitation', 'console-password')`,
    );
  }

  async down(): Promise<void> {
    // What was forgotten is not remembered again.
  }
}
