import { pathTo, type ProfileField } from '@halles/contracts';
import { parse } from 'csv-parse/sync';
import { Clock, MINUTE } from '@halles/kernel';
import { freshnessMails, QuestionService } from '@halles/domain/freshness';
import { ProfileService } from '@halles/domain/profiles';
import { MailRenderer } from '@halles/platform/mail';
import { v7 as uuid } from 'uuid';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { writeOpenData } from '@halles/testing/open-data';
import { type Answer, openPortal, type Portal } from '../apps/portal/testing/portal-harness';
import { freshnessCheckModel } from '../apps/worker/src/freshness/freshness-mail';
import { fields, plain, typed } from './published-fields';

/** A Thursday: Christmas is four weeks away. */
const NOW = new Date('2026-11-26T10:00:00Z');
describe('what is published is what the public reads', () => {
  let portal: Portal;
  let listing: number;
  let written = 0;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = { displayName: 'Dupont', category: 'bakery', openingHoursText: 'Mo-Sa 09:00-18:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  /** The monthly question to who keeps the page, as it would leave now. */
  async function monthlyMail(): Promise<string> {
    const { world } = portal;
    const id = uuid();
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at)
         SELECT $1, $2, account_id, 'monthly', '2026-11', $3 FROM account_grant WHERE listing_id = $2`,
        [id, listing, NOW],
      ),
    );
    const open = await portal.app.get(QuestionService, { strict: false }).mailOf(world.here, id, NOW);
    if (!open) throw new Error('no question is asked');
    const { settings } = world.here.tenant;
    const model = freshnessCheckModel(
      open,
      { timeZone: settings.timeZone, confirmUrl: 'https://x.example/' },
      NOW.getTime(),
    );
    const { text, html } = await new MailRenderer(process.cwd()).render(
      settings,
      freshnessMails.check,
      model,
      'fr',
    );
    expect(html).toContain('href="https://x.example/"');
    return plain(text);
  }

  /** The cookie of who keeps the page, or of an agent with a mandate for everything. */
  async function cookieOf(kind: 'merchant' | 'agent'): Promise<string> {
    const { world } = portal;
    const owner = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW });
    if (kind === 'merchant') return owner.cookie;
    const { link } = await sendAgent(world, world.here, listing, { now: NOW });
    const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
    return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  }

  /** Publishes what is typed in the form of a field, and says yes where that is asked. */
  async function publish(cookie: string, field: ProfileField, value: unknown): Promise<Answer> {
    const { path, values } = typed(field, value);
    const send = (more: Readonly<Record<string, string>> = {}): Promise<Answer> => {
      const pairs = Object.entries(values).flatMap(([name, all]) => (all ?? []).map((one) => [name, one]));
      const fixed = Object.entries({ version: '0', do: 'publish', ...more });
      return portal.ask('ici-bourg', pathTo(path as 'profile.hours', 'fr', { listing }), {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams([...pairs, ...fixed] as [string, string][]).toString(),
      });
    };
    const answer = await send();
    const [, closing] = /name="closing" value="([^"]+)"/.exec(answer.body) ?? [];
    return closing === undefined ? answer : send({ closing });
  }

  /** The business in the files of open data: its row, and its node of JSON-LD. */
  async function inOpenData(): Promise<{ readonly row: string; readonly node: string }> {
    // The files are written anew every ten minutes at most: each time is a little later than the one before.
    await writeOpenData(
      portal.world,
      portal.world.here,
      new Date(NOW.getTime() + (written += 1) * 11 * MINUTE),
    );
    const { body } = await portal.ask('ici-bourg', '/donnees/commerces.csv');
    const rows = parse<Record<string, string>>(body, { columns: true });
    const linked = await portal.ask('ici-bourg', '/donnees/commerces.jsonld');
    const { '@graph': nodes } = JSON.parse(linked.body) as { '@graph': { '@id': string }[] };
    return {
      row: JSON.stringify(rows.find(({ identifiant }) => identifiant === String(listing)) ?? {}),
      node: JSON.stringify(nodes.find(({ '@id': id }) => id.endsWith(`-${listing}`)) ?? {}),
    };
  }

  const cases = Object.entries(fields).flatMap(([field, published]) =>
    (['merchant', 'agent'] as const).map((kind) => [field as ProfileField, kind, published] as const),
  );
  const reached = cases.filter(([field, kind]) => field !== 'legal' || kind === 'merchant');
  it.each(reached)(
    '%s, typed in its form by a %s: on the page, in its data, in search, in open data and in the monthly mail',
    async (field, kind, { value, page, data, file, mail, search }) => {
      const answer = await publish(await cookieOf(kind), field, value);
      expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('fait=1')]);
      const { authors } = await portal.app.get(ProfileService).find(portal.world.here, listing);
      expect(authors[field]?.kind).toBe(kind);
      const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
      const { status, body } = await portal.ask('ici-bourg', headers.location ?? '');
      expect(status).toBe(200);
      const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body) ?? [];
      expect(body.replace(json, '')).toMatch(page);
      if (data !== undefined) expect(JSON.stringify(JSON.parse(json))).toMatch(data);
      if (search !== undefined) {
        const found = await portal.ask('ici-bourg', `/api/v1/search?q=${encodeURIComponent(search)}`);
        expect(found.body).toContain(`-${listing}"`);
      }
      if (file !== undefined || data !== undefined) {
        const { row, node } = await inOpenData();
        if (file !== undefined) expect(row).toMatch(file);
        if (data !== undefined) expect(node).toMatch(data);
      }
      if (mail !== undefined) expect(await monthlyMail()).toMatch(mail);
    },
  );

  const POST = { title: 'Le stollen est là', text: 'Jusqu’à Noël.', kind: 'offer', endsOn: '2026-12-24' };
  it.each(['merchant', 'agent'] as const)(
    'a post, typed in its form by a %s: on the page, in its data, on the home page, in the feed, in search and in open data',
    async (kind) => {
      const id = uuid();
      const facts = { displayName: `Stollen ${kind}`, openingHoursText: 'Mo-Sa 09:00-18:00' };
      [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
      const sent = await portal.post(
        'ici-bourg',
        pathTo('merchant.posts', 'fr', { listing }),
        { ...POST, id, startsOn: '', do: 'publish' },
        { cookie: await cookieOf(kind) },
      );
      expect(sent.status).toBe(303);
      const read = async (path: string): Promise<string> => (await portal.ask('ici-bourg', path)).body;
      const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
      const page = await read(headers.location ?? '');
      const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page) ?? [];
      for (const said of [POST.title, POST.text, '24 décembre'])
        expect(plain(page.replace(json, ''))).toContain(said);
      expect(JSON.parse(json)).toMatchObject({
        makesOffer: [{ name: POST.title, validThrough: POST.endsOn }],
      });
      for (const path of ['/', '/actualites', '/actualites.atom'])
        expect([path, await read(path)]).toEqual([path, expect.stringContaining(POST.title)]);
      expect(await read(`/commerces?q=Stollen+${kind}`)).toContain('Offre en ce moment');
      await inOpenData();
      expect(await read('/donnees/actualites.csv')).toMatch(/Le stollen est là.*Jusqu’à Noël/);
    },
  );

  it('legal details are the merchant’s own word: no mandate reaches them', async () => {
    const answer = await publish(await cookieOf('agent'), 'legal', fields.legal.value);
    expect(answer.status).toBe(403);
  });
});
