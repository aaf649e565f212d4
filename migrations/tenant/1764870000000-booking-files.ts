import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  `CREATE TABLE booking_file (
     id uuid NOT NULL,
     booking_id uuid NOT NULL CONSTRAINT booking_file_booking REFERENCES booking (id) ON DELETE CASCADE,
     label text NOT NULL CONSTRAINT booking_file_label CHECK (length(label) BETWEEN 1 AND 200),
     type text NOT NULL CONSTRAINT booking_file_type CHECK (type IN ('image/jpeg', 'application/pdf')),
     bytes integer NOT NULL CONSTRAINT booking_file_bytes CHECK (bytes > 0),
     position smallint NOT NULL,
     PRIMARY KEY (id, booking_id),
     CONSTRAINT booking_file_once UNIQUE (booking_id, label)
   )`,
  `COMMENT ON TABLE booking_file IS 'Photos and documents that customers sent when they booked; removed with who booked'`,
  `COMMENT ON COLUMN booking_file.id IS 'Name of the file that is stored: the bookings of a series have the same'`,
  `COMMENT ON COLUMN booking_file.label IS 'The question that it answers, as it was asked'`,
];

/** Questions of services may ask for a file. */
export class BookingFiles1764870000000 implements MigrationInterface {
  readonly name = 'BookingFiles1764870000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_file');
  }
}
