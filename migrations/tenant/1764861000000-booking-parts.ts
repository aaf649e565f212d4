import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE booking
     ADD COLUMN parts jsonb,
     ADD CONSTRAINT booking_parts CHECK (jsonb_typeof(parts) = 'array' AND jsonb_array_length(parts) BETWEEN 2 AND 4) NOT VALID,
     DROP CONSTRAINT booking_service_name,
     ADD CONSTRAINT booking_service_name CHECK (length(service_name) BETWEEN 1 AND 500) NOT VALID,
     DROP CONSTRAINT booking_price,
     ADD CONSTRAINT booking_price CHECK (price_cents BETWEEN 0 AND 40000000) NOT VALID`,
  `COMMENT ON COLUMN booking.parts IS 'Of several services one after the other: each as it was booked, with what it takes; null: one service'`,
];

/** Several services one after the other are one booking. */
export class BookingParts1764861000000 implements MigrationInterface {
  readonly name = 'BookingParts1764861000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE booking SET service_name = left(service_name, 120), price_cents = least(price_cents, 10000000) WHERE parts IS NOT NULL`,
    );
    await runner.query(
      `ALTER TABLE booking
         DROP COLUMN parts,
         DROP CONSTRAINT booking_service_name,
         ADD CONSTRAINT booking_service_name CHECK (length(service_name) BETWEEN 1 AND 120),
         DROP CONSTRAINT booking_price,
         ADD CONSTRAINT booking_price CHECK (price_cents BETWEEN 0 AND 10000000)`,
    );
  }
}
