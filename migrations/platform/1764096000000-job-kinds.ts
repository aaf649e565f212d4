import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kind of job before this version, and since. */
const RENAMED = [
  ['listing.report.acknowledge', 'report.acknowledge'],
  ['listing.report.tell', 'report.notify'],
  ['freshness.report', 'report.mail'],
  ['freshness.escalate', 'report.escalate'],
  ['freshness.ask', 'freshness.question'],
  ['claim.tell-owner', 'claim.notify-owner'],
  ['claim.tell-town', 'claim.notify-agents'],
  ['claim.tell', 'claim.notify'],
  ['addition.tell-town', 'addition.notify-agents'],
  ['addition.tell', 'addition.notify'],
  ['mandate.ask', 'mandate.request'],
] as const;

const renameKinds = (runner: QueryRunner, pairs: readonly (readonly [string, string])[]): Promise<unknown> =>
  runner.query(
    `UPDATE outbox SET kind = renamed.now FROM unnest($1::text[], $2::text[]) AS renamed (before, now)
      WHERE outbox.kind = renamed.before`,
    [pairs.map(([before]) => before), pairs.map(([, now]) => now)],
  );

/** What waits in the outbox, and what is dead there, is found by the handlers under their kinds' new names. */
export class JobKinds1764096000000 implements MigrationInterface {
  readonly name = 'JobKinds1764096000000';

  async up(runner: QueryRunner): Promise<void> {
    await renameKinds(runner, RENAMED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await renameKinds(
      runner,
      RENAMED.map(([before, now]) => [now, before]),
    );
  }
}
