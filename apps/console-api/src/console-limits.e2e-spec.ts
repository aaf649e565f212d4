import { MINUTE } from '@halles/kernel';
import { serve, type Serving } from '@halles/platform/http';
import { openWorld, type World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { createConsoleApp } from './console-app';

const WRITES = 3;
const ADDRESS = '192.0.2.1';

describe('the writes of the console', () => {
  let world: World;
  let serving: Serving;

  beforeAll(async () => {
    world = await openWorld({ env: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'silent' } });
    const rule = { limit: 10_000, windowMs: MINUTE };
    const rateLimits = { login: rule, read: rule, search: rule, upload: rule, contact: rule };
    serving = await serve(
      await createConsoleApp(world.config, {
        rateLimits: { ...rateLimits, write: { ...rule, limit: WRITES } },
      }),
      0,
    );
  });
  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const anOperator = async (): Promise<ConsoleClient> => {
    const browser = new ConsoleClient(serving.port, ADDRESS);
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
    const stranger = new ConsoleClient(serving.port, ADDRESS);
    expect(new Set(await writes(stranger, 'ici-bourg', WRITES + 2))).toEqual(new Set([401]));
    const [one, other] = [await anOperator(), await anOperator()];
    expect(await writes(one, 'ici-bourg', WRITES + 1)).toEqual([204, 204, 204, 429]);
    expect(await writes(one, 'autre-ville', WRITES + 1)).toEqual([204, 204, 204, 429]);
    expect(await writes(other, 'ici-bourg', 1)).toEqual([204]);
  });
});
