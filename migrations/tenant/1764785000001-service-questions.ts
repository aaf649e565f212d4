import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a service asks whoever books it, and what they answered. */
export class ServiceQuestions1764785000001 implements MigrationInterface {
  readonly name = 'ServiceQuestions1764785000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE agenda_service ADD COLUMN questions jsonb NOT NULL DEFAULT '[]'
         CONSTRAINT agenda_service_questions CHECK (jsonb_typeof(questions) = 'array')`,
    );
    await runner.query(
      `ALTER TABLE booking ADD COLUMN answers jsonb
         CONSTRAINT booking_answers CHECK (answers IS NULL OR (jsonb_typeof(answers) = 'array' AND erased_at IS NULL))`,
    );
    await runner.query(
      `COMMENT ON COLUMN booking.answers IS 'To the questions of its service, as they were asked'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN answers');
    await runner.query('ALTER TABLE agenda_service DROP COLUMN questions');
  }
}
