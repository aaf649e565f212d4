import { randomUUID } from 'node:crypto';
import { createLog } from '@halles/platform/observability';
import { gzipSync } from 'node:zlib';
import { bundleClient, checkHtml } from '@halles/platform/theming';
import { hostileTexts, inQuery, type SourceInput, writeListings } from '@halles/testing';
import { type Answer, type Portal, openPortal } from '../../testing/portal-harness';

const always = 'Mo-Su 00:00-24:00';
const never = 'Mo-Su off';

/** Businesses of one town: a bakery always open, one never, and what else is needed. */
const here: readonly SourceInput[] = [
  { facts: { displayName: 'Fournil Toujours Ouvert', openingHoursText: always } },
  { facts: { displayName: 'Fournil Jamais Ouvert', openingHoursText: never } },
  { facts: { displayName: 'Fournil Sans Horaires' } },
  { facts: { displayName: 'Pharmacie du Cours', category: 'pharmacy', openingHoursText: always } },
  { facts: { displayName: 'Caché Diffusion Partielle', partialDiffusion: true } },
];

describe('results, over HTTP', () => {
  let portal: Portal;
  const lines: string[] = [];
  /** With the addresses of the page as a browser reads them. */
  const ask = async (path: string, slug = 'ici-bourg'): Promise<Answer> => {
    const answer = await portal.ask(slug, path);
    return { ...answer, body: answer.body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') };
  };
  beforeAll(async () => {
    portal = await openPortal({
      rateLimits: { read: { limit: 100_000, windowMs: 60_000 } },
      log: createLog({
        name: 'portal',
        level: 'debug',
        destination: { write: (line) => void lines.push(line) },
      }),
    });
    const { world } = portal;
    await writeListings(world, world.here, here);
    await writeListings(world, world.there, [{ facts: { displayName: 'Secret Autre Ville' } }]);
  });
  afterAll(() => portal.close());

  const namesIn = (html: string): string[] =>
    [...html.matchAll(/class="result__name"><a href="[^"]*">([^<]*)/g)].map(([, name = '']) => name);

  it('puts what is open first, then what is not known, then what is shut, and says why of each', async () => {
    const { status, body } = await ask('/commerces?categorie=boulangeries');
    expect(status).toBe(200);
    expect(namesIn(body)).toEqual([
      'Fournil Toujours Ouvert',
      'Fournil Sans Horaires',
      'Fournil Jamais Ouvert',
    ]);
    expect(body.match(/<details class="why">/g)).toHaveLength(3);
    expect(body).toContain('Aucun commerce ne paie pour sa place.');
    expect(checkHtml(body, 'fr')).toEqual([]);
  });

  it('says of a business that is searched for by its name that it is closed for good, and lists it nowhere', async () => {
    const { world } = portal;
    const closedOn = (since: string | null) => ({ state: 'closed', since }) as const;
    const [closed = 0, undated = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Mercerie des Deux Ponts', status: closedOn('2026-03-02') } },
      { facts: { displayName: 'L’Ancre Levée', status: closedOn(null) } },
      { facts: { displayName: 'Fournil Toujours Ouvert', status: closedOn('2025-01-01') } },
      [
        { source: 'csv', facts: { displayName: 'La Porte Dérobée' } },
        { source: 'agent', facts: { hidden: true, displayName: null } },
      ],
    ]);
    const found = await ask('/commerces?q=mercerie+des+deux+ponts');
    expect([found.status, checkHtml(found.body, 'fr')]).toEqual([200, []]);
    expect(found.body).toMatch(
      /«.Mercerie des Deux Ponts.», [^<]*fermé définitivement depuis le 2 mars 2026\./,
    );
    expect(found.body).toContain(`href="/commerce/mercerie-des-deux-ponts-${closed}"`);
    expect(namesIn(found.body)).not.toContain('Mercerie des Deux Ponts');
    expect((await ask('/en/businesses?q=mercerie+des+deux+ponts')).body).toContain('closed for good since');
    const other = await ask('/commerces?q=L%27ancre+lev%C3%A9e');
    expect(other.body).toContain(`href="/commerce/l-ancre-levee-${undated}"`);
    // Not where one of that name is open, where a part of the name was typed, of what is hidden, nor elsewhere.
    for (const q of ['fournil+toujours+ouvert', 'mercerie', 'la+porte+derobee'])
      expect([q, (await ask(`/commerces?q=${q}`)).body.includes('fermé définitivement')]).toEqual([q, false]);
    expect((await ask('/commerces?q=la+porte+derobee')).body).not.toContain('Dérobée');
    expect((await ask('/commerces?q=mercerie+des+deux+ponts', 'autre-ville')).body).not.toContain(
      'fermé définitivement',
    );
    const sitemap = (await ask('/sitemap.xml')).body;
    expect(sitemap).not.toContain(String(`-${closed}<`));
  });

  it('finds by text, by filter and by both, in the words of either language', async () => {
    expect(namesIn((await ask('/commerces?q=pharmacie')).body)).toEqual(['Pharmacie du Cours']);
    expect(namesIn((await ask('/commerces?ouvert=maintenant&q=boulangerie')).body)).toEqual([
      'Fournil Toujours Ouvert',
    ]);
    const english = await ask('/en/businesses?categorie=bakeries&ouvert=maintenant');
    expect(english.body).toContain('Open');
    expect(checkHtml(english.body, 'en')).toEqual([]);
  });

  it('never shows a business of another town, nor one whose diffusion is partial', async () => {
    for (const path of [
      '/',
      '/commerces',
      '/commerces?q=secret',
      '/commerces?q=cache',
      '/commerces/boulangeries',
    ]) {
      expect((await ask(path)).body).not.toMatch(/Secret Autre|Caché/);
      expect((await ask(path, 'autre-ville')).body).not.toMatch(/Fournil|Pharmacie du Cours|Caché/);
    }
    expect((await ask('/commerces', 'autre-ville')).body).toContain('Secret Autre Ville');
  });

  it('tells the pharmacy on duty by its number', async () => {
    expect((await ask('/commerces?q=pharmacie')).body).toContain('href="tel:3237"');
    expect((await ask('/commerces?q=boulangerie')).body).not.toContain('3237');
  });

  it('helps where nothing is found: wider, categories, and a message to the town that is written already', async () => {
    const { status, body } = await ask('/commerces?q=licornes&ouvert=maintenant');
    expect([status, namesIn(body)]).toEqual([200, []]);
    expect(body).toContain('href="/commerces?q=licornes"');
    expect(body).toContain('href="/commerces/alimentation"');
    const [, contact = ''] = /href="(\/contact\?[^"]+)"/.exec(body) ?? [];
    const form = await ask(contact);
    expect(form.body).toMatch(/name="subject"[^>]*value="Introuvable[^"]*licornes/);
    const noted = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<{ words: string }[]>('SELECT words FROM unanswered_search'),
    );
    expect(noted.map(({ words }) => words).join(' ')).toContain('licorne');
  });

  it('keeps nothing of where somebody is: no cache, no line of a log, three decimals at most', async () => {
    const answer = await ask('/commerces?autour=44.8401234,-0.5801234&q=pain');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.body).not.toContain('44.8401');
    expect(answer.body).toContain('autour=44.84,-0.58');
    await portal.ask('ici-bourg', '/api/v1/search?near=44.8401234,-0.5801234');
    await portal.ask('ici-bourg', '/commerces?autour=44.8401234,-0.5801234&q[=');
    // The hour of a line is not a position.
    const log = lines.join('').replaceAll(/"time":"[^"]*"/g, '');
    expect([log.includes('/commerces'), log.includes('/api/v1/search')]).toEqual([true, true]);
    expect(log).not.toMatch(/44[.]84|0[.]58/);
    expect((await ask('/commerces?carte=-0.6,44.8,-0.5,44.9')).headers['cache-control']).toBe(
      'private, no-store',
    );
    expect((await ask('/commerces?q=pain')).headers['cache-control']).toBe(
      'public, max-age=0, must-revalidate',
    );
  });

  it('is for search engines without a query only', async () => {
    expect((await ask('/commerces')).body).not.toContain('noindex');
    const searched = (await ask('/commerces?q=pain')).body;
    expect(searched).toContain('<meta name="robots" content="noindex">');
    expect(searched).toMatch(/<link rel="canonical" href="[^"?]+\/commerces">/);
    expect(searched).toContain('href="/en/businesses?q=pain"');
  });

  it.each(['q', 'ou', 'autour', 'rayon', 'categorie', 'ouvert', 'avec', 'carte', 'apres'])(
    'shows a page whatever stands in %s',
    async (name) => {
      for (const text of hostileTexts) {
        const { status, body } = await ask(`/commerces?q=pain&${name}=${inQuery(text)}`);
        expect({ text: text.slice(0, 40), isKnown: [200, 414].includes(status), status }).toMatchObject({
          isKnown: true,
        });
        if (status === 200) expect(checkHtml(body, 'fr')).toEqual([]);
      }
      for (const query of [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[x]=a`, `${name}`, `%${name}`])
        expect((await ask(`/commerces?${query}`)).status).toBe(200);
    },
  );

  /** Gives every business of the other town a photo, described at length: which of them come first depends on the hour. */
  const addPhotos = (): Promise<void> =>
    portal.world.work.write(portal.world.there, async ({ manager }) => {
      const ids = (await manager.query<{ id: number }[]>('SELECT id FROM listing')).map(({ id }) => id);
      const variants = ['avif', 'webp', 'jpeg'].map((format) => ({ format, width: 320, height: 240 }));
      for (const id of ids)
        await manager.query(
          `INSERT INTO photo (id, listing_id, folder, kind, rank, alt_fr, hash, master, variants, bytes)
           VALUES ($1, $2, $2, 'photo', 0, $3, repeat('0a', 12), 'jpeg', $4, 1)`,
          [randomUUID(), id, 'Façade, vitrine et trottoir '.repeat(3).trim(), JSON.stringify(variants)],
        );
    });

  it('weighs little with a full page of results, and its scripts too', async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      facts: {
        displayName: `Établissements Vandenbroucke-Delattre et fils, quincaillerie générale n° ${at}`,
        category: 'hardware-store',
        openingHoursText: 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-19:00; PH off',
        contact: { phone: '+33556102030' },
      },
    }));
    await writeListings(portal.world, portal.world.there, many);
    await addPhotos();
    const { body } = await ask('/en/businesses', 'autre-ville');
    expect(namesIn(body)).toHaveLength(20);
    expect(body.match(/<picture>/g)).toHaveLength(20);
    expect((await portal.ask('autre-ville', '/en/businesses')).bytes.length).toBeLessThan(60_000);
    expect(gzipSync(bundleClient(process.cwd())).length).toBeLessThan(90_000);
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(body) ?? [];
    const second = await ask(next, 'autre-ville');
    expect(namesIn(second.body)).toHaveLength(20);
    expect(namesIn(second.body).filter((name) => namesIn(body).includes(name))).toEqual([]);
  });
});
