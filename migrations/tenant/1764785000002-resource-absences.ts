import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days on which somebody or something of an agenda is away. */
export class ResourceAbsences1764785000002 implements MigrationInterface {
  readonly name = 'ResourceAbsences1764785000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE agenda_resource ADD COLUMN absences jsonb NOT NULL DEFAULT '[]'
         CONSTRAINT agenda_resource_absences CHECK (jsonb_typeof(absences) = 'array')`,
    );
    await runner.query(
      `COMMENT ON COLUMN agenda_resource.absences IS 'When it is away: first and last days, both included'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agenda_resource DROP COLUMN absences');
  }
}
