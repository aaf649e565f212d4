import { randomUUID } from 'node:crypto';
import { GENEROUS, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

interface Listed {
  readonly services: readonly {
    readonly listing: { readonly id: number; readonly name: string };
    readonly noticeEmail: string | null;
  }[];
  readonly mayAdd: boolean;
  readonly communes: readonly { readonly code: string; readonly name: string }[];
}

describe('services of the town hall', () => {
  let stage: ConsoleStage;
  let manager: ConsoleClient;
  let agent: ConsoleClient;
  let commune: string;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    const tenantId = world.here.tenant.id;
    [manager, agent] = [new ConsoleClient(port), new ConsoleClient(port)];
    await openSession(world, manager, await addAccount(world, { role: 'manager', tenantId }));
    await openSession(world, agent, await addAccount(world, { role: 'agent', tenantId }));
    commune = (await list()).communes[0]?.code ?? '';
  });
  afterAll(() => stage.close());

  const list = async (who = agent): Promise<Listed> => {
    const { status, json } = await who.call({ path: `${HERE}/town-services` });
    expect(status).toBe(200);
    return json as unknown as Listed;
  };
  const input = (more: object = {}) => ({
    ...{ id: randomUUID(), name: 'État civil', street: '3 place de la Mairie', postalCode: '33000' },
    ...{ communeCode: commune, phone: '05 56 01 02 03', email: null },
    ...more,
  });
  const add = (body: object, who = manager) =>
    who.call({ method: 'POST', path: `${HERE}/town-services`, body });

  it('are added by a manager, once, and listed for agents of the territory alone', async () => {
    const [body, there] = [input({ name: 'Permanence du maire' }), '/api/tenants/autre-ville/town-services'];
    const [first, again] = [await add(body), await add(body)];
    expect([first.status, again.status, again.json]).toEqual([201, 201, first.json]);
    const shown = await list();
    expect(shown.services.filter(({ listing }) => listing.name === 'Permanence du maire')).toMatchObject([
      { listing: { id: first.json['listing'] }, isClosed: false, isOpen: false, pending: 0, today: 0 },
    ]);
    expect([shown.mayAdd, (await list(manager)).mayAdd]).toEqual([false, true]);
    expect((await add(input(), agent)).status).toBe(403);
    expect((await manager.call({ path: there })).status).toBe(404);
    const [kept] = await stage.world.work.read(stage.world.there, ({ manager: db }) =>
      db.query<{ count: number }[]>('SELECT count(*)::int AS count FROM town_service'),
    );
    expect(kept).toEqual({ count: 0 });
  });

  it.each([
    ['communeCode', { communeCode: '99999' }],
    ['phone', { phone: '12' }],
    ['name', { name: '' }],
    ['name', { name: 'Voir www.exemple.fr' }],
    ['street', { street: '' }],
    ['postalCode', { postalCode: '330' }],
    ['email', { email: 'personne' }],
    ['id', { id: 'un' }],
  ])('are not added with a wrong %s', async (_field, wrong) => {
    const before = (await list()).services.length;
    expect((await add(input(wrong))).status).toBe(422);
    expect((await list()).services).toHaveLength(before);
  });

  it('have the address that is mailed of their bookings, which a manager alone changes', async () => {
    const { json } = await add(input({ name: 'Urbanisme' }));
    const put = (listing: unknown, body: object, who = manager) =>
      who.call({ method: 'PUT', path: `${HERE}/town-services/${String(listing)}/notices`, body });
    const shown = async () =>
      (await list()).services.find(({ listing }) => listing.id === json['listing'])?.noticeEmail;
    const address = { email: 'urbanisme@mairie.example' };
    expect([await shown(), (await put(json['listing'], address, agent)).status]).toEqual([null, 403]);
    expect((await put(json['listing'], address)).status).toBe(204);
    expect(await shown()).toBe('urbanisme@mairie.example');
    expect((await put(json['listing'], { email: 'mairie' })).status).toBe(422);
    const [shop] = await writeListings(stage.world, stage.world.here, [{}]);
    expect([(await put(shop, address)).status, (await put('x', address)).status]).toEqual([404, 404]);
    expect((await put(json['listing'], { email: null })).status).toBe(204);
    expect(await shown()).toBeNull();
  });

  it('are opened for an agent without a mandate, which another listing is not', async () => {
    const { json } = await add(input({ name: 'Maison France services' }));
    const path = (id: unknown) => `${HERE}/listings/${String(id)}/hand-over?langue=fr&vers=rendez-vous`;
    const opened = await agent.call({ method: 'POST', path: path(json['listing']), body: {} });
    expect([opened.status, opened.json['address']]).toEqual([
      201,
      expect.stringMatching(/\/pro\/agent\/[^?]+\?vers=rendez-vous$/),
    ]);
    const [shop] = await writeListings(stage.world, stage.world.here, [
      { facts: { displayName: 'Le Kiosque' } },
    ]);
    expect((await agent.call({ method: 'POST', path: path(shop), body: {} })).status).toBe(403);
  });
});
