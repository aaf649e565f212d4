import { randomUUID } from 'node:crypto';
import type { ProfileChanges } from '@halles/contracts';
import { OrderHandling, orderAnswerLink } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { type Answer, openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('an order for a day that its shop has closed since', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let inbox: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const paris = (at: number, more = {}): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', ...more }).format(at);
  const read = async (path: string, as = cookie): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie: as } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const say = async (changes: ProfileChanges): Promise<void> => {
    const { here } = portal.world;
    const profiles = portal.app.get(ProfileService);
    const { version } = await profiles.find(here, listing);
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    await profiles.save(here, listing, { version, changes, author }, new Date());
  };
  /** An order two days ahead, whose day is closed once it came. @returns where it is touched, the page of its customer, and the link of the mail */
  const closedOrder = async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    const space = `/pro/commerces/${String(listing)}`;
    inbox = `${space}/commandes`;
    const bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space}/produits`, { ...loaf, withdrawal: 'perishable' }, { cookie });
    await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie });
    const form = `/commerce/x-${String(listing)}/commander`;
    const slots = [...(await read(form, '')).matchAll(/<option value="(\d{12,14})">/g)];
    const day = paris(Date.now() + 2 * 86_400_000);
    const slot = slots
      .map(([, at]) => Number(at))
      .find((at) => paris(at, { timeStyle: 'short' }) === `${day} 10:00`);
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '2', slot: String(slot), ...who });
    const confirm = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await portal.post(HERE, confirm, fieldsIn(summary.body, confirm));
    const action =
      /action="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(await read(inbox))?.[1] ?? '';
    const [recipient] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM order_recipient WHERE order_id = $1', [
        action.slice(-36),
      ]),
    );
    const links = new SignedLinks(portal.world.config.masterKey);
    const token = links.issue(portal.world.here, orderAnswerLink, { id: recipient?.id ?? '', serial: 0 });
    await say({ exceptions: [{ from: day, until: day, spans: [] }] });
    return { action, customer: String(placed.headers.location), link: `/repondre/${token}`, day };
  };
  const post = (path: string, fields: Record<string, string>, as = cookie): Promise<Answer> =>
    portal.post(HERE, path, { seen: '1', ...fields }, { cookie: as });
  const orderOf = (action: string) => portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
  /** The buttons of what is asked. */
  const asked = (html: string): string[] => {
    const [, question = ''] = /data-question>([^]*?)<\/div><\/div>/.exec(html) ?? [];
    return [...question.matchAll(/name="do" value="(\w+)"/g)].map(([, value = '']) => value);
  };
  const THREE = ['acceptAnyway', 'delayTo', 'refuseBecause'];

  it('is asked about before it is accepted, in the inbox and on its page, and says to both sides that it is kept', async () => {
    const { action, customer } = await closedOrder();
    expect(await read(customer, '')).toContain('a indiqué être fermé exceptionnellement ce jour-là');
    const touched = await post(action, { do: 'accept', from: 'inbox' });
    expect([touched.status, checkHtml(touched.body, 'fr'), asked(touched.body)]).toEqual([409, [], THREE]);
    expect(touched.body).toContain('Rien n’a été accepté\u00a0: vous avez fermé ce jour-là.');
    // Who answers is led back to the inbox.
    expect(touched.body.match(/name="from" value="inbox"/g)?.length).toBeGreaterThanOrEqual(3);
    expect((await orderOf(action)).state).toBe('received');
    const page = await read(action);
    expect(asked(page)).toEqual(THREE);
    expect(page).toContain('Vous avez fermé ce jour\u00a0:');
    expect(page).not.toContain('value="accept"');

    expect((await post(action, { do: 'acceptAnyway' })).status).toBe(303);
    expect((await orderOf(action)).state).toBe('accepted');
    const kept = await read(customer, '');
    expect(kept).toContain('a annoncé être fermé à ce moment-là, mais maintient votre commande.');
    expect(kept).not.toContain('exceptionnellement ce jour-là');
    expect(asked(await read(action))).toEqual([]);
  });

  it('is put off to the next opening, or refused as closed, from what is asked', async () => {
    const { action, day } = await closedOrder();
    const [, minutes = ''] = /name="minutes" value="(\d+)"/.exec(await read(action)) ?? [];
    expect((await post(action, { do: 'delayTo', minutes })).status).toBe(303);
    const later = await orderOf(action);
    const next = paris(Date.parse(`${day}T12:00:00Z`) + 86_400_000);
    expect([later.state, paris(later.slot.from.getTime(), { timeStyle: 'short' })]).toEqual([
      'received',
      `${next} 00:00`,
    ]);
    expect((await post(action, { do: 'accept', seen: '2' })).status).toBe(303);

    const { action: other, customer } = await closedOrder();
    expect((await post(other, { do: 'refuseBecause', reason: 'closed' })).status).toBe(303);
    expect(await read(customer, '')).toContain('il est fermé à cette heure-là');
  });

  it('is asked about behind the link of the mail too, which answers in three ways', async () => {
    const { action, link } = await closedOrder();
    const page = await read(link, '');
    expect([asked(page), page.includes('value="accept"')]).toEqual([THREE, false]);
    const touched = await post(link, { do: 'accept' }, '');
    expect([touched.status, checkHtml(touched.body, 'fr'), asked(touched.body)]).toEqual([409, [], THREE]);
    expect((await orderOf(action)).state).toBe('received');
    expect((await post(link, { do: 'delayTo', minutes: '60' }, '')).status).toBe(409);
    expect((await post(link, { do: 'delayTo', minutes: 'x' }, '')).status).toBe(422);
    const [, minutes = ''] = /name="minutes" value="(\d+)"/.exec(page) ?? [];
    const put = await post(link, { do: 'delayTo', minutes }, '');
    expect(put.headers.location).toBe(`${link}?fait=delay`);
    const after = await read(`${link}?fait=delay`, '');
    expect([after.includes('C’est repoussé.'), asked(after), after.includes('value="accept"')]).toEqual([
      true,
      [],
      true,
    ]);
    const { link: second, action: kept } = await closedOrder();
    expect((await post(second, { do: 'acceptAnyway' }, '')).status).toBe(303);
    expect((await orderOf(kept)).state).toBe('accepted');
    const english = await portal.ask(HERE, (await closedOrder()).link.replace('/repondre/', '/en/answer/'));
    expect([checkHtml(english.body, 'en'), english.body.includes('You have closed that day:')]).toEqual([
      [],
      true,
    ]);
  });

  it('is asked about of an agent of the town', async () => {
    const { action } = await closedOrder();
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope: ['orders'] });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    const agent = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    expect(asked(await read(action, agent))).toEqual(THREE);
    const touched = await post(action, { do: 'accept' }, agent);
    expect([touched.status, asked(touched.body)]).toEqual([409, THREE]);
    expect((await post(action, { do: 'acceptAnyway' }, agent)).status).toBe(303);
    expect((await orderOf(action)).events.at(-1)).toMatchObject({ actor: 'town', whileClosed: true });
  });
});
