import { MINUTE } from '@halles/kernel';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/session/digest';

describe('the choice of the mail of what waits', () => {
  let world: World;
  let stage: ConsoleStage;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: { write: { limit: 1_000, windowMs: MINUTE } } });
    ({ world } = stage);
  });
  afterAll(() => stage.close());

  async function anAgent(): Promise<ConsoleClient> {
    const browser = new ConsoleClient(stage.port);
    await openSession(
      world,
      browser,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
    return browser;
  }
  const choose = (browser: ConsoleClient, body: object) => browser.call({ method: 'PUT', path: PATH, body });
  const chosen = async (browser: ConsoleClient): Promise<unknown> => (await browser.get(PATH)).json;

  it('is yes until its owner says no, of that account alone, and can be taken back', async () => {
    const [one, other] = [await anAgent(), await anAgent()];
    expect(await chosen(one)).toEqual({ isWanted: true });
    expect((await choose(one, { isWanted: false })).status).toBe(204);
    expect([await chosen(one), await chosen(other)]).toEqual([{ isWanted: false }, { isWanted: true }]);
    expect((await choose(one, { isWanted: true })).status).toBe(204);
    expect(await chosen(one)).toEqual({ isWanted: true });
  });

  it('is refused where it is none, or nobody is signed in', async () => {
    const browser = await anAgent();
    for (const body of [{}, { isWanted: 'no' }, { isWanted: true, account: 'another' }])
      expect((await choose(browser, body)).status).toBe(422);
    expect((await new ConsoleClient(stage.port).get(PATH)).status).toBe(401);
  });
});
