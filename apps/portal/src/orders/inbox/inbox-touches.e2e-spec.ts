import { randomUUID } from 'node:crypto';
import { OrderHandling } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const BY_MAIL = { email: 'odile@example.org', phone: '' };

describe('orders that are touched in the inbox', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let inbox: string;
  let bread: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    const space = `/pro/commerces/${String(listing)}`;
    inbox = `${space}/commandes`;
    bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space}/produits`, { ...loaf, withdrawal: 'perishable' }, { cookie });
    await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie });
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** @returns where its shop touches it */
  const ordered = async (who: object = BY_MAIL): Promise<string> => {
    const form = `/commerce/x-${String(listing)}/commander`;
    const { body } = await portal.ask(HERE, form);
    const slot = /<option value="(\d{12,14})">/.exec(body)?.[1] ?? '';
    const filled = { [`q-${bread}`]: '2', slot, name: 'Odile Martin', note: '', ...who };
    const summary = await portal.post(HERE, form, filled);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    expect((await portal.post(HERE, action, fieldsIn(summary.body, action))).status).toBe(303);
    return /action="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(await read(inbox))?.[1] ?? '';
  };
  /** Presses a button, and follows to the page that it leads to. */
  const touch = async (action: string, fields: object): Promise<string> => {
    const order = await portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
    const sent = { seen: String(order.event), from: 'inbox', ...fields };
    const { status, headers } = await portal.post(HERE, action, sent, { cookie });
    expect([status, String(headers.location).startsWith(`${inbox}?`)]).toEqual([303, true]);
    return read(String(headers.location));
  };
  /** Hands an order over against its code, on the page that the inbox leads to. */
  const handOver = async (action: string): Promise<string> => {
    const path = `${action}/remise`;
    expect(await read(inbox)).toContain(`href="${path}?depuis&#x3D;inbox"`);
    const { code } = await portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
    const fields = { ...fieldsIn(await read(`${path}?depuis=inbox`), path), code };
    const { status, headers } = await portal.post(HERE, path, fields, { cookie });
    expect([status, String(headers.location).startsWith(`${inbox}?`)]).toEqual([303, true]);
    return read(String(headers.location));
  };
  const stateOf = async (action: string): Promise<string> =>
    (await portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36))).state;

  it('lead back there, with what was done, what its customer hears and the way back', async () => {
    const action = await ordered();
    const back = new RegExp(`action="${action}">[^]*?value="undo"`);
    for (const [step, words] of [
      ['accept', 'Odile Martin\u00a0: Commande acceptée. Votre client est prévenu par courriel.'],
      ['ready', 'C’est noté prêt. Votre client est prévenu par courriel.'],
      ['code', 'Code vérifié\u00a0: commande remise.'],
    ] as const) {
      const page = await (step === 'code' ? handOver(action) : touch(action, { do: step }));
      expect(page).toContain(words);
      expect(page).toMatch(back);
    }
    const undone = await touch(action, { do: 'undo' });
    expect(undone).toContain('Retour à l’étape précédente. Votre client avait déjà été prévenu');
    expect(undone).not.toMatch(back);
    expect(await stateOf(action)).toBe('ready');
  });

  it('are told of once their customer cancelled them, until their slot is over', async () => {
    const action = await ordered();
    await touch(action, { do: 'accept' });
    const handling = portal.app.get(OrderHandling);
    const order = await handling.get(portal.world.here, action.slice(-36));
    const seen = {
      listingId: listing,
      orderId: order.id,
      seen: order.event,
      actor: 'customer',
      accountId: null,
    } as const;
    await handling.move(portal.world.here, seen, 'cancelled', 'customer');
    const page = await read(inbox);
    const told = new RegExp(`Annulées par le client[^]*?href="${action}">[^<]*Odile Martin[^<]*2\\s× Pain`);
    expect(page).toMatch(told);
    expect(page).not.toContain('data-waiting');
    const refused = await ordered();
    await touch(refused, { do: 'refuse' });
    expect(await read(inbox)).not.toContain(`href="${refused}">2026`);
  });

  it('show what the customer asks for, shortened where it is long', async () => {
    await ordered({ ...BY_MAIL, note: `Sans croûte, ${'merci '.repeat(60)}` });
    expect(await read(inbox)).toMatch(/Message du client\u00a0: Sans croûte, (?:merci ){10,30}\S*…/);
  });

  it('are put off from there by one touch, and back', async () => {
    const action = await ordered();
    const { slot } = await portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
    const listed = await read(inbox);
    expect([...listed.matchAll(/name="minutes" value="(\d+)"/g)].map(([, minutes]) => minutes)).toEqual([
      ...['5', '10', '15', '30'],
    ]);
    const later = await touch(action, { do: 'delay', minutes: '5' });
    expect(later).toContain('C’est repoussé. Votre client est prévenu par courriel.');
    await touch(action, { do: 'undo' });
    const order = await portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
    expect(order.slot).toEqual(slot);
    expect(await read(action)).toContain('Retard annulé');
  });

  it('say who is to be called, where nothing reaches them', async () => {
    const action = await ordered({ email: '', phone: '06 12 34 56 78' });
    const page = await touch(action, { do: 'refuse' });
    expect(page).toContain(
      'n’a pas laissé d’adresse électronique\u00a0: appelez-le au 06\u00a012\u00a034\u00a056\u00a078',
    );
    const called = 'À prévenir par téléphone\u00a0: 06\u00a012\u00a034\u00a056\u00a078</a>';
    expect(page).toMatch(/<a class="button" href="tel:\+33612345678">/);
    expect(page).toContain(called);
    const undone = await touch(action, { do: 'undo' });
    expect(undone).toContain(called);
    expect(await stateOf(action)).toBe('received');
    // Of what no customer is told there is nothing to call about.
    expect(await read(action)).not.toContain(called);
  });

  it('call nobody who is mailed', async () => {
    const action = await ordered({ ...BY_MAIL, phone: '06 12 34 56 78' });
    expect(await touch(action, { do: 'refuse' })).not.toContain('À prévenir par téléphone');
  });

  it('say nothing of an order of another shop, nor of a step that another one followed', async () => {
    const action = await ordered();
    await touch(action, { do: 'accept' });
    const other = await aShopThatMaySell(portal);
    const path = `/pro/commerces/${String(other.listing)}/commandes?fait=accept&commande=${action.slice(-36)}`;
    const { body } = await portal.ask(HERE, path, { headers: { cookie: other.cookie } });
    expect(body).toContain('Commande acceptée.');
    expect(body).not.toContain('Odile Martin');
    await touch(action, { do: 'ready' });
    expect(await read(`${inbox}?fait=accept&commande=${action.slice(-36)}`)).not.toContain('value="undo"');
  });
});
