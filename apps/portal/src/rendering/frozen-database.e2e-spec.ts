import { setTimeout as sleep } from 'node:timers/promises';
import { checkHtml } from '@halles/platform/theming';
import { freezePostgres, type OwnPostgres, startOwnPostgres, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const CACHED = '/commerces/boulangeries';
/** What says of a business whether one can go there now. */
const STATE = 'class="state state--';

/** A Thursday at noon in Paris: the clock of the portal alone, no timer follows it. */
const NOON = new Date('2026-11-26T11:00:00Z');
const LATER = new Date('2026-11-26T11:02:00Z');

describe('a portal whose PostgreSQL is frozen', () => {
  let server: OwnPostgres;
  let portal: Portal;
  let thaw: () => void = () => undefined;

  beforeAll(async () => {
    server = await startOwnPostgres();
    portal = await openPortal(
      { rateLimits: { read: { limit: 100_000, windowMs: 60_000 } } },
      // PostgreSQL's own limit and the wait for a connection are not what answers.
      {
        DATABASE_ANSWER_TIMEOUT_MS: '1500',
        STATEMENT_TIMEOUT_MS: '600000',
        POOL_ACQUIRE_TIMEOUT_MS: '600000',
      },
      { postgresUrl: server.engine.url },
    );
    const { world } = portal;
    await writeListings(world, world.here, [
      { facts: { displayName: 'Fournil Un', openingHoursText: '24/7' } },
    ]);
  }, 120_000);
  afterAll(async () => {
    jest.useRealTimers();
    thaw();
    await portal.close();
    await server.close();
  }, 60_000);

  const ask = (path: string, accept = 'text/html'): Promise<Answer> =>
    portal.ask('ici-bourg', path, { headers: { accept } });
  const readiness = (): Promise<Answer> =>
    portal.ask('ici-bourg', '/readyz', { headers: { host: 'localhost', accept: 'application/json' } });

  /** Asks as a balancer does, by a clock on which each time is later than an answer is shared. */
  const untilReady = async (from: Date): Promise<void> => {
    for (let seconds = 5; (await readiness()).status !== 200; seconds += 5) {
      jest.setSystemTime(from.getTime() + seconds * 1_000);
      await sleep(100);
    }
  };

  /** What was about to be ordered is not lost, and is sent again under its key by a button. */
  const keepsWhatWasOrdered = async (): Promise<void> => {
    const sent = await portal.post('ici-bourg', '/commerce/fournil-un-1/commander/confirmer', {
      ...{
        idempotencyKey: 'f0f7b1de-6f2c-4c9b-8d3d-0b6f0d2d7a11',
        name: 'Odile <Martin>',
        note: 'Bien cuit',
      },
    });
    expect([sent.status, checkHtml(sent.body, 'fr')]).toEqual([503, []]);
    expect(sent.headers['retry-after']).toBeDefined();
    expect(sent.body).toContain('Aucune commande n’est confirmée pour l’instant');
    expect(sent.body).toContain('action="/commerce/fournil-un-1/commander/confirmer"');
    expect(sent.body).toContain('name="idempotencyKey" value="f0f7b1de-6f2c-4c9b-8d3d-0b6f0d2d7a11"');
    expect(sent.body).toContain('name="name" value="Odile &lt;Martin&gt;"');
  };

  it('shows pages that it has without a word on who is open, refuses the rest in its own theme, and recovers', async () => {
    jest.useFakeTimers({
      now: NOON,
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
    const fresh = await ask(CACHED);
    expect([fresh.status, fresh.headers.warning]).toEqual([200, undefined]);
    expect(fresh.body).toContain(STATE);
    await untilReady(NOON);

    thaw = freezePostgres(server.engine);
    jest.setSystemTime(LATER);
    const search = await ask('/commerces?q=pain');
    expect(search.status).toBe(503);
    expect(search.headers['retry-after']).toBeDefined();
    expect(search.body).toContain('ici-bourg');
    expect(checkHtml(search.body, 'fr')).toEqual([]);

    await keepsWhatWasOrdered();

    const stale = await ask(CACHED);
    expect([stale.status, stale.headers.warning]).toEqual([200, '111 - "Revalidation Failed"']);
    expect(stale.headers['cache-control']).toBe('private, no-store');
    expect(stale.body).toContain('Fournil Un');
    expect(stale.body).not.toContain(STATE);
    expect(stale.body).not.toMatch(/en ce moment|\bouverte?\b/i);
    expect(checkHtml(stale.body, 'fr')).toEqual([]);

    const problem = await ask('/api/v1/search?q=pain', 'application/json');
    expect(problem.status).toBe(503);
    expect(JSON.parse(problem.body)).toMatchObject({ code: 'database-unreachable' });
    const ready = await readiness();
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      503,
      expect.objectContaining({ status: 'not-ready' }),
    ]);

    thaw();
    while ((await ask('/commerces?q=pain')).status !== 200) await sleep(100);
    const again = await ask(CACHED);
    expect([again.status, again.headers.warning]).toEqual([200, undefined]);
    expect(again.body).toContain(STATE);
    await untilReady(LATER);
  }, 90_000);
});
