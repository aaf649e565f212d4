import { type WalkView, walkViewSchema } from '@halles/contracts';
import { VisitRecords } from '@halles/domain/mandates';
import { DAY, MINUTE } from '@halles/kernel';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

describe('visits of agents', () => {
  let world: World;
  let app: NestFastifyApplication;
  let stage: ConsoleStage;

  beforeAll(async () => {
    const rateLimits = { write: { limit: 1_000, windowMs: MINUTE } };
    stage = await ConsoleStage.open({ rateLimits });
    ({ world, app } = stage);
  });
  afterAll(async () => {
    await stage.close();
  });

  async function anAgent(ctx = world.here): Promise<ConsoleClient> {
    const browser = new ConsoleClient(stage.port);
    await openSession(world, browser, await addAccount(world, { role: 'agent', tenantId: ctx.tenant.id }));
    return browser;
  }
  const note = (from: ConsoleClient, listing: number, words: string | null, at = HERE) =>
    from.call({ method: 'PUT', path: `${at}/visits/${listing}`, body: { note: words } });
  const gone = (from: ConsoleClient, listing: number) =>
    from.call({ method: 'DELETE', path: `${HERE}/visits/${listing}` });
  const stop = async (from: ConsoleClient, listing: number): Promise<WalkView['stops'][number] | undefined> =>
    walkViewSchema.parse((await from.get(`${HERE}/visits`)).json).stops.find(({ id }) => id === listing);

  it('are noted once a day however often they are ticked, with the note that was written last', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const [one, other] = [await anAgent(), await anAgent()];
    expect(await stop(one, listing)).toMatchObject({ visits: [], isVisitedToday: false });
    for (const words of [null, 'Fermé le lundi.', 'Fermé le lundi.'])
      expect((await note(one, listing, words)).status).toBe(204);
    expect(await stop(one, listing)).toMatchObject({
      visits: [{ note: 'Fermé le lundi.', isOwn: true }],
      isVisitedToday: true,
    });
    expect((await note(other, listing, 'Revenir avec un mandat.')).status).toBe(204);
    expect((await stop(other, listing))?.visits.map(({ note: words, isOwn }) => [words, isOwn])).toEqual([
      ['Revenir avec un mandat.', true],
      ['Fermé le lundi.', false],
    ]);
  });

  it('are taken back by who noted them, and by nobody else', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const [one, other] = [await anAgent(), await anAgent()];
    await note(one, listing, null);
    expect((await gone(other, listing)).status).toBe(204);
    expect((await stop(one, listing))?.isVisitedToday).toBe(true);
    expect([(await gone(one, listing)).status, (await gone(one, listing)).status]).toEqual([204, 204]);
    expect(await stop(one, listing)).toMatchObject({ visits: [], isVisitedToday: false });
  });

  it('are taken back from the page that theirs was merged into, and noted once after it', async () => {
    const [goes = 0, stays = 0] = await writeListings(world, world.here, [{}, {}]);
    const browser = await anAgent();
    await note(browser, goes, 'Vu avant la fusion.');
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`UPDATE listing SET merged_into = $2, visibility = 'merged' WHERE id = $1`, [
        goes,
        stays,
      ]),
    );
    await note(browser, stays, 'Vu, et relu.');
    expect((await stop(browser, stays))?.visits.map(({ note: words }) => words)).toEqual(['Vu, et relu.']);
    await world.work.write(world.here, ({ manager }) =>
      manager.query('UPDATE listing_visit SET listing_id = $1 WHERE listing_id = $2', [goes, stays]),
    );
    expect((await gone(browser, stays)).status).toBe(204);
    expect(await stop(browser, stays)).toMatchObject({ visits: [], isVisitedToday: false });
  });

  it('leave out whoever published something of their page within a year, and say when others did', async () => {
    const browser = await anAgent();
    const [fresh = 0, stale = 0] = await writeListings(world, world.here, [{}, {}]);
    const longAgo = new Date(Date.now() - 400 * DAY);
    for (const [listing, at] of [
      [fresh, new Date()],
      [stale, longAgo],
    ] as const) {
      const { id } = await anAccount(world, world.here);
      await world.work.write(world.here, async ({ manager }) => {
        await manager.query(
          `INSERT INTO account_grant (account_id, listing_id, role) VALUES ($1, $2, 'merchant-owner')`,
          [id, listing],
        );
        await manager.query(
          `INSERT INTO listing_profile (listing_id, id, version, content, authors, owned, created_at, updated_at)
           VALUES ($1, gen_random_uuid(), 1, '{}', '{}', true, $2, $2)`,
          [listing, at],
        );
      });
    }
    expect(await stop(browser, fresh)).toBeUndefined();
    expect((await stop(browser, stale))?.confirmedAt).toBe(longAgo.toISOString());
  });

  it('count for the tour whoever looked in, and as one’s own for who did', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const [one, other] = [await anAgent(), await anAgent()];
    expect(await stop(one, listing)).toMatchObject({ isDoneToday: false, isVisitedToday: false });
    await note(one, listing, null);
    expect(await stop(one, listing)).toMatchObject({ isDoneToday: true, isVisitedToday: true });
    expect(await stop(other, listing)).toMatchObject({ isDoneToday: true, isVisitedToday: false });
  });

  it('are of one territory: another one neither notes nor reads them', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    await note(await anAgent(), listing, 'Ici seulement.');
    const stranger = await anAgent(world.there);
    expect((await note(stranger, listing, 'Ailleurs')).status).toBe(404);
    expect((await note(stranger, 2_000_000_000, null, '/api/tenants/autre-ville')).status).toBe(404);
    expect((await stranger.get(`${HERE}/visits`)).status).toBe(404);
    const there = JSON.stringify((await stranger.get('/api/tenants/autre-ville/visits')).json);
    expect(there).not.toContain('Ici seulement.');
  });

  it('refuse what is no note and what is no business', async () => {
    const browser = await anAgent();
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    expect((await note(browser, listing, 'x'.repeat(1_001))).status).toBe(422);
    expect((await note(browser, 0, null)).status).toBe(404);
    expect((await note(browser, 2_000_000_000, null)).json['code']).toBe('listing-not-found');
  });

  it('are erased after a year', async () => {
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const browser = await anAgent();
    await note(browser, listing, 'Vu.');
    const records = app.get(VisitRecords, { strict: false });
    expect(await records.eraseBefore(world.here, new Date(Date.now() - MINUTE))).toBe(0);
    expect(await records.eraseBefore(world.here, new Date(Date.now() + MINUTE))).toBeGreaterThan(0);
    expect((await stop(browser, listing))?.visits).toEqual([]);
  });
});
