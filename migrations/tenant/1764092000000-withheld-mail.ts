import type { MigrationInterface, QueryRunner } from 'typeorm';

const among = (statuses: string): readonly string[] => [
  'ALTER TABLE mail_delivery DROP CONSTRAINT mail_delivery_status',
  `ALTER TABLE mail_delivery ADD CONSTRAINT mail_delivery_status CHECK (status IN (${statuses}))`,
];

/** Mails that are not sent, since too many of their kind went to an address that nobody proved. */
export class WithheldMail1764092000000 implements MigrationInterface {
  readonly name = 'WithheldMail1764092000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of among(`'queued', 'sent', 'refused', 'withheld'`)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM mail_delivery WHERE status = 'withheld'`);
    for (const statement of among(`'queued', 'sent', 'refused'`)) await runner.query(statement);
  }
}
