import { randomUUID } from 'node:crypto';
import { mandateGroupNames } from '@halles/contracts';
import { AgentSessionService, MandateService } from '@halles/domain/mandates';
import { AgendaServices, BookingPlacing } from '@halles/domain/agendas';
import { DAY } from '@halles/kernel';
import { aPicture, GENEROUS, multipartForm } from '@halles/testing';
import { aBooking } from '@halles/testing/agendas';
import { sendAgent } from '@halles/testing/agents';
import { aShopThatMaySell, RULES } from '../../apps/portal/testing/order-shop';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { fieldsIn } from '../../apps/portal/testing/posted-fields';
import { guardedRows } from './portal-routes';

const HERE = 'ici-bourg';
const LOAF = {
  ...{ name: 'Pain de campagne', price: '4,20', section: 'Pains', isAvailable: 'yes' },
  ...{ vat: 'reduced', withdrawal: 'perishable' },
};
const WEEK = {
  ...{ version: '0', mode: 'shop', do: 'publish' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
      [`d${String(day)}from1`, '08:00'],
      [`d${String(day)}until1`, '20:00'],
    ]),
  ),
};
const isoAfter = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Noon by UTC, on the step of the agenda wherever the territory is. */
const dayAt = (days: number): number => Date.parse(`${isoAfter(days)}T10:00:00Z`);

type Fields = Readonly<Record<string, string>>;

/** What a row has to write with. */
interface At {
  /** Of the agent. */
  readonly ask: (page: string) => Promise<string>;
  /** What the form of a page is filled in with. */
  readonly filled: (page: string) => Promise<Fields>;
  readonly post: (page: string, fields: Fields) => Promise<Answer>;
  readonly send: (page: string, fields: Fields, picture: Buffer) => Promise<Answer>;
  /** Things of the shop: made anew for each row. */
  readonly loaf: string;
  readonly archived: string;
  readonly order: string;
  readonly service: string;
  readonly booking: string;
  /** Somebody who waits for a time. */
  readonly wait: string;
}

/** Does what its row does first, with the mandate in force; then comes the request of the row itself. */
type Write = (at: At) => Promise<() => Promise<Answer>>;

const posting =
  (page: string, fields: Fields): Write =>
  ({ post }) =>
    Promise.resolve(() => post(page, fields));
const onForm =
  (page: string, fields: Fields): Write =>
  async ({ filled, post }) => {
    const shown = await filled(page);
    return () => post(page, { ...shown, ...fields });
  };

const NEWS = { kind: 'novelty', title: 'Nouveau pain', text: 'Au levain.', startsOn: '', endsOn: '' };
const postOf = async ({ ask, post }: At): Promise<string> => {
  await post('/actualites', { ...NEWS, do: 'publish' });
  const [, id = ''] = /actualites\/([0-9a-f-]{36})/.exec(await ask('/actualites')) ?? [];
  return id;
};
const photoOf = async ({ ask, send, loaf }: At): Promise<string> => {
  await send(`/produits/${loaf}/photo`, {}, await aPicture().jpeg().toBuffer());
  const [, form = ''] =
    /action="[^"]*(\/produits\/[^"]+\/photos\/[^"]+)"/.exec(await ask(`/produits/${loaf}`)) ?? [];
  return form;
};

/** What each route that is open to agents writes. */
const WRITES: Readonly<Record<string, Write>> = {
  '/historique/annuler': async ({ post, filled }) => {
    const { version = '' } = await filled('/informations');
    await post('/informations', { version, phone: '05 56 01 02 03', do: 'publish' });
    return () => post('/historique/annuler', { version: String(Number(version) + 1) });
  },
  '/aujourd-hui': posting('/aujourd-hui', { do: 'closed' }),
  '/horaires': posting('/horaires', WEEK),
  '/horaires/apercu': posting('/horaires/apercu', WEEK),
  '/jours-feries': posting('/jours-feries', { version: '0', general: 'closed', do: 'publish' }),
  '/conges': posting('/conges', {
    ...{ version: '0', do: 'publish' },
    ...{ v0from: isoAfter(40), v0returns: isoAfter(42) },
  }),
  '/informations': onForm('/informations', { phone: '05 56 01 02 03', do: 'publish' }),
  '/adresse': onForm('/adresse', { complement: 'au fond de la cour', do: 'preview' }),
  '/actualites': posting('/actualites', { ...NEWS, do: 'publish' }),
  '/actualites/:post': async (at) => {
    const id = await postOf(at);
    return () => at.post(`/actualites/${id}`, { ...NEWS, title: 'Encore mieux', do: 'publish' });
  },
  '/actualites/:post/photo': async (at) => {
    const id = await postOf(at);
    const picture = await aPicture().jpeg().toBuffer();
    return () => at.send(`/actualites/${id}/photo`, {}, picture);
  },
  '/actualites/:post/photo/retirer': async (at) => {
    const id = await postOf(at);
    await at.send(`/actualites/${id}/photo`, {}, await aPicture().jpeg().toBuffer());
    return () => at.post(`/actualites/${id}/photo/retirer`, {});
  },
  '/acces': posting('/acces', { version: '0', entree_plain_pied: 'yes', do: 'publish' }),
  '/paiements': posting('/paiements', { version: '0', payment: 'cash', do: 'publish' }),
  '/services': posting('/services', { version: '0', pickup: 'yes', do: 'publish' }),
  '/apercu': async ({ post, filled }) => {
    const { version = '' } = await filled('/informations');
    await post('/informations', { version, phone: '05 56 01 02 03', do: 'preview' });
    return () => post('/apercu', { do: 'publish' });
  },
  '/agenda': ({ post, booking }) =>
    Promise.resolve(() => post('/agenda', { booking, seen: '1', from: '', do: 'confirm' })),
  '/agenda/:booking': ({ post, booking }) => {
    const startsAt = String(dayAt(4));
    return Promise.resolve(() => post(`/agenda/${booking}`, { seen: '1', jour: isoAfter(4), startsAt }));
  },
  '/agenda/:booking/heure': ({ post, booking }) => {
    const time = { jour: isoAfter(4), minute: '660', resource: '', duration: '', tell: 'yes' };
    return Promise.resolve(() => post(`/agenda/${booking}/heure`, { seen: '1', ...time }));
  },
  '/agenda-attente': ({ post, wait }) =>
    Promise.resolve(() => post('/agenda-attente', { wait, offer: '', do: 'remove' })),
  '/agenda-nouveau': ({ post, service }) => {
    const asked = { prestation: service, jour: isoAfter(5), personnes: '1', startsAt: String(dayAt(5)) };
    const who = { name: 'Odile Martin', guestName: '', phone: '06 12 34 56 78', email: '', note: '' };
    return Promise.resolve(() => post('/agenda-nouveau', { ...asked, ...who, entry: randomUUID() }));
  },
  '/commandes/nouvelle': async ({ ask, post, loaf }) => {
    const [, slot = ''] = /<option value="(\d{12,14})"/.exec(await ask('/commandes/nouvelle')) ?? [];
    const who = { name: 'Odile Martin', email: '', phone: '06 12 34 56 78', note: '' };
    const { body } = await post('/commandes/nouvelle', { [`q-${loaf}`]: '2', slot, ...who });
    const [, action = ''] = /action="([^"]*\/commandes\/nouvelle)"/.exec(body) ?? [];
    return () => post('/commandes/nouvelle', { ...fieldsIn(body, action), do: 'enter' });
  },
  '/commandes/:order': ({ post, order }) =>
    Promise.resolve(() => post(`/commandes/${order}`, { seen: '1', do: 'accept' })),
  '/produits': ({ post }) => Promise.resolve(() => post('/produits', { id: randomUUID(), ...LOAF })),
  '/produits-saisie': async ({ send }) => {
    const picture = await aPicture().jpeg().toBuffer();
    return () => send('/produits-saisie', { id: randomUUID(), name: 'Brioche', price: '3,00' }, picture);
  },
  '/produits-retires': ({ post, archived }) =>
    Promise.resolve(() => post('/produits-retires', { product: archived })),
  '/produits-tableau': ({ post, loaf }) => {
    const shown = { name: LOAF.name, price: '4,20', section: 'Pains', stock: '', isAvailable: 'yes' };
    const row = { 'id-0': loaf, 'shown-0': JSON.stringify(shown), 'name-0': LOAF.name };
    const priced = { 'price-0': '4,60', 'section-0': 'Pains', 'stock-0': '', 'isAvailable-0': 'yes' };
    return Promise.resolve(() => post('/produits-tableau', { ...row, ...priced }));
  },
  '/produits/:product': ({ post, loaf }) =>
    Promise.resolve(() => post(`/produits/${loaf}`, { ...LOAF, price: '4,60', do: 'save' })),
  '/produits/:product/photo': async ({ send, loaf }) => {
    const picture = await aPicture().jpeg().toBuffer();
    return () => send(`/produits/${loaf}/photo`, {}, picture);
  },
  '/produits/:product/photos/:photo': async (at) => {
    const form = await photoOf(at);
    return () => at.post(form, { do: 'describe', alt: 'Une miche' });
  },
};

/** Routes that show something and keep nothing of what they are sent. */
const SHOWS: ReadonlySet<string> = new Set(['/horaires/apercu']);

/** Routes that answer scripts. */
const ANSWERS: ReadonlySet<string> = new Set(['/agenda/:booking/heure']);

const PREFIX = 'POST /pro/commerces/:listing';

describe('every route by which an agent of the town writes for a shop', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is in this table', () => {
    const open = guardedRows.filter(({ route, agent }) => agent === 'yes' && route.startsWith(PREFIX));
    expect(open.map(({ route }) => route.slice(PREFIX.length)).sort()).toEqual(Object.keys(WRITES).sort());
  });

  /** All that the territory keeps, in one word. */
  const kept = async (): Promise<string> =>
    portal.world.work.read(portal.world.here, async ({ manager }) => {
      const tables = await manager.query<{ name: string }[]>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'agent_session' ORDER BY 1`,
        [portal.world.here.tenant.schema],
      );
      const words: string[] = [];
      for (const { name } of tables) {
        const [row] = await manager.query<{ word: string }[]>(
          `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS word FROM ${name} t`,
        );
        words.push(`${name} ${row?.word ?? ''}`);
      }
      return words.join('\n');
    });

  async function openShop() {
    const { listing, cookie: merchant } = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(listing)}`;
    const own = (page: string, fields: Fields) =>
      portal.post(HERE, `${space}${page}`, fields, { cookie: merchant });
    const [loaf, archived] = [randomUUID(), randomUUID()];
    for (const id of [loaf, archived]) await own('/produits', { id, ...LOAF });
    await own(`/produits/${archived}`, { do: 'archive' });
    await own('/commandes-reglages', RULES);
    const form = `/commerce/x-${String(listing)}/commander`;
    const [, slot = ''] = /<option value="(\d{12,14})">/.exec((await portal.ask(HERE, form)).body) ?? [];
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${loaf}`]: '1', slot, ...who });
    const confirm = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    await portal.post(HERE, confirm, fieldsIn(summary.body, confirm));
    const inbox = await portal.ask(HERE, `${space}/commandes`, { headers: { cookie: merchant } });
    const [, order = ''] = /commandes\/([0-9a-f-]{36})"/.exec(inbox.body) ?? [];
    const setUp = { template: 'hair', count: '1', duration: '', gauge: '', confirms: 'by-hand' };
    await own('/agenda-ouverture', setUp);
    const { here } = portal.world;
    const [{ id: service } = { id: '' }] = await portal.app
      .get(AgendaServices, { strict: false })
      .list(here, listing);
    const asked = aBooking(service, { startsAt: dayAt(3) });
    const { id: booking } = await portal.app
      .get(BookingPlacing, { strict: false })
      .place(here, listing, asked, 'fr');
    const wait = randomUUID();
    await portal.world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO booking_wait (id, listing_id, service_id, first_day, last_day, from_minute, until_minute, party, customer_name,
                                   customer_phone, locale, state, idempotency_key, created_at)
         VALUES ($1, $2, $3, $4, $4, 0, 1440, 1, 'Paul', '+33612345678', 'fr', 'waiting', $1, now())`,
        [wait, listing, service, isoAfter(3)],
      ),
    );
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope: mandateGroupNames });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    const cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    const at: At = {
      ask: async (page) => (await portal.ask(HERE, `${space}${page}`, { headers: { cookie } })).body,
      filled: async (page) => fieldsIn(await at.ask(page), `${space}${page}`),
      post: (page, fields) => portal.post(HERE, `${space}${page}`, fields, { cookie }),
      send: (page, fields, bytes) => {
        const file = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes };
        const { body, headers: of } = multipartForm(fields, [file]);
        return portal.ask(HERE, `${space}${page}`, {
          method: 'POST',
          body,
          headers: { ...of, cookie, 'sec-fetch-site': 'same-origin' },
        });
      },
      ...{ loaf, archived, order, service, booking, wait },
    };
    return { at, mandate: sent.mandate };
  }

  it.each(Object.entries(WRITES))(
    'writes under the mandate, and nothing where that ends once the request was let in: %s',
    async (route, write) => {
      const isShown = SHOWS.has(route);
      const open = await openShop();
      const go = await write(open.at);
      const before = await kept();
      expect((await go()).status).toBe(isShown || ANSWERS.has(route) ? 200 : 303);
      expect((await kept()) === before).toBe(isShown);

      const ended = await openShop();
      const late = await write(ended.at);
      const sessions = portal.app.get(AgentSessionService, { strict: false });
      const resume = sessions.resume.bind(sessions);
      let left = '';
      jest.spyOn(sessions, 'resume').mockImplementationOnce(async (...asked) => {
        const session = await resume(...asked);
        const mandates = portal.app.get(MandateService, { strict: false });
        await mandates.revoke(portal.world.here, ended.mandate, 'merchant', new Date());
        left = await kept();
        return session;
      });
      const { status } = await late();
      expect(await kept()).toBe(left);
      if (!isShown) expect(status).toBe(403);
    },
  );
});
