import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE town_service ADD COLUMN notice_email text
     CONSTRAINT town_service_notice_email CHECK (length(notice_email) BETWEEN 3 AND 254)`,
  `COMMENT ON COLUMN town_service.notice_email IS 'The address of the town that is mailed of its bookings; null: none'`,
  'ALTER TABLE booking_recipient ALTER COLUMN account_id DROP NOT NULL',
  `COMMENT ON COLUMN booking_recipient.account_id IS 'Null: the town, of a service of its own'`,
];

/** The town is mailed of what is booked at its services. */
export class TownServiceNotices1764863000000 implements MigrationInterface {
  readonly name = 'TownServiceNotices1764863000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM booking_recipient WHERE account_id IS NULL');
    await runner.query('ALTER TABLE booking_recipient ALTER COLUMN account_id SET NOT NULL');
    await runner.query('ALTER TABLE town_service DROP COLUMN notice_email');
  }
}
