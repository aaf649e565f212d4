import { emptyProfile, pathTo, type ProfileChanges, type ProfileField } from '@halles/contracts';
import { Clock, DAY } from '@halles/kernel';
import { FreshnessService } from '@halles/domain/freshness';
import { type ProfileAuthor, ProfileService, ProfileWriter } from '@halles/domain/profiles';
import { UnitOfWork } from '@halles/platform/tenancy';
import { parse } from 'csv-parse/sync';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { writeOpenData } from '@halles/testing/open-data';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { fields, plain } from './fields';

/** A Thursday: Christmas is four weeks away. */
const NOW = new Date('2026-11-26T10:00:00Z');

const AUTHORS = {
  merchant: { kind: 'merchant', accountId: null, name: 'Odile' },
  agent: { kind: 'agent', accountId: null, name: 'Mairie' },
  // What a decision on a report writes: an agent’s word on a page that nobody keeps.
  'report decision': { kind: 'agent', accountId: null, name: 'Mairie' },
  link: { kind: 'link', accountId: null, name: 'lien' },
} as const satisfies Readonly<Record<string, ProfileAuthor>>;
type AuthorName = keyof typeof AUTHORS;

/** As a source line calls who said it. */
const WHO: Readonly<Record<AuthorName, string>> = {
  merchant: 'le commerce, novembre 2026',
  agent: 'les services de la collectivité, novembre 2026',
  'report decision': 'les services de la collectivité, novembre 2026',
  link: 'le commerce, par un lien envoyé à son adresse connue, novembre 2026',
};
const REGISTER = 'Insee, répertoire Sirene, novembre 2026';

/** The block of the page that shows a field; without one, its source is among all those of the page. */
const BLOCKS: Readonly<Partial<Record<ProfileField, string>>> = {
  address: 'address',
  phone: 'address',
  email: 'address',
  website: 'address',
  links: 'address',
  otherNames: 'offer',
  otherCategories: 'offer',
  keywords: 'offer',
  priceBand: 'offer',
  labels: 'offer',
  services: 'services',
  access: 'access',
  payment: 'payment',
  legal: 'legal',
  publicHolidays: 'hours',
  exceptions: 'hours',
  vacations: 'hours',
};

/** The source lines of a block, or of the whole page. */
function sourcesOf(page: string, block: string): string[] {
  const [, section = ''] = new RegExp(`id="${block}">([\\s\\S]*?)</section>`).exec(page) ?? [];
  const list = block === 'sources' ? /<li>([^<]*)<\/li>/g : /class="listing__source">([^<]*)</g;
  return [...section.matchAll(list)].map(([, words = '']) => plain(words));
}

describe('the source that a page names is the one that it has', () => {
  let portal: Portal;
  let listing: number;
  let written = 0;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const facts = {
      displayName: 'Dupont',
      category: 'bakery',
      openingHoursText: 'Mo-Sa 09:00-18:00',
      contact: { phone: '+33556000000', website: 'https://registre.example/', email: 'r@registre.example' },
      attributes: { payment: ['cash'], wheelchair: 'yes' as const, takeaway: 'yes' as const },
      keywords: ['pain'],
    };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }], NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const service = (): ProfileService => portal.app.get(ProfileService, { strict: false });
  const keep = (): Promise<void> =>
    portal.world.work.write(portal.world.here, (tx) =>
      portal.app.get(ProfileWriter, { strict: false }).keep(tx, listing, NOW),
    );
  async function say(changes: ProfileChanges, name: AuthorName, now = NOW): Promise<number> {
    if (name === 'merchant' || name === 'agent') await keep();
    const save = { version: null, changes, author: AUTHORS[name] };
    return (await service().save(portal.world.here, listing, save, now)).version;
  }
  async function page(): Promise<string> {
    const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return (await portal.ask('ici-bourg', headers.location ?? '')).body;
  }
  async function rowSources(): Promise<string[]> {
    await writeOpenData(portal.world, portal.world.here, new Date(NOW.getTime() + (written += 1) * DAY));
    const { body } = await portal.ask('ici-bourg', '/donnees/commerces.csv');
    const rows = parse<Record<string, string>>(body, { columns: true });
    return (rows.find(({ identifiant }) => identifiant === String(listing))?.['sources'] ?? '').split('; ');
  }

  it('is the register, where nobody else says anything', async () => {
    const body = await page();
    for (const block of ['hours', 'address', 'offer', 'services', 'access', 'payment', 'sources'])
      expect([block, sourcesOf(body, block)]).toEqual([block, [`Source : ${REGISTER}`]]);
    expect(await rowSources()).toEqual(['sirene']);
  });

  const cases = (Object.keys(fields) as (keyof typeof fields)[]).flatMap((field) =>
    (Object.keys(AUTHORS) as AuthorName[]).map((name) => [field, name] as const),
  );
  it.each(cases)('of %s said by: %s', async (field, name) => {
    await say({ [field]: fields[field].value }, name);
    const body = await page();
    const isWeek = field.endsWith('Hours');
    const lines = sourcesOf(body, BLOCKS[field] ?? 'sources').join('\n');
    expect(lines).toContain(WHO[name]);
    for (const other of Object.values(WHO)) if (other !== WHO[name]) expect(lines).not.toContain(other);
    // The week has a sentence of its own: who gave it vouches for it.
    const week = sourcesOf(body, 'hours')[0];
    const vouched = {
      merchant: 'Horaires vérifiés par le commerce aujourd’hui.',
      agent: 'Horaires vérifiés par la collectivité aujourd’hui.',
      'report decision': 'Horaires vérifiés par la collectivité aujourd’hui.',
      link: `Source : ${WHO.link}`,
    };
    expect(week).toBe(isWeek ? vouched[name] : `Source : ${REGISTER}`);
    expect(plain(body)).not.toContain('Vérifié par');
    if (fields[field].file !== undefined)
      expect(await rowSources()).toContain(
        { merchant: 'merchant', agent: 'agent', 'report decision': 'agent', link: 'agent (link)' }[name],
      );
  });

  it('of a block with several sources is each of them, with what it reported', async () => {
    await say({ phone: '+33556010203', links: fields.links.value } as ProfileChanges, 'merchant');
    await say({ website: 'https://mairie.example/' }, 'agent');
    const [line] = sourcesOf(await page(), 'address');
    expect(line).toBe(
      `Sources : ${REGISTER} (adresse, adresse électronique) ; ${WHO.merchant} (téléphone, autres pages) ; ${WHO.agent} (site web)`,
    );
  });

  it('is the same in the preview of what is not published yet', async () => {
    const { cookie, account } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing }],
      at: NOW,
    });
    await keep();
    const owner = { kind: 'merchant', accountId: account.id, name: account.name } as const;
    const changes = { phone: '+33556010203', publicHolidays: fields.publicHolidays.value } as ProfileChanges;
    await service().storeDraft(portal.world.here, listing, owner, { version: 0, changes }, NOW);
    const path = pathTo('profile.preview', 'fr', { listing });
    const { body } = await portal.ask('ici-bourg', path, { headers: { cookie } });
    expect(sourcesOf(body, 'address')[0]).toContain(`${WHO.merchant} (téléphone)`);
    expect(sourcesOf(body, 'hours')).toEqual([`Source : ${REGISTER}`, `Jours fériés : ${WHO.merchant}`]);
  });

  it.each(['publicHolidays', 'exceptions', 'vacations'] as const)(
    'of the week is not the merchant, who said %s alone',
    async (field) => {
      await say({ [field]: fields[field].value }, 'merchant');
      const body = await page();
      expect(body).not.toContain('Horaires vérifiés');
      expect(sourcesOf(body, 'hours')[1]).toContain(WHO.merchant);
    },
  );

  const YESTERDAY = new Date(NOW.getTime() - DAY);
  it('of the week is who had said it, once an agent’s change of it is cancelled', async () => {
    const { here } = portal.world;
    // The application's own: it knows at once of what it changed itself.
    const work = portal.app.get(UnitOfWork, { strict: false });
    const writer = portal.app.get(ProfileWriter, { strict: false });
    const undo = (version: number) =>
      work.write(here, async (tx) =>
        writer.undo(
          tx,
          listing,
          await service().getRevision(tx, listing, version),
          { author: AUTHORS.merchant },
          NOW,
        ),
      );
    const changed = await say({ shopHours: 'Mo-Su 06:45-13:15' }, 'agent', YESTERDAY);
    expect(await page()).toContain('Horaires vérifiés par la collectivité');
    await undo(changed);
    expect(await page()).not.toContain('Horaires vérifiés');
    expect(sourcesOf(await page(), 'hours')).toEqual([`Source : ${REGISTER}`]);
    await say({ shopHours: 'Mo-Fr 08:00-12:00' }, 'agent', YESTERDAY);
    const again = await say({ shopHours: 'Mo-Fr 08:00-13:00' }, 'merchant', YESTERDAY);
    await undo(again);
    expect(plain(await page())).toContain('Horaires vérifiés par la collectivité hier.');
    const { authors } = await service().find(portal.world.here, listing);
    expect(authors.shopHours?.kind).toBe('agent');
  });

  it('of the week is the merchant once they say that all is right, until somebody else changes it', async () => {
    await keep();
    const confirm = { ...AUTHORS.merchant } as const;
    await portal.app
      .get(FreshnessService, { strict: false })
      .confirmAll(portal.world.here, listing, confirm, YESTERDAY);
    const body = plain(await page());
    expect(body).toContain('Horaires vérifiés par le commerce hier.');
    expect(body).toContain('Vérifié par le commerce hier.');
    await say({ shopHours: 'Mo-Fr 08:00-12:00' }, 'link');
    expect(await page()).not.toContain('Horaires vérifiés');
  });

  it('has a block, or the list of all, for every field', () => {
    const known = Object.keys(emptyProfile).filter((field) => field in fields);
    expect(known.toSorted()).toEqual(Object.keys(fields).toSorted());
  });
});
