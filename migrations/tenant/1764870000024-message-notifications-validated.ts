import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `MessageNotifications1764870000023` asks holds of the rows that there were before, too. */
export class MessageNotificationsValidated1764870000024 implements MigrationInterface {
  readonly name = 'MessageNotificationsValidated1764870000024';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['notification', 'notification_preference'])
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${table}_event`);
  }

  async down(): Promise<void> {
    // There is nothing to take back.
  }
}
