import { pathTo, type ProfileChanges } from '@halles/contracts';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { ProfileService } from '@halles/domain/profiles';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const NOW = new Date('2026-11-26T10:00:00Z');
const YESTERDAY = new Date(NOW.getTime() - DAY);
const SAID = /Ces horaires ont été saisis par la collectivité le 25\snovembre 2026\./;

describe('hours that the town hall has set, in the editor of who keeps the shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.here, [
      { source: 'sirene', facts: { displayName: 'Dupont', openingHoursText: 'Mo-Sa 09:00-18:00' } },
    ]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }], at: NOW }));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const save = (changes: ProfileChanges, kind: 'merchant' | 'agent', at: Date) =>
    portal.app
      .get(ProfileService, { strict: false })
      .save(
        portal.world.here,
        listing,
        { version: null, changes, author: { kind, accountId: null, name: 'Nadia' } },
        at,
      );
  const say = (shopHours: string, kind: 'merchant' | 'agent') => save({ shopHours }, kind, YESTERDAY);
  const path = () => pathTo('profile.hours', 'fr', { listing });
  const editor = async (): Promise<string> =>
    (await portal.ask('ici-bourg', path(), { headers: { cookie } })).body;
  const page = async (): Promise<string> => {
    const { headers } = await portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return (await portal.ask('ici-bourg', headers.location ?? '')).body;
  };
  const confirm = (version: number) =>
    portal.post('ici-bourg', path(), { do: 'confirm', version: String(version) }, { cookie });

  it('are said to be the town hall’s, and confirmed with one touch', async () => {
    expect(await editor()).not.toMatch(SAID);
    const { version } = await say('Mo-Fr 08:00-12:00', 'agent');
    const before = await editor();
    expect(checkHtml(before, 'fr')).toEqual([]);
    expect(before).toMatch(SAID);
    expect(before).toMatch(/value="confirm"[^>]*>C’est exact</);
    expect(before).toMatch(/href="#edit-hours"[^>]*>Corriger/);
    expect(await page()).toContain('Horaires vérifiés par la collectivité');
    expect((await confirm(version)).status).toBe(303);
    const after = await editor();
    expect(after).toMatch(SAID);
    expect(after).toContain('Vous les avez confirmés aujourd’hui.');
    expect(after).not.toContain('value="confirm"');
    expect(await page()).toContain('Horaires vérifiés par le commerce aujourd’hui.');
  });

  it('are not confirmed by who looked at others, and the page says so above those that stand now', async () => {
    const { version } = await say('Mo-Fr 08:00-12:00', 'agent');
    await say('Mo-Fr 08:00-13:00', 'agent');
    const refused = await confirm(version);
    expect(refused.status).toBe(409);
    expect(checkHtml(refused.body, 'fr')).toEqual([]);
    expect(refused.body).toMatch(/id="summary" tabindex="-1" autofocus>[^]*rien n’est confirmé\./);
    expect(refused.body).toMatch(/Lundi à vendredi\s: 8\sh\s– 13\sh/);
    expect(refused.body).toContain('value="confirm"');
    expect(await page()).toContain('Horaires vérifiés par la collectivité');
  });

  it('are not confirmed by hours that the shop publishes of another way to be served', async () => {
    await save({ shopHours: 'Mo-Fr 08:00-12:00' }, 'agent', YESTERDAY);
    const { version } = await save({ deliveryHours: 'Sa 08:00-12:00' }, 'merchant', NOW);
    const before = await editor();
    expect(before).not.toContain('Vous les avez confirmés');
    expect(before).toContain('value="confirm"');
    expect((await confirm(version)).status).toBe(303);
    expect(await editor()).toContain('Vous les avez confirmés aujourd’hui.');
  });

  it('are not confirmed any more where the town sets others after it', async () => {
    const { version } = await say('Mo-Fr 08:00-12:00', 'agent');
    await confirm(version);
    await save({ deliveryHours: 'Sa 08:00-12:00' }, 'agent', new Date(NOW.getTime() + MINUTE));
    expect(await editor()).toContain('Vous les avez confirmés aujourd’hui.');
    const delivery = (await portal.ask('ici-bourg', `${path()}?mode=delivery`, { headers: { cookie } })).body;
    expect(delivery).toContain('value="confirm"');
    expect(delivery).toMatch(/Sur place\s: Lundi à vendredi\s: 8\sh\s– 12\sh/);
    expect(delivery).toMatch(/Livraison\s: [^<]*Samedi\s: 8\sh\s– 12\sh/);
  });

  it('are not confirmed above a draft that says something else, nor above what was typed', async () => {
    const { version } = await say('Mo-Fr 08:00-12:00', 'agent');
    const typed = { version: String(version), d1from1: '09:00', d1until1: '11:00' };
    const copied = await portal.post('ici-bourg', path(), { ...typed, do: 'copy' }, { cookie });
    expect(copied.body).toMatch(SAID);
    expect(copied.body).not.toContain('value="confirm"');
    expect((await portal.post('ici-bourg', path(), { ...typed, do: 'preview' }, { cookie })).status).toBe(
      303,
    );
    const drafted = await editor();
    expect(drafted).toMatch(SAID);
    expect(drafted).toMatch(/Lundi à vendredi\s: 8\sh\s– 12\sh/);
    expect(drafted).not.toContain('value="confirm"');
  });

  it('are not said to be where the shop said its own', async () => {
    await say('Mo-Fr 08:00-12:00', 'merchant');
    expect(await editor()).not.toContain('saisis par la collectivité');
  });
});
