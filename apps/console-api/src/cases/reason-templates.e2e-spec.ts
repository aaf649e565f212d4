import { reasonTemplatesViewSchema } from '@halles/contracts';
import { MINUTE } from '@halles/kernel';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const AT = (slug: string): string => `/api/tenants/${slug}/reason-templates`;
const OWN = { purpose: 'refuse', title: 'Hors zone', fr: 'Hors de la commune.', en: 'Outside the town.' };

describe('reason templates', () => {
  let world: World;
  let stage: ConsoleStage;
  beforeAll(async () => {
    const rateLimits = { write: { limit: 1_000, windowMs: MINUTE } };
    stage = await ConsoleStage.open({ rateLimits });
    ({ world } = stage);
  });
  afterAll(async () => {
    await stage.close();
  });

  async function browserOf(role: 'agent' | 'manager', ctx = world.here): Promise<ConsoleClient> {
    const browser = new ConsoleClient(stage.port);
    await openSession(world, browser, await addAccount(world, { role, tenantId: ctx.tenant.id }));
    return browser;
  }
  const read = async (browser: ConsoleClient, slug: string) =>
    reasonTemplatesViewSchema.parse((await browser.get(AT(slug))).json);

  it('are the installation’s in both languages, and those that a territory’s managers write, for it alone', async () => {
    const [agent, manager, stranger] = [
      await browserOf('agent'),
      await browserOf('manager'),
      await browserOf('manager', world.there),
    ];
    const before = await read(agent, 'ici-bourg');
    expect(before.templates.every(({ text }) => text.fr !== '' && text.en !== '')).toBe(true);
    expect([before.templates.some(({ isOwn }) => isOwn), before.mayEdit]).toEqual([false, false]);
    const add = (from: ConsoleClient) => from.call({ method: 'POST', path: AT('ici-bourg'), body: OWN });
    expect([(await add(agent)).status, (await add(stranger)).status]).toEqual([403, 404]);
    const made = await add(manager);
    expect(made.status).toBe(201);
    const [first] = (await read(agent, 'ici-bourg')).templates;
    expect(first).toMatchObject({ purpose: 'refuse', text: { fr: OWN.fr, en: OWN.en }, isOwn: true });
    expect((await read(stranger, 'autre-ville')).templates.some(({ isOwn }) => isOwn)).toBe(false);
    const gone = { method: 'DELETE', path: `${AT('ici-bourg')}/${String(made.json['id'])}` };
    expect([(await manager.call(gone)).status, (await manager.call(gone)).status]).toEqual([204, 404]);
  });
});
