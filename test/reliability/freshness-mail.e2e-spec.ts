import { QuestionPlanner, FreshnessModule } from '@halles/domain/freshness';
import { dayOfIso, instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { MINUTE } from '@halles/kernel';
import { PushModule } from '@halles/platform/push';
import { anAccount, type World, writeListings, worldModule } from '@halles/testing';
import { Test } from '@nestjs/testing';
import { openStage, outboxStates, receivedMail, type Stage, until } from './stage';

async function plannerOf({ work, changeBus, config, pool }: World): Promise<QuestionPlanner> {
  const module = await Test.createTestingModule({
    imports: [worldModule({ config, work, changeBus, pool }), PushModule, FreshnessModule],
  }).compile();
  return module.get(QuestionPlanner, { strict: false });
}

/** The last minute of the month before this one: every question of that month was due by then. */
function endOfLastMonth(zone: string): Date {
  const today = isoOfDay(wallTime(zone, Date.now()).day);
  return new Date(instantOf(zone, dayOfIso(`${today.slice(0, 7)}-01`), 0) - MINUTE);
}

describe('the question of the month', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const COUNT = 6;
  async function keptListings({ world }: Stage): Promise<void> {
    const facts = { openingHoursText: 'Mo-Sa 08:00-19:00', contact: { phone: '+33556102030' } };
    const ids = await writeListings(
      world,
      world.here,
      Array.from({ length: COUNT }, () => ({ facts })),
    );
    for (const [at, listingId] of ids.entries())
      await anAccount(world, world.here, { email: `four-${at}@four.example`, grants: [{ listingId }] });
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`UPDATE account_grant SET created_at = now() - interval '200 days'`),
    );
  }
  const asked = async ({ world }: Stage): Promise<number> => {
    const [row] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM freshness_question'),
    );
    return row?.n ?? 0;
  };
  const isAllDone = async (): Promise<boolean> => {
    const states = await outboxStates(stage);
    return states['done'] === (await asked(stage)) && Object.keys(states).length === 1;
  };

  it('is one mail, put by four rounds at once and sent by two real workers, one of them killed', async () => {
    const { world } = stage;
    await keptListings(stage);
    const [one, other] = [await plannerOf(world), await plannerOf(world)];
    const at = endOfLastMonth(world.here.tenant.settings.timeZone);
    const rounds = [one, other, one, other].map((planner) => planner.plan(world.here, at));
    const put = (await Promise.all(rounds)).reduce((sum, count) => sum + count, 0);
    expect(put).toBe(COUNT);
    // At their start the workers make a round of their own: what is due this month is put once too.
    const [first] = await Promise.all([stage.startWorker(), stage.startWorker()]);
    await until('every question mailed', 60_000, isAllDone);
    await first.kill();
    await stage.startWorker();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await until('nothing left', 60_000, isAllDone);
    const mails = await receivedMail(stage);
    const questions = await asked(stage);
    expect(questions).toBeGreaterThanOrEqual(COUNT);
    expect(mails).toHaveLength(questions);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(questions);
  }, 120_000);
});
