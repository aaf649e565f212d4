import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('what a shop does about the orders to come, from its inbox', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const inbox = (): string => `${space()}/commandes`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    loaf = randomUUID();
    const bread = { id: loaf, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await asMerchant('/produits', { ...bread, withdrawal: 'perishable', noticeDays: '', stock: '' });
    await asMerchant('/commandes-reglages', RULES);
  });
  const RULES = { isOpen: 'yes', kind: 'reservation', length: '30', notice: '0', orders: '', horizon: '2' };

  const asMerchant = async (path: string, fields: Record<string, string>, by = cookie) => {
    const answer = await portal.post(HERE, space() + path, fields, { cookie: by });
    return { ...answer, to: String(answer.headers.location ?? '') };
  };
  const read = async (path: string, by?: string, status = 200): Promise<string> => {
    const answer = await portal.ask(HERE, path, by === undefined ? {} : { headers: { cookie: by } });
    expect([path, answer.status, checkHtml(answer.body, 'fr')]).toEqual([path, status, []]);
    return answer.body;
  };
  const valueOf = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const timeOn = (html: string): string => /<option value="(\d{13})" selected>/.exec(html)?.[1] ?? '';
  /** Presses a button of the inbox as it is now. */
  const press = async (button: string, more: Record<string, string> = {}, by = cookie) => {
    const page = await read(inbox(), by);
    const fields = { controls: valueOf(page, 'controls'), until: timeOn(page), do: button };
    return asMerchant('/commandes', { ...fields, midnight: valueOf(page, 'midnight'), ...more }, by);
  };
  const slotsOffered = (html: string): string[] =>
    [...html.matchAll(/<option value="(\d{13})">/g)].map(([, value = '']) => value);
  /** A customer has their basket open. */
  const basket = async (slot = 0): Promise<Record<string, string>> => ({
    [`q-${loaf}`]: '2',
    slot: slotsOffered(await read(shop())).at(slot) ?? '',
    ...{ name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' },
  });

  it('closes a slot with one touch, and a page that was left open is told and asked again', async () => {
    const [left, stays] = [await basket(), await basket(1)];
    expect(await press('closeSlot', { slot: left['slot'] ?? '' })).toMatchObject({ status: 303 });
    expect(slotsOffered(await read(shop()))).not.toContain(left['slot']);
    const told = await portal.post(HERE, shop(), left);
    expect([told.status, checkHtml(told.body, 'fr')]).toEqual([409, []]);
    expect(told.body).toContain('le commerce a fermé ce créneau');
    expect(told.body).toMatch(new RegExp(`name="q-${loaf}"[^>]*value="2"`));
    expect((await portal.post(HERE, shop(), stays)).status).toBe(200);

    const after = await read(`${inbox()}?fait=closeSlot`, cookie);
    expect(after).toContain('Créneau fermé');
    expect(after).toContain('· fermé');
    await press('openSlot', { slot: left['slot'] ?? '' });
    expect(slotsOffered(await read(shop()))).toContain(left['slot']);
  });

  it('says in the inbox and on the home that a rush is on, keeps it when the settings are saved, and ends it with one touch', async () => {
    const before = slotsOffered(await read(shop()));
    await press('rush30');
    expect(slotsOffered(await read(shop())).length).toBeLessThan(before.length);
    const words = 'Affluence\u00a0: 30 minutes de plus';
    await asMerchant('/commandes-reglages', RULES);
    for (const path of [inbox(), '/pro', space()]) expect(await read(path, cookie)).toContain(words);
    const english = `/en/pro/businesses/${String(listing)}/orders`;
    const { body } = await portal.ask(HERE, english, { headers: { cookie } });
    expect([checkHtml(body, 'en'), body.includes('Rush: 30 minutes more')]).toEqual([[], true]);
    await press('endRush');
    expect(await read(inbox(), cookie)).not.toContain(words);
    expect(slotsOffered(await read(shop()))).toEqual(before);
  });

  it('pauses for today: the page of the shop keeps the basket and says until when', async () => {
    const left = await basket();
    const summary = await portal.post(HERE, shop(), left);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const hidden = Object.fromEntries(
      [
        ...((summary.body.split(`action="${action}"`)[1] ?? '')
          .split('</form>')[0]
          ?.matchAll(/name="([^"]+)" value="([^"]*)"/g) ?? []),
      ].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]),
    );
    expect((await press('pauseToday')).to).toContain('fait=pause');
    for (const told of [await portal.post(HERE, shop(), left), await portal.post(HERE, action, hidden)]) {
      expect([told.status, checkHtml(told.body, 'fr')]).toEqual([409, []]);
      expect(told.body).toContain('Rien n’a été commandé');
      expect(told.body).toContain('jusqu’à minuit');
      expect(told.body).toMatch(new RegExp(`name="q-${loaf}"[^>]*value="2"`));
    }
    expect(await read(shop())).toMatch(/ne prend pas de (?:commande|réservation) jusqu’à minuit/);
    expect(await read(`/commerce/le-pain-du-coin-${String(listing)}`)).not.toContain('>Commander</a>');
    expect(await read('/pro', cookie)).toContain(
      'Pause\u00a0: vous ne prenez aucune commande jusqu’à minuit',
    );
    await press('endPause');
    expect((await portal.post(HERE, shop(), await basket())).status).toBe(200);
  });

  it('tells the second of two who switch at once, on a page that shows what the first switched', async () => {
    const colleague = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    const old = valueOf(await read(inbox(), cookie), 'controls');
    expect((await press('rush10', {}, colleague.cookie)).to).toContain('fait=rush');
    const second = await press('rush30', { controls: old });
    expect([second.status, checkHtml(second.body, 'fr')]).toEqual([409, []]);
    expect(second.body).toContain('vient de changer');
    expect(second.body).toContain('Affluence\u00a0: 10 minutes de plus');
  });

  it.each([
    ['a time that is over', { do: 'rush10', until: '1000000000000' }, 409],
    ['no time', { do: 'pause', until: 'demain' }, 409],
    ['a slot of the past', { do: 'closeSlot', slot: '1000000000000' }, 409],
    ['a slot that is none', { do: 'closeSlot', slot: '<b>' }, 409],
    ['a slot of another century', { do: 'closeSlot', slot: '99999999999999' }, 409],
    ['no button', { do: 'rush9999' }, 303],
  ])('refuses %s', async (_, fields, status) => {
    expect((await press(fields.do, fields)).status).toBe(status);
    expect(await read(inbox(), cookie)).not.toContain('Affluence\u00a0:');
  });

  it('is for who handles the orders of this shop, and of a shop that takes orders', async () => {
    const other = await signInAs(portal.world, portal.world.here);
    const fields = { do: 'closeSlot', slot: '99999999999999' };
    expect((await asMerchant('/commandes', fields, other.cookie)).status).toBe(404);
    await asMerchant('/commandes-reglages', { ...RULES, isOpen: '' });
    expect(await read(inbox(), cookie)).not.toContain('id="controls"');
    expect((await asMerchant('/commandes', { do: 'closeSlot', slot: '1799999999999' })).status).toBe(409);
  });
});
