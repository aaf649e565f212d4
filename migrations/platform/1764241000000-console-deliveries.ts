import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE console_delivery (
     id uuid PRIMARY KEY,
     template text NOT NULL,
     ref uuid NOT NULL,
     recipient text NOT NULL,
     status text NOT NULL DEFAULT 'queued' CONSTRAINT console_delivery_status CHECK (status IN ('queued', 'sent', 'refused', 'withheld')),
     attempts integer NOT NULL DEFAULT 1,
     response text,
     created_at timestamptz NOT NULL,
     sent_at timestamptz,
     CONSTRAINT console_delivery_sent_has_date CHECK ((status = 'sent') = (sent_at IS NOT NULL))
   )`,
  `COMMENT ON TABLE console_delivery IS 'Mails to people of the console: their addresses are no territory''s, and in no archive of one'`,
  `CREATE INDEX console_delivery_by_recipient ON console_delivery (recipient)`,
  `CREATE INDEX console_delivery_by_age ON console_delivery (created_at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON console_delivery TO halles_relay`,
  `GRANT INSERT (id, tenant_role, kind, ref) ON outbox TO halles_console`,
  `CREATE POLICY outbox_console_append ON outbox FOR INSERT TO halles_console
     WITH CHECK (kind LIKE 'console.%' AND status = 'pending' AND dispatches = 0 AND failures = 0)`,
];

/**
 * The platform promises the mails of the console in its own outbox, in the transaction that they follow from, and keeps what
 * became of them: until now a territory did both.
 */
export class ConsoleDeliveries1764241000000 implements MigrationInterface {
  readonly name = 'ConsoleDeliveries1764241000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY outbox_console_append ON outbox');
    await runner.query('REVOKE INSERT ON outbox FROM halles_console');
    await runner.query('DROP TABLE console_delivery');
  }
}
