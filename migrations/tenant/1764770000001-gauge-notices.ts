import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  // No release wrote notices yet: there is none without an id.
  `ALTER TABLE gauge_rule_notice ADD COLUMN id uuid NOT NULL`,
  `ALTER TABLE gauge_rule_notice ADD CONSTRAINT gauge_rule_notice_id UNIQUE (id)`,
  `COMMENT ON COLUMN gauge_rule_notice.id IS 'Of the mail that tells of it'`,
  `ALTER TABLE gauge_rule ADD COLUMN over_at timestamptz`,
  `COMMENT ON COLUMN gauge_rule.over_at IS 'When it was noted that its last day is over: who was told of it is told of that'`,
];

/** Who of a place is mailed of a rule of the territory, and of its end. */
export class GaugeNotices1764770000001 implements MigrationInterface {
  readonly name = 'GaugeNotices1764770000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gauge_rule DROP COLUMN over_at');
    await runner.query('ALTER TABLE gauge_rule_notice DROP COLUMN id');
  }
}
