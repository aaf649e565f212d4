import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An address however it was typed, as accounts have it (`normalizeEmail`). */
const address = (column: string): string => `lower(btrim(normalize(${column}, NFKC)))`;

/** What is known of an address is found and erased by an index: orders and mails are kept by the hundred thousand. */
export class AddressIndexes1764285000000 implements MigrationInterface {
  readonly name = 'AddressIndexes1764285000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX mail_delivery_by_address ON mail_delivery ((${address('recipient')}))`);
    await runner.query(
      `CREATE INDEX customer_order_by_address ON customer_order ((${address('customer_email')}))
        WHERE customer_email IS NOT NULL`,
    );
    // Nothing asked for an address as it was typed.
    await runner.query('DROP INDEX customer_order_by_email');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX customer_order_by_email ON customer_order (customer_email) WHERE customer_email IS NOT NULL',
    );
    await runner.query('DROP INDEX customer_order_by_address');
    await runner.query('DROP INDEX mail_delivery_by_address');
  }
}
