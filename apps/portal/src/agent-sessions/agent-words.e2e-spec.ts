import { randomUUID } from 'node:crypto';
import { mandateGroupNames } from '@halles/contracts';
import { AgendaServices, BookingPlacing } from '@halles/domain/agendas';
import { DAY } from '@halles/kernel';
import { GENEROUS } from '@halles/testing';
import { aBooking } from '@halles/testing/agendas';
import { sendAgent } from '@halles/testing/agents';
import { aShopThatMaySell, RULES } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';
import { fieldsIn } from '../../testing/posted-fields';

const HERE = 'ici-bourg';
const noonTomorrow = (): number =>
  Date.parse(`${new Date(Date.now() + DAY).toISOString().slice(0, 10)}T10:00:00Z`);
/** What is not walked: files, the page as the public will read it, and one day after the other. */
const NO_PAGE = /\?jour|\.(?:csv|xlsx|pdf|svg|png|jpg)$|\/(?:affiche|door-sign|apercu|preview)\b/;

/** What says of the business that it is the reader's. */
const OURS = {
  fr: /\b(?:votre|vos)\s+\S+|\bchez vous\b|\bvous (?:êtes|acceptez|livrez|fermez|vendez|ouvrez|prenez)\s+\S+/giu,
  en: /\byours?\s+\S+|\byou (?:are|accept|deliver|close|sell|open|take)\s+\S+/giu,
} as const;

/** What is the agent's own all the same. */
const THEIR_OWN =
  /^(?:votre\s(?:navigateur|téléphone|appareil|connexion)|your\s(?:browser|phone|device|connection)|you\sare\sediting)/iu;

/** The words of a page that are read, what its scripts say and its attributes among them; not what the space's frame says of the agent. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style)\b(?![^>]*application\/json)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*?\s(?:title|aria-label|placeholder|alt)="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', '\u00a0')
    .replace(/\s+/g, ' ');

describe('every page on which an agent corrects for a merchant', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    const shop = await aShopThatMaySell(portal);
    ({ listing } = shop);
    const send = (page: string, fields: Readonly<Record<string, string>>, who: string) =>
      portal.post(HERE, `/pro/commerces/${listing}${page}`, fields, { cookie: who });
    const loaf = randomUUID();
    const bread = { name: 'Pain de campagne', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await send('/produits', { id: loaf, ...bread, withdrawal: 'perishable' }, shop.cookie);
    await send('/commandes-reglages', { ...RULES, notice: '0' }, shop.cookie);
    const setUp = { template: 'hair', count: '1', duration: '', gauge: '', confirms: 'by-hand' };
    await send('/agenda-ouverture', setUp, shop.cookie);
    const { link } = await sendAgent(world, world.here, listing, { scope: [...mandateGroupNames] });
    const { headers } = await portal.ask(HERE, `/pro/agent/${link}`);
    cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    // An order that waits, of somebody on the phone.
    const entry = `/pro/commerces/${listing}/commandes/nouvelle`;
    const { body } = await portal.ask(HERE, entry, { headers: { cookie } });
    const [, slot = ''] = /<option value="(\d{12,14})"/.exec(body) ?? [];
    const who = { name: 'Odile Martin', email: '', phone: '06 12 34 56 78', note: '' };
    const summary = await send('/commandes/nouvelle', { [`q-${loaf}`]: '2', slot, ...who }, cookie);
    await send('/commandes/nouvelle', { ...fieldsIn(summary.body, entry), do: 'enter' }, cookie);
    const [{ id: service } = { id: '' }] = await portal.app
      .get(AgendaServices, { strict: false })
      .list(world.here, listing);
    await portal.app
      .get(BookingPlacing, { strict: false })
      .place(world.here, listing, aBooking(service, { startsAt: noonTomorrow() }), 'fr');
  });
  afterAll(() => portal.close());

  /** Every page of the space that is linked from another one, with what it says. */
  async function walk(from: string): Promise<Map<string, string>> {
    const pages = new Map<string, string>();
    const due = [from];
    for (let path = due.shift(); path !== undefined; path = due.shift()) {
      const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
      expect([path, status]).toEqual([path, 200]);
      pages.set(path, wordsOf(body));
      for (const [, href = ''] of body.matchAll(/\shref="([^"#]+)/g)) {
        const next = href.replaceAll('&amp;', '&');
        if (next.startsWith(from) && !NO_PAGE.test(next) && !pages.has(next) && !due.includes(next))
          due.push(next);
      }
    }
    return pages;
  }

  it.each([
    ['fr', '/pro/commerces/'],
    ['en', '/en/pro/businesses/'],
  ] as const)('speaks of the business, and not of the agent’s, in %s', async (locale, space) => {
    const pages = await walk(`${space}${listing}`);
    expect([...pages.keys()].some((path) => /\/(?:produits|products)\/[0-9a-f-]{36}$/.test(path))).toBe(true);
    expect([...pages.keys()].some((path) => /\/(?:commandes|orders)\/[0-9a-f-]{36}$/.test(path))).toBe(true);
    expect([...pages.keys()].some((path) => /\/agenda\/[0-9a-f-]{36}$/.test(path))).toBe(true);
    expect(pages.size).toBeGreaterThan(18);
    const said = [...pages].flatMap(([path, words]) =>
      [...words.matchAll(OURS[locale])]
        .filter(([what]) => !THEIR_OWN.test(what))
        .map((match) => `${path}: ${words.slice(Math.max(0, match.index - 60), match.index + 80)}`),
    );
    expect(said).toEqual([]);
  });
});
