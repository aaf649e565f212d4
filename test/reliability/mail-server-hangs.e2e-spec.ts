import { PROFILE_RESOLVE } from '@halles/domain/profiles';
import { NOTIFICATION_PUSH } from '@halles/domain/notifications';
import { type JobKind, Outbox } from '@halles/platform/outbox';
import type { TenantContext } from '@halles/platform/tenancy';
import { platformOf } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { anEnquiry, openStage, type Stage, until } from './stage';

/** More mails than a worker has places, of more than one territory. */
const ENQUIRIES = 16;

describe('a mail server that takes calls and says nothing', () => {
  let stage: Stage;
  const outbox = new Outbox();

  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const promise = (ctx: TenantContext, kind: JobKind): Promise<string> =>
    stage.world.work.write(ctx, (tx) => outbox.append(tx, { kind, ref: uuid() }));

  it('holds up mails, and nothing else of what the worker does', async () => {
    const { here, there } = stage.world;
    stage.smtp.delayMs = 10_000_000;
    for (const ctx of [here, there])
      for (let n = 0; n < ENQUIRIES; n += 1) await stage.enquiries.send(ctx, anEnquiry(), 'fr');
    await stage.startWorker();
    // A territory's share of the queue is full of mails by now.
    await until('mails of both territories are with the queue', 60_000, async () => {
      const queued = await platformOf(stage.world).query<{ n: number }>(
        "SELECT count(*)::int AS n FROM outbox WHERE status = 'queued' GROUP BY tenant_role",
      );
      return queued.length === 2 && queued.every(({ n }) => n === 10);
    });
    const others: string[] = [];
    for (const ctx of [here, there])
      for (const kind of [PROFILE_RESOLVE, NOTIFICATION_PUSH]) others.push(await promise(ctx, kind));
    await until('what is no mail is done', 60_000, async () => {
      const done = await platformOf(stage.world).query(
        "SELECT 1 FROM outbox WHERE id = ANY ($1) AND status = 'done'",
        [others],
      );
      return done.length === others.length;
    });
    const [mails] = await platformOf(stage.world).query<{ done: number }>(
      "SELECT count(*) FILTER (WHERE status = 'done')::int AS done FROM outbox WHERE NOT id = ANY ($1)",
      [others],
    );
    expect(mails?.done).toBe(0);
  }, 60_000);
});
