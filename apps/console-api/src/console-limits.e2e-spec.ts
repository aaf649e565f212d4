import { MINUTE } from '@halles/kernel';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../testing/console-stage';

const WRITES = 3;
const ADDRESS = '192.0.2.1';

describe('the writes of the console', () => {
  let world: World;
  let stage: ConsoleStage;

  beforeAll(async () => {
    const rule = { limit: 10_000, windowMs: MINUTE };
    const rateLimits = { login: rule, read: rule, search: rule, upload: rule, contact: rule };
    stage = await ConsoleStage.open({ rateLimits: { ...rateLimits, write: { ...rule, limit: WRITES } } });
    ({ world } = stage);
  });
  afterAll(async () => {
    await stage.close();
  });

  const anOperator = async (): Promise<ConsoleClient> => {
    const browser = new ConsoleClient(stage.port, ADDRESS);
    await openSession(world, browser, await addAccount(world), true);
    return browser;
  };
  const write = async (browser: ConsoleClient, tenant: string): Promise<number> =>
    (
      await browser.call({
        method: 'PUT',
        path: `/api/tenants/${tenant}/claim-policy`,
        body: { policy: 'trust' },
      })
    ).status;
  const writes = async (browser: ConsoleClient, tenant: string, times: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1) statuses.push(await write(browser, tenant));
    return statuses;
  };

  it('are counted for each account and territory, and not for those who are not let in', async () => {
    const stranger = new ConsoleClient(stage.port, ADDRESS);
    expect(new Set(await writes(stranger, 'ici-bourg', WRITES + 2))).toEqual(new Set([401]));
    const [one, other] = [await anOperator(), await anOperator()];
    expect(await writes(one, 'ici-bourg', WRITES + 1)).toEqual([204, 204, 204, 429]);
    expect(await writes(one, 'autre-ville', WRITES + 1)).toEqual([204, 204, 204, 429]);
    expect(await writes(other, 'ici-bourg', 1)).toEqual([204]);
  });
});
