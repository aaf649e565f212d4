import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE mail_delivery
     ADD COLUMN bounced_at timestamptz,
     ADD COLUMN bounce text
       CONSTRAINT mail_delivery_bounce CHECK (bounce IN ('unknown', 'disabled', 'full', 'policy', 'size', 'other')),
     ADD CONSTRAINT mail_delivery_bounced CHECK ((bounced_at IS NULL) = (bounce IS NULL))`,
  `COMMENT ON COLUMN mail_delivery.bounce IS 'Why a mail that a server had accepted came back, as its report says'`,
  `CREATE INDEX mail_delivery_bounces ON mail_delivery (recipient, bounced_at) WHERE bounced_at IS NOT NULL`,
];

/** A mail that was accepted may come back. */
export class BouncedMails1764443000000 implements MigrationInterface {
  readonly name = 'BouncedMails1764443000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX mail_delivery_bounces');
    await runner.query(
      'ALTER TABLE mail_delivery DROP CONSTRAINT mail_delivery_bounced, DROP COLUMN bounce, DROP COLUMN bounced_at',
    );
  }
}
