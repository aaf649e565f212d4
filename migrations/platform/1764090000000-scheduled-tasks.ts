import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE scheduled_task (
     name text PRIMARY KEY CONSTRAINT scheduled_task_name CHECK (name ~ '^[a-z]+(-[a-z]+)*$' AND length(name) <= 80),
     next_at timestamptz NOT NULL DEFAULT now(),
     holder uuid,
     lease_until timestamptz,
     started_at timestamptz,
     finished_at timestamptz,
     outcome text CONSTRAINT scheduled_task_outcome CHECK (outcome IN ('done', 'failed', 'timed-out', 'stopped')),
     runs bigint NOT NULL DEFAULT 0,
     failures integer NOT NULL DEFAULT 0,
     CONSTRAINT scheduled_task_lease CHECK ((holder IS NULL) = (lease_until IS NULL))
   )`,
  `COMMENT ON COLUMN scheduled_task.holder IS 'The worker that runs it; another may take it over when lease_until has passed'`,
  `COMMENT ON COLUMN scheduled_task.failures IS 'Runs that failed since the last that did not'`,
  `GRANT SELECT, INSERT, UPDATE ON scheduled_task TO halles_relay`,
  `GRANT SELECT ON scheduled_task TO halles_console`,
];

/** When each scheduled task runs next, and which worker runs it now. */
export class ScheduledTasks1764090000000 implements MigrationInterface {
  readonly name = 'ScheduledTasks1764090000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scheduled_task');
  }
}
