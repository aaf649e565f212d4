import { randomUUID } from 'node:crypto';
import { caseQueueSchema, listingFileSchema, postInputSchema, reviewedPostsSchema } from '@halles/contracts';
import { PostModeration, PostService } from '@halles/domain/posts';
import { ProfileService } from '@halles/domain/profiles';
import { reportConfirmationLink, ReportQueue, ReportService } from '@halles/domain/reports';
import { required, systemClock } from '@halles/kernel';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { signInAs } from '@halles/testing';
import { promisedOf } from '@halles/testing/freshness';
import { HERE, openTownStage, type TownStage } from './town-stage';

const WHY = 'Cette remise n’existe pas.';
/** What the console's account of the stage is called. */
const AGENT = 'Opératrice';

describe('a report of a post', () => {
  let stage: TownStage;
  beforeAll(async () => {
    stage = await openTownStage();
  });
  afterAll(() => stage.close());

  const from = <T>(service: new (...parts: never[]) => T): T =>
    stage.portal.app.get(service, { strict: false });
  const here = () => stage.portal.world.here;

  /** A shop that somebody keeps, with a post of theirs. */
  async function aPost(title: string) {
    const { id: listing } = await stage.aShop();
    const { cookie, account } = await signInAs(stage.portal.world, here(), {
      grants: [{ listingId: listing }],
    });
    const id = randomUUID();
    const input = postInputSchema.parse({ kind: 'novelty', title, text: 'Tout à moins un euro.' });
    await from(PostService).publish(here(), listing, id, input, 'merchant');
    return { listing, id, cookie, account };
  }
  const formOf = async (listing: number): Promise<string> => {
    const { headers } = await stage.portal.ask('ici-bourg', `/commerce/x-${listing}`);
    return `${required(headers.location, 'a page')}/signaler`;
  };
  /** A report as a visitor sends it from the link below the post. */
  async function reported(listing: number, fields: Readonly<Record<string, string>>): Promise<string> {
    const sent = await stage.portal.post('ici-bourg', await formOf(listing), {
      idempotencyKey: randomUUID(),
      kind: 'post',
      ...fields,
    });
    expect(sent.status).toBe(303);
    const [report] = await from(ReportQueue).list(here(), { listingId: listing, limit: 1 });
    const { id } = required(report, 'a report');
    await from(ReportQueue).notifyOwner(here(), id, new Date());
    return id;
  }
  const decide = (report: string, body: object) =>
    stage.post(`/reports/${report}/decision`, { decision: 'accept', reason: WHY, ...body });
  const spaceOf = async (listing: number, cookie: string, page: string): Promise<string> => {
    const path = `/pro/commerces/${listing}/${page}`;
    const { status, body } = await stage.portal.ask('ici-bourg', path, { headers: { cookie } });
    expect([path, status]).toEqual([path, 200]);
    return body;
  };

  it('says in the form which one, for nobody to write over', async () => {
    const { listing, id } = await aPost('Remise <i>folle</i>');
    const path = await formOf(listing);
    const { status, body } = await stage.portal.ask('ici-bourg', `${path}?actualite=${id}`);
    expect(status).toBe(200);
    expect(body).toContain('Remise &lt;i&gt;folle&lt;/i&gt;');
    expect(body).toContain(`<input type="hidden" name="post" value="${id}">`);
    expect(body).not.toMatch(/<textarea[^>]*>[^<]*Remise/);
    // What is wrong with the form leaves the post in it.
    const again = await stage.portal.post('ici-bourg', path, { kind: 'post', post: id, email: 'x' });
    expect([again.status, again.body.includes('Remise &lt;i&gt;folle')]).toEqual([422, true]);
    expect(again.body).toContain(`name="post" value="${id}"`);
  });

  it('hides it with the reason that its shop reads, everywhere at once; undone, it is read again', async () => {
    const { listing, id, cookie } = await aPost('Remise de moitié');
    const report = await reported(listing, { post: id, message: 'C’est faux.' });
    const waiting = await stage.caseOf(report);
    expect(waiting).toMatchObject({
      ownerUntil: null,
      report: { message: 'C’est faux.', post: 'Remise de moitié' },
      post: {
        id,
        title: 'Remise de moitié',
        text: 'Tout à moins un euro.',
        now: { status: 'live', isChanged: false },
      },
    });
    expect(waiting.post?.now?.url).toMatch(new RegExp(`#post-${id}$`));
    const { json } = await stage.browser.get(`${HERE}/cases?queue=reports`);
    expect(caseQueueSchema.parse(json).cases.map(({ post }) => post)).toContain('Remise de moitié');
    expect((await decide(report, { hidePost: id })).status).toBe(204);
    await stage.pageThat(false, listing, 'Remise de moitié');
    expect((await stage.portal.ask('ici-bourg', '/actualites')).body).not.toContain('Remise de moitié');
    expect(await spaceOf(listing, cookie, 'actualites')).toContain(WHY);
    const told = await spaceOf(listing, cookie, 'signalements');
    for (const said of ['Remise de moitié', WHY]) expect(told).toContain(said);
    const review = reviewedPostsSchema.parse(
      (await stage.browser.get(`${HERE}/listings/${listing}/posts`)).json,
    );
    expect(review.posts[0]).toMatchObject({ status: 'hidden', hiddenReason: WHY });
    const acts = async (): Promise<(string | null)[][]> =>
      listingFileSchema
        .parse((await stage.browser.get(`${HERE}/listings/${listing}`)).json)
        .history.map(({ act, name, reason }) => [act?.fr.replaceAll('\u00a0', ' ') ?? null, name, reason])
        .filter(([act]) => !act?.startsWith('Actualité publiée'));
    expect(await acts()).toEqual([['Actualité masquée : « Remise de moitié »', AGENT, WHY]]);
    const decided = await stage.caseOf(report);
    expect(decided.report.decision).toMatchObject({ changed: ['post'], reason: WHY });
    expect(decided.post?.now).toMatchObject({ status: 'hidden', url: null });
    expect(await promisedOf(stage.portal.world, 'post.hidden')).toEqual([id]);
    expect((await stage.post(`/reports/${report}/reopening`)).status).toBe(204);
    await stage.pageThat(true, listing, 'Remise de moitié');
    expect(await spaceOf(listing, cookie, 'actualites')).not.toContain(WHY);
    expect(await promisedOf(stage.portal.world, 'post.shown')).toEqual([id]);
    expect((await stage.caseOf(report)).report.state).toBe('new');
    expect((await acts()).map(([act, name]) => [act, name])).toEqual([
      ['Actualité qui n’est plus masquée : « Remise de moitié »', AGENT],
      ['Actualité masquée : « Remise de moitié »', AGENT],
    ]);
  });

  it('tells its shop in the history, on the home and in the notifications, until it is shown again', async () => {
    const { listing, id, cookie } = await aPost('Remise & cadeaux');
    const read = async (path: string): Promise<string> => {
      const { status, body } = await stage.portal.ask('ici-bourg', path, { headers: { cookie } });
      expect([path, status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([path, 200, []]);
      return body.replaceAll('\u00a0', ' ');
    };
    const own = `/pro/commerces/${listing}`;
    const homes = ['/pro', own];
    const hidden = 'L’actualité « Remise &amp; cadeaux » de Quincaillerie';
    for (const path of homes) expect(await read(path)).not.toContain(hidden);
    const report = await reported(listing, { post: id });
    expect((await decide(report, { hidePost: id })).status).toBe(204);
    for (const path of homes) {
      expect(await read(path)).toContain(hidden);
      expect(await read(path)).toContain(`href="${own}/actualites/${id}"`);
    }
    const history = await read(`${own}/historique`);
    for (const said of ['Actualité masquée : « Remise &amp; cadeaux »', 'La collectivité', WHY])
      expect(history).toContain(said);
    expect(history).not.toContain(AGENT);
    expect(await read('/pro/notifications')).toContain('La collectivité a masqué une actualité');
    expect(await read('/en/pro/notifications')).toContain('The local authority has hidden a post');
    const page = await read(`${own}/actualites/${id}`);
    expect(page).toMatch(/<h1[^>]*>Actualité masquée<\/h1>/);
    for (const said of ['a masqué cette actualité le', WHY, 'Tout à moins un euro.'])
      expect(page).toContain(said);
    expect(page).not.toContain('name="text"');

    expect((await stage.post(`/reports/${report}/reopening`)).status).toBe(204);
    for (const path of homes) expect(await read(path)).not.toContain(hidden);
    expect(await read(`${own}/historique`)).toContain('n’est plus masquée : « Remise &amp; cadeaux »');
    expect(await read('/pro/notifications')).toContain('La collectivité ne masque plus une actualité');
    expect(await read(`${own}/signalements`)).toContain('est revenue sur sa décision');
    expect(await read(`${own}/actualites/${id}`)).toMatch(/<h1[^>]*>Modifier une actualité<\/h1>/);
  });

  it('is taken up by its shop with other words, and given up', async () => {
    const { listing, id, cookie } = await aPost('À corriger');
    await decide(await reported(listing, { post: id }), { hidePost: id });
    const own = `/pro/commerces/${listing}/actualites`;
    const page = await spaceOf(listing, cookie, `actualites/${id}`);
    expect(page).toMatch(new RegExp(`href="${own}.reprise(=|&#x3D;)${id}"`));
    const form = await spaceOf(listing, cookie, `actualites?reprise=${id}`);
    expect(form).toContain('value="À corriger"');
    expect(form).toContain('Tout à moins un euro.</textarea>');
    expect(form).not.toContain('La photo de l’actualité masquée');
    const other = await aPost('Chez un autre');
    await decide(await reported(other.listing, { post: other.id }), { hidePost: other.id });
    const shown = randomUUID();
    const read = postInputSchema.parse({ kind: 'novelty', title: 'Que chacun lit', text: 'Ouvert.' });
    await from(PostService).publish(here(), listing, shown, read, 'merchant');
    for (const none of [other.id, shown, randomUUID(), 'nonsense']) {
      const empty = await spaceOf(listing, cookie, `actualites?reprise=${none}`);
      expect([none, /(?:un euro|Ouvert)\.<\/textarea>/.test(empty)]).toEqual([none, false]);
    }
    const withdrawn = await stage.portal.post('ici-bourg', `${own}/${id}`, { do: 'withdraw' }, { cookie });
    expect(withdrawn.status).toBe(303);
    const list = await stage.portal.ask('ici-bourg', withdrawn.headers.location ?? '', {
      headers: { cookie },
    });
    expect(list.body).toContain('C’est retiré');
    expect(list.body).not.toContain('value="restore"');
    expect(await spaceOf(listing, cookie, `actualites/${id}`)).not.toContain('value="withdraw"');
    const home = await stage.portal.ask('ici-bourg', '/pro', { headers: { cookie } });
    expect(home.body).not.toContain('est masquée par la collectivité');
  });

  it('stands in the history between the changes of the page that it came between', async () => {
    const { listing, id, cookie } = await aPost('Entre deux pages');
    const by = { kind: 'agent', accountId: stage.agent.id, name: AGENT } as const;
    const change = async (turn: number): Promise<void> => {
      const { version } = await from(ProfileService).find(here(), listing);
      const changes = { phone: `+335560001${String(turn).padStart(2, '0')}` };
      await from(ProfileService).save(here(), listing, { version, changes, author: by }, new Date());
    };
    await change(1);
    await from(PostModeration).hide(here(), listing, id, { reason: WHY, by: by.name }, new Date());
    for (let turn = 2; turn <= 21; turn += 1) await change(turn);
    const first = await spaceOf(listing, cookie, 'historique');
    const second = await spaceOf(
      listing,
      cookie,
      /historique\?avant=[^"]*/.exec(first.replaceAll('&#x3D;', '='))?.[0] ?? '',
    );
    expect([first.includes(WHY), second.includes(WHY)]).toEqual([false, true]);
  });

  it('says what was reported after it was changed, withdrawn and erased', async () => {
    const { listing, id } = await aPost('Au premier jour');
    const report = await reported(listing, { post: id });
    const was = { id, title: 'Au premier jour', text: 'Tout à moins un euro.' };
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Au second jour', text: 'Rien.' });
    await from(PostService).change(here(), listing, id, input, { author: 'merchant', seen: null });
    expect((await stage.caseOf(report)).post).toMatchObject({
      ...was,
      now: { title: 'Au second jour', isChanged: true, status: 'live' },
    });
    await from(PostService).withdraw(here(), listing, id, 'merchant');
    expect((await stage.caseOf(report)).post?.now).toMatchObject({ status: 'withdrawn', url: null });
    await stage.portal.world.work.write(here(), ({ manager }) =>
      manager.query('DELETE FROM post WHERE id = $1', [id]),
    );
    expect((await stage.caseOf(report)).post).toEqual({
      ...was,
      wasChanged: false,
      isHeld: false,
      now: null,
    });
    expect((await decide(report, { hidePost: id })).status).toBe(404);
    expect((await decide(report, { reason: null })).status).toBe(204);
  });

  it('keeps no post of another shop, and none where it is about something else', async () => {
    const one = await aPost('Chez l’un');
    const other = await aPost('Chez l’autre');
    for (const fields of [{ post: other.id }, { post: 'nonsense' }, { kind: 'closed', post: one.id }]) {
      const report = await reported(one.listing, fields);
      expect([fields, (await stage.caseOf(report)).post]).toEqual([fields, null]);
    }
    const report = await reported(one.listing, {});
    expect((await decide(report, { hidePost: other.id })).status).toBe(404);
    expect((await stage.caseOf(report)).report.state).toBe('new');
    expect((await decide(report, { hidePost: one.id })).status).toBe(204);
    await stage.pageThat(false, one.listing, 'Chez l’un');
    await stage.pageThat(true, other.listing, 'Chez l’autre');
  });

  it('asks why before it hides, and hides beside nothing else', async () => {
    const { listing, id } = await aPost('Sans raison');
    const report = await reported(listing, { post: id });
    for (const body of [
      { hidePost: id, reason: null },
      { hidePost: id, reason: '' },
      { hidePost: id, reason: 'x'.repeat(1_001) },
      { hidePost: id, duplicateOf: 1 },
      { hidePost: 'nonsense' },
    ])
      expect([body, (await decide(report, body)).status]).toEqual([body, 422]);
    await stage.pageThat(true, listing, 'Sans raison');
  });

  it('is the town’s to decide, not of who wrote the post', async () => {
    const { listing, id, cookie } = await aPost('Jugée par soi');
    const report = await reported(listing, { post: id });
    const page = await spaceOf(listing, cookie, 'signalements');
    expect(page).toContain('Jugée par soi');
    expect(page).not.toContain('name="decision"');
    const answer = await stage.portal.post(
      'ici-bourg',
      `/pro/commerces/${listing}/signalements`,
      { report, decision: 'refused', reason: 'Mais non.' },
      { cookie },
    );
    expect(answer.status).toBe(409);
    expect((await stage.caseOf(report)).report.state).toBe('new');
    expect(await from(ReportQueue).openOf(here(), [listing])).toEqual([]);
  });

  it('lets be what the town hid for another reason since', async () => {
    const { listing, id } = await aPost('Deux fois masquée');
    const report = await reported(listing, { post: id });
    await decide(report, { hidePost: id });
    await from(PostModeration).show(here(), listing, id, 'Agnès Martin', systemClock.now());
    await from(PostModeration).hide(
      here(),
      listing,
      id,
      { reason: 'Une autre raison.', by: 'Agnès Martin' },
      systemClock.now(),
    );
    expect((await stage.post(`/reports/${report}/reopening`)).status).toBe(204);
    await stage.pageThat(false, listing, 'Deux fois masquée');
    const posts = await from(PostModeration).ofListing(here(), listing, systemClock.now());
    expect(posts[0]?.hiddenReason).toBe('Une autre raison.');
  });

  it('stays hidden while another report of it is accepted, which says so and shows it again', async () => {
    const { listing, id } = await aPost('Signalée deux fois');
    const early = await reported(listing, { post: id });
    // Right, and nothing to be done: it was read when that was decided.
    expect((await decide(early, { reason: null })).status).toBe(204);
    const [one, other] = [await reported(listing, { post: id }), await reported(listing, { post: id })];
    expect((await decide(one, { hidePost: id })).status).toBe(204);
    expect((await stage.caseOf(one)).post?.isHeld).toBe(false);
    expect((await decide(other, { reason: 'Même constat.' })).status).toBe(204);
    expect((await stage.caseOf(one)).post?.isHeld).toBe(true);
    expect((await stage.post(`/reports/${one}/reopening`)).status).toBe(204);
    await stage.pageThat(false, listing, 'Signalée deux fois');
    const [waiting] = await from(ReportQueue).list(here(), { listingId: listing, state: 'new', limit: 1 });
    expect([waiting?.id, waiting?.takenBack]).toEqual([one, []]);
    expect((await stage.caseOf(one)).post).toMatchObject({
      isHeld: true,
      now: { status: 'hidden', hiddenReason: WHY },
    });
    expect((await stage.caseOf(other)).report.decision?.changed).toEqual(['post']);
    expect((await stage.post(`/reports/${other}/reopening`)).status).toBe(204);
    await stage.pageThat(true, listing, 'Signalée deux fois');
  });

  it('is hidden once: who is late reads it again, and no reason is kept that nobody was mailed', async () => {
    const { listing, id } = await aPost('Masquée par une collègue');
    const [one, late] = [await reported(listing, { post: id }), await reported(listing, { post: id })];
    expect((await decide(one, { hidePost: id })).status).toBe(204);
    const refused = await decide(late, { hidePost: id, reason: 'Ma raison à moi.' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'reported-post-hidden']);
    expect((await stage.caseOf(late)).report).toMatchObject({ state: 'new', decision: null });
    expect((await stage.caseOf(late)).post?.now).toMatchObject({ status: 'hidden', hiddenReason: WHY });
  });

  it('says that it was changed while somebody reported it: they may have read something else', async () => {
    const { listing, id } = await aPost('Avant la correction');
    const { body } = await stage.portal.ask('ici-bourg', `${await formOf(listing)}?actualite=${id}`);
    const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const before = await reported(listing, { post: id, seen });
    expect((await stage.caseOf(before)).post?.wasChanged).toBe(false);
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Après la correction', text: 'Rien.' });
    await from(PostService).change(here(), listing, id, input, { author: 'merchant', seen: null });
    const after = await reported(listing, { post: id, seen });
    expect((await stage.caseOf(after)).post).toMatchObject({
      title: 'Après la correction',
      wasChanged: true,
    });
    for (const nothing of ['', 'nonsense', '2026-02-31T00:00:00Z']) {
      const report = await reported(listing, { post: id, seen: nothing });
      expect([nothing, (await stage.caseOf(report)).post?.wasChanged]).toEqual([nothing, false]);
    }
  });

  it('says on the page of the mailed link what was confirmed and what happens next, and again later', async () => {
    const { listing, id } = await aPost('À confirmer <b>vite</b>');
    const report = await reported(listing, { post: id, email: 'lectrice@example.fr' });
    const links = stage.portal.app.get(SignedLinks);
    const token = links.issue(here(), reportConfirmationLink, { id: report, serial: 0 });
    const read = async (path: string, locale: 'fr' | 'en' = 'fr'): Promise<string> => {
      const { status, body } = await stage.portal.ask('ici-bourg', path);
      expect([path, status, checkHtml(body, locale)]).toEqual([path, 200, []]);
      return body.replaceAll('\u00a0', ' ');
    };
    const path = `/signalement/${token}`;
    const asked = await read(path);
    for (const said of [
      'Une actualité pose problème',
      '« À confirmer &lt;b&gt;vite&lt;/b&gt; »',
      'Je confirme',
    ])
      expect(asked).toContain(said);
    const isConfirmed = async () => (await stage.caseOf(report)).report.isConfirmed;
    expect(await isConfirmed()).toBe(false);
    const sent = await stage.portal.post('ici-bourg', path, {});
    expect([sent.status, sent.headers.location]).toEqual([303, path]);
    // The agent who is to give it more weight reads it too.
    expect(await isConfirmed()).toBe(true);
    const confirmed = await read(path);
    for (const said of [
      'Votre signalement est confirmé',
      '« À confirmer &lt;b&gt;vite&lt;/b&gt; »',
      'La collectivité lit cette actualité',
    ])
      expect(confirmed).toContain(said);
    expect(confirmed).not.toContain('Je confirme');
    expect(await read(`/en/report/${token}`, 'en')).toContain('Your report is confirmed');
    await decide(report, { hidePost: id });
    expect(await read(path)).toContain('Il est déjà traité');
  });

  it('tells who reported it that the post is no longer shown', async () => {
    const { listing, id } = await aPost('Signalée par écrit');
    const report = await reported(listing, { post: id, email: 'lectrice@example.fr' });
    await stage.portal.world.work.write(here(), ({ manager }) =>
      manager.query('UPDATE listing_report SET email_proven_at = now() WHERE id = $1', [report]),
    );
    await decide(report, { hidePost: id });
    expect(await from(ReportService).answerOf(here(), report)).toMatchObject({
      outcome: 'corrected',
      changed: ['post'],
      post: 'Signalée par écrit',
    });
    expect((await stage.post(`/reports/${report}/reopening`)).status).toBe(204);
    expect(await from(ReportService).answerOf(here(), report)).toBeNull();
    expect(await from(ReportService).reopeningOf(here(), report)).toMatchObject({
      restored: ['post'],
      post: 'Signalée par écrit',
    });
  });
});
