import { ProfileService } from '@halles/domain/profiles';
import { ReportQueue, ReportService } from '@halles/domain/reports';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const HOURS = { mode: 'shop', d1from1: '09:00', d1until1: '18:00', do: 'publish' };

describe('an owner who says that a report is right', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName: 'Le Kiosque' } }]);
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] }));
  });

  const pathOf = (page: string): string => `/pro/commerces/${listing}${page}`;
  const post = (page: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
    portal.post(HERE, pathOf(page), fields, { cookie });
  async function aReport(kind: string, message: string | null = null): Promise<string> {
    const id = uuid();
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, message, locale, created_at, email, email_proven_at)
         VALUES ($1::uuid, $1::uuid, $2, $3, $4, 'fr', now() - interval '1 minute', 'a@b.example', now())`,
        [id, listing, kind, message],
      ),
    );
    return id;
  }
  const accept = (report: string) => post('/signalements', { report, decision: 'accepted', reason: '' });
  const answerOf = (report: string) => portal.app.get(ReportService).answerOf(portal.world.here, report);

  it.each([
    ['closed', 'encore que le commerce est ouvert', '/informations#state'],
    ['wrong-hours', 'encore ceux du signalement', '/horaires'],
    ['not-here', 'encore celle du signalement', '/adresse'],
  ])(
    'of the kind %s is led to the correction while the page reads as before',
    async (kind, words, editor) => {
      const report = await aReport(kind);
      const refused = await accept(report);
      expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
      expect(refused.body).toContain(words);
      expect(refused.body).toContain(`href="${pathOf(editor)}"`);
      expect(await answerOf(report)).toBeNull();
    },
  );

  it('has it accepted once the page is closed, and its writer reads what changed', async () => {
    const report = await aReport('closed');
    await post('/informations', { version: '0', state: 'closed', closing: 'for-good' });
    expect((await accept(report)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ outcome: 'accepted', by: 'merchant', changed: ['state'] });
  });

  it('has it accepted that the page is closed wrongly once it is open again', async () => {
    await post('/informations', { version: '0', state: 'closed', closing: 'for-good' });
    const report = await aReport('open');
    const refused = await accept(report);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('encore que le commerce est fermé');
    expect(refused.body).toContain(`href="${pathOf('/informations')}#state"`);
    await post('/informations', { version: '1', state: 'open' });
    expect((await accept(report)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ outcome: 'accepted', by: 'merchant', changed: ['state'] });
  });

  it('has it accepted once the town corrected the page for them', async () => {
    const report = await aReport('not-here');
    const address = {
      ...{ number: '9', repetition: null },
      street: 'rue Neuve',
      ...{ complement: null, postalCode: '33000', communeCode: '33063', position: null },
    };
    const author = { kind: 'agent', accountId: null, name: 'Mairie' } as const;
    await portal.app
      .get(ProfileService, { strict: false })
      .save(portal.world.here, listing, { version: null, changes: { address }, author }, new Date());
    expect((await accept(report)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ outcome: 'accepted', changed: ['address'] });
    const queue = portal.app.get(ReportQueue, { strict: false });
    expect(await queue.changedByOwner(portal.world.here, await queue.get(portal.world.here, report))).toEqual(
      [],
    );
  });

  it('has it accepted once the hours differ, and not where they are as before again', async () => {
    const report = await aReport('wrong-hours');
    await post('/horaires', { ...HOURS, version: '0' });
    await post('/historique/annuler', { version: '1' });
    expect((await accept(report)).status).toBe(409);
    await post('/horaires', { ...HOURS, version: '2' });
    expect((await accept(report)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ changed: ['hours'] });
  });

  it('is asked where they changed other hours than the report names, and may say that these are the correction', async () => {
    const report = await aReport('wrong-hours', 'Fermé le samedi');
    await post('/horaires', { ...HOURS, version: '0' });
    const asked = await accept(report);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([409, []]);
    expect(asked.body).toContain('la page a changé\u00a0: sur place (lundi).');
    expect(asked.body).toContain('Il parle d’autre chose\u00a0: samedi.');
    expect(await answerOf(report)).toBeNull();
    const [, field = ''] = /<input type="hidden" name="(confirmed)" value="yes">/.exec(asked.body) ?? [];
    const answer = { report, decision: 'accepted', reason: '', [field]: 'yes' };
    expect((await post('/signalements', answer)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ outcome: 'accepted', changed: ['hours'] });
  });

  it('is not asked once they changed what the report names', async () => {
    const report = await aReport('wrong-hours', 'Fermé le samedi');
    await post('/horaires', { ...HOURS, d6from1: '10:00', d6until1: '12:00', version: '0' });
    expect((await accept(report)).status).toBe(303);
  });

  it('tells its writer of what they reported alone, whatever else the page changed meanwhile', async () => {
    const report = await aReport('wrong-hours');
    await post('/horaires', { ...HOURS, version: '0' });
    await post('/informations', { version: '1', phone: '05 56 00 00 42' });
    expect((await accept(report)).status).toBe(303);
    expect(await answerOf(report)).toMatchObject({ changed: ['hours'] });
    const { here } = portal.world;
    const queue = portal.app.get(ReportQueue, { strict: false });
    expect(await queue.changedByOwner(here, await queue.get(here, report))).toEqual(['phone', 'hours']);
    const other = await aReport('other');
    expect((await accept(other)).status).toBe(303);
    expect(await answerOf(other)).toMatchObject({ changed: [] });
  });

  it('answers at once where nothing on the page tells, and does not say that they corrected it', async () => {
    const report = await aReport('other');
    const { body } = await portal.ask(HERE, pathOf('/signalements'), { headers: { cookie } });
    expect(body).toMatch(/value="accepted">C’est exact</);
    expect((await accept(report)).status).toBe(303);
  });

  it('leaves a duplicate to the town, with the page that they name', async () => {
    const { here } = portal.world;
    const queue = portal.app.get(ReportQueue, { strict: false });
    const report = await aReport('duplicate');
    const reason = 'L’autre page est celle du Kiosque, rue Neuve.';
    const before = await portal.ask(HERE, pathOf('/signalements'), { headers: { cookie } });
    expect(before.body).toMatch(/value="accepted">C’est exact, transmettre à la collectivité</);
    const passed = await post('/signalements', { report, decision: 'accepted', reason });
    const page = await portal.ask(HERE, passed.headers.location ?? '', { headers: { cookie } });
    expect(checkHtml(page.body, 'fr')).toEqual([]);
    expect(page.body).toContain('le signalement est transmis à la collectivité');
    expect(page.body).toMatch(/Vous avez dit que c’est exact, le .*: la collectivité décide/);
    expect(page.body).not.toContain('name="decision"');
    expect(await answerOf(report)).toBeNull();
    expect(await queue.openOf(here, [listing])).toEqual([]);
    expect(await queue.list(here, { listingId: listing, escalated: true, limit: 1 })).toMatchObject([
      { id: report, state: 'new', ownerAnswer: { note: reason } },
    ]);
    for (const decision of ['accepted', 'refused'])
      expect((await post('/signalements', { report, decision, reason: 'Non' })).status).toBe(409);
  });

  it('passes on with a duplicate what others say of it in the same words, and nothing else', async () => {
    const words = 'Deux pages pour le même kiosque.';
    const [report, alike, otherwise] = [
      await aReport('duplicate', words),
      await aReport('duplicate', words),
      await aReport('duplicate', 'C’est la page du Bistrot.'),
    ];
    const other = await aReport('other', words);
    const queue = portal.app.get(ReportQueue, { strict: false });
    const { here } = portal.world;
    expect((await post('/signalements', { report, decision: 'accepted', reason: 'Oui.' })).status).toBe(303);
    const passedOn = async (id: string) => (await queue.get(here, id)).ownerAnswer?.note ?? null;
    expect(await Promise.all([report, alike, otherwise, other].map(passedOn))).toEqual([
      'Oui.',
      'Oui.',
      null,
      null,
    ]);
    expect(await queue.openOf(here, [listing])).toMatchObject([{ count: 2 }]);
  });
});
