import { pathTo } from '@halles/contracts';
import { DuplicatesModule, DuplicateService } from '@halles/domain/duplicates';
import { GENEROUS, servicesOf, signInAs, writeListings } from '@halles/testing';
import { DomUtils, parseDocument } from 'htmlparser2';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const BY = { accountId: null, name: 'Claire Dubois' };
const textOf = (html: string): string =>
  DomUtils.textContent(parseDocument(html.replaceAll('<', ' <'))).replaceAll(/\s+/g, ' ');

describe('two pages of one business that were called differently', () => {
  let portal: Portal;
  let duplicates: DuplicateService;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    duplicates = (await servicesOf(portal.world, [DuplicatesModule], [])).get(DuplicateService);
  });
  afterAll(() => portal.close());

  /** A register's page and one of a map, of which the first stays. */
  async function pages(registered: string | null, siret: string, mapped: string) {
    const [stays = 0, goes = 0] = await writeListings(portal.world, portal.world.here, [
      {
        source: 'sirene',
        sourceId: siret,
        facts: {
          displayName: registered,
          legalName: 'MARTIN SAS',
          legalCategory: '5710',
          siret: siret as never,
        },
      },
      { source: 'osm', sourceId: `node/${siret}`, facts: { displayName: mapped } },
    ]);
    return { stays, goes, pair: `${Math.min(stays, goes)}-${Math.max(stays, goes)}` };
  }
  const merge = (pair: string): Promise<void> =>
    portal.world.work.write(portal.world.here, async (tx) => {
      const [one = 0, other = 0] = pair.split('-').map(Number);
      await duplicates.mergeHeld(tx, await duplicates.holdPair(tx, one, other), BY, new Date());
    });
  const separate = (pair: string) => duplicates.keepSeparate(portal.world.here, pair, BY, new Date());
  const found = async (name: string): Promise<string[]> => {
    const { body } = await portal.ask(HERE, `/commerces?q=${encodeURIComponent(name)}`);
    return [...body.matchAll(/href="\/commerce\/[^"]*-(\d+)"/g)].map(([, id = '']) => id);
  };
  const historyOf = async (listing: number, prefix = '/pro/commerces', page = 'historique') => {
    const { cookie } = await ownerOf(listing);
    return textOf((await portal.ask(HERE, `${prefix}/${listing}/${page}`, { headers: { cookie } })).body);
  };
  const owners = new Map<number, Promise<{ cookie: string }>>();
  const ownerOf = (listing: number): Promise<{ cookie: string }> => {
    const known = owners.get(listing);
    const owner = known ?? signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] });
    owners.set(listing, owner);
    return owner;
  };

  it('are found by both names, at one address, and the history names the one that went', async () => {
    const { stays, goes, pair } = await pages('Fournil des Capucins', '55208131766522', 'La Mie Dorée');
    await merge(pair);
    for (const name of ['Fournil des Capucins', 'La Mie Dorée'])
      expect([name, await found(name)]).toEqual([name, expect.arrayContaining([String(stays)])]);
    expect(await found('La Mie Dorée')).not.toContain(String(goes));
    const old = await portal.ask(HERE, `/commerce/la-mie-doree-${goes}`);
    expect([old.status, old.headers.location]).toEqual([301, `/commerce/fournil-des-capucins-${stays}`]);
    const historyOfOld = async (listing: number) => {
      const headers = { cookie: (await ownerOf(listing)).cookie, accept: 'text/html' };
      const asked = await portal.ask(HERE, `/pro/commerces/${goes}/historique?avant=9`, { headers });
      return [asked.status, asked.headers.location];
    };
    expect(await historyOfOld(stays)).toEqual([303, `/pro/commerces/${stays}/historique?avant=9`]);
    const [other = 0] = await writeListings(portal.world, portal.world.here, [{}]);
    expect(await historyOfOld(other)).toEqual([404, undefined]);
    const { cookie } = await ownerOf(other);
    const claim = await portal.ask(HERE, pathTo('claim.begin', 'fr', { listing: goes }), {
      headers: { cookie },
    });
    expect([claim.status, claim.headers.location]).toEqual([
      303,
      pathTo('claim.begin', 'fr', { listing: stays }),
    ]);
    const history = await historyOf(stays);
    expect(history).toContain(
      `Une autre page du même commerce, « La Mie Dorée » (n° ${goes}), est réunie à celle-ci`,
    );
    expect(history).not.toMatch(/Nom Avant/);
    await separate(pair);
    expect(await historyOf(stays)).toContain(
      `La page « La Mie Dorée » (n° ${goes}) n’est plus réunie à celle-ci`,
    );
    expect(await found('La Mie Dorée')).toEqual([String(goes)]);
  });

  it('tell what the page is called since, and was before, and again', async () => {
    const { stays, goes, pair } = await pages(null, '55208131766530', 'Aux Deux Épis');
    await merge(pair);
    const page = await portal.ask(HERE, `/commerce/aux-deux-epis-${stays}`);
    expect([page.status, textOf(/<h1[^]*?<\/h1>/.exec(page.body)?.[0] ?? '').trim()]).toEqual([
      200,
      'Aux Deux Épis',
    ]);
    expect(await historyOf(stays)).toMatch(
      new RegExp(
        `« Aux Deux Épis » \\(n° ${goes}\\), est réunie à celle-ci. Ce qui change ici : [^:]*Nom Avant : .+? Après : Aux Deux Épis`,
      ),
    );
    expect(await historyOf(stays, '/en/pro/businesses', 'history')).toMatch(
      new RegExp(
        `“Aux Deux Épis” \\(no\\. ${goes}\\), was merged into this one; changed: [^:]*Name Before: .+? After: Aux Deux Épis`,
      ),
    );
    await separate(pair);
    expect(await historyOf(stays)).toMatch(
      new RegExp(
        `La page « Aux Deux Épis » \\(n° ${goes}\\) n’est plus réunie à celle-ci Nom Avant : Aux Deux Épis Après : `,
      ),
    );
  });
});
