import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom of its people a service takes, and whether its customer chooses them. */
export class PersonsOfServices1764842000000 implements MigrationInterface {
  readonly name = 'PersonsOfServices1764842000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE agenda_service
         ADD COLUMN assignment text NOT NULL DEFAULT 'order'
           CONSTRAINT agenda_service_assignment CHECK (assignment IN ('order', 'least-busy')),
         ADD COLUMN chooses_person boolean NOT NULL DEFAULT false,
         ADD COLUMN keeps_person boolean NOT NULL DEFAULT false`,
    );
    await runner.query(
      `COMMENT ON COLUMN agenda_service.keeps_person IS 'Who was received by somebody before books with them alone'`,
    );
    await runner.query(
      `ALTER TABLE booking ADD COLUMN person_id uuid, ADD CONSTRAINT booking_person
         FOREIGN KEY (listing_id, person_id) REFERENCES agenda_resource (listing_id, id) NOT VALID`,
    );
    await runner.query(
      `COMMENT ON COLUMN booking.person_id IS 'Whom its customer chose; null: anybody who serves'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN person_id');
    await runner.query(
      'ALTER TABLE agenda_service DROP COLUMN assignment, DROP COLUMN chooses_person, DROP COLUMN keeps_person',
    );
  }
}
