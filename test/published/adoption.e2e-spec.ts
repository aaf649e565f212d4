import { emptyProfile, pathTo, type ProfileChanges } from '@halles/contracts';
import { baseCategories } from '@halles/domain/categories';
import { correctionPageLink, CorrectionService } from '@halles/domain/corrections';
import { QuestionService } from '@halles/domain/freshness';
import { parseOpeningHours } from '@halles/domain/hours';
import { ListingService } from '@halles/domain/listings';
import { ProfileService, revisionWords } from '@halles/domain/profiles';
import { Clock, MINUTE, required } from '@halles/kernel';
import type { FormValues } from '@halles/platform/forms';
import { SignedLinks } from '@halles/platform/tenancy';
import { GENEROUS, writeListings } from '@halles/testing';
import { DomUtils, parseDocument } from 'htmlparser2';
import { v7 as uuid } from 'uuid';
import { changesOfFacts, presentFacts } from '../../apps/console-api/src/listings/town-facts';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { plain } from './fields';
import {
  AGENT,
  answersOf,
  byMachine,
  changedDays,
  DAYS,
  isSaturday,
  NOW,
  PAGE_NAMES,
  PAGES,
  PLACE,
  SAME,
  textOf,
  TODAY,
} from './pages';
import { PublishedStage } from './stage';

jest.setTimeout(5 * MINUTE);

describe('hours of other sources that somebody confirms or corrects', () => {
  let portal: Portal;
  let stage: PublishedStage;
  let listing: number;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    stage = new PublishedStage(portal, NOW);
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await portal.close();
  });

  const pages = (): ProfileService => portal.app.get(ProfileService, { strict: false });
  async function open(name: string, kind: 'merchant' | 'agent' = 'merchant') {
    const { source, said } = required(PAGES[name], 'a page');
    const facts = { displayName: 'Dupont', category: 'bakery', openingHoursText: source };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'csv', facts }], NOW);
    const cookies = await stage.cookiesOf(listing, kind);
    const author = { kind: 'merchant', accountId: null, name: 'Odile' } as const;
    if (Object.keys(said).length > 0)
      await pages().save(portal.world.here, listing, { version: null, changes: said, author }, NOW);
    return cookies;
  }

  const shown = async () =>
    required(await portal.app.get(ListingService).find(portal.world.here, listing), 'a page');

  /** What everybody reads of its hours: by day in the directory, in JSON-LD and in the open data, and the words of the page. */
  async function read() {
    const { html, data } = await stage.page(listing);
    const [, section = ''] = /id="hours">([\s\S]*?)<\/section>/.exec(html) ?? [];
    const words = section.replaceAll(/<[^>]*class="listing__source"[^>]*>[^<]*</g, '<');
    const { row, node } = await stage.inOpenData(listing);
    const { horaires = '' } = JSON.parse(row) as Readonly<Record<string, string>>;
    const parsed = parseOpeningHours(horaires, PLACE);
    const { schedule } = await shown();
    return {
      words: textOf(words),
      directory: answersOf(required(schedule, 'hours')),
      data: byMachine(data),
      node: byMachine(node),
      file: 'schedule' in parsed ? answersOf(parsed.schedule) : {},
    };
  }
  type Reading = Awaited<ReturnType<typeof read>>;

  async function formAt(page: string, cookie: string): Promise<string> {
    const path = pathTo(`profile.${page}` as 'profile.hours', 'fr', { listing });
    return (await portal.ask('ici-bourg', path, { headers: { cookie } })).body;
  }
  /** What a browser would send of a form that nobody touched. */
  function valuesIn(html: string): FormValues {
    const [form] = DomUtils.getElementsByTagName('form', parseDocument(html)).filter(({ attribs }) =>
      /merchant-form|correction/.test(attribs['class'] ?? ''),
    );
    const values: Record<string, string[]> = {};
    for (const { name, attribs, ...element } of DomUtils.getElementsByTagName('*', form ?? [])) {
      const add = (field: string | undefined): void => {
        if (field !== undefined) (values[field] ??= []).push(attribs['value'] ?? '');
      };
      if (name === 'input') add(attribs['name']);
      if (name === 'option' && 'selected' in attribs)
        add((element.parent as { attribs?: Record<string, string> }).attribs?.['name']);
      if (name === 'textarea' && attribs['name'] !== undefined)
        values[attribs['name']] = [DomUtils.textContent(element.children)];
    }
    return values;
  }
  async function history() {
    const [revision] = await pages().revisions(portal.world.here, listing, { limit: 1 });
    return required(revision, 'a change');
  }

  const confirmers = {
    'on its screen': async (owner: string) => {
      const path = pathTo('freshness.confirm', 'fr', { listing });
      expect((await portal.post('ici-bourg', path, {}, { cookie: owner })).status).toBe(303);
    },
    'by the link of a mail': async () => {
      const id = uuid();
      await portal.world.work.write(portal.world.here, ({ manager }) =>
        manager.query(
          `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at)
           SELECT $1, $2, account_id, 'monthly', '2026-11', $3 FROM account_grant WHERE listing_id = $2`,
          [id, listing, NOW],
        ),
      );
      const questions = portal.app.get(QuestionService, { strict: false });
      const { token } = required(await questions.mailOf(portal.world.here, id, NOW), 'a question');
      await questions.answer(portal.world.here, token, 'confirmed', NOW);
    },
  };
  it.each(
    PAGE_NAMES.flatMap((name) =>
      Object.keys(confirmers).map((how) => [name, how as keyof typeof confirmers] as const),
    ),
  )('are read as before once all is right: %s, %s', async (name, how) => {
    const { owner } = await open(name);
    const before = await read();
    await confirmers[how](owner);
    const after = await read();
    expect(changedDays(before, after)).toEqual(SAME);
    expect(after.words.replace(/Horaires vérifiés[^.]*\./, '')).toBe(
      before.words.replace(/Horaires vérifiés[^.]*\./, ''),
    );
    expect((await pages().find(portal.world.here, listing)).content.shopHours).not.toBeNull();
  });

  it.each(PAGE_NAMES.flatMap((name) => (['merchant', 'agent'] as const).map((by) => [name, by] as const)))(
    'change on Saturdays alone where Saturday is corrected: %s, by a %s',
    async (name, by) => {
      const { author } = await open(name, by);
      const before = await read();
      const values = valuesIn(await formAt('hours', author));
      const isText = values['asText'] !== undefined;
      const saturday: FormValues = isText
        ? { text: [`${values['text']?.[0] ?? ''}`.replace(/(?=; 20\d\d|$)/, '; Sa 07:15-08:45')] }
        : { d6from1: ['07:15'], d6until1: ['08:45'], d6from2: [''], d6until2: [''] };
      const { status } = await stage.publish(listing, author, {
        path: 'profile.hours',
        values: { ...values, ...saturday },
      });
      expect(status).toBe(303);
      await expectSaturday(before);
    },
  );

  it.each(PAGE_NAMES)('change on Saturdays alone where the town corrects Saturday: %s', async (name) => {
    await open(name);
    const before = await read();
    const { content } = await pages().find(portal.world.here, listing);
    const page = { shown: await shown(), content, place: PLACE, today: TODAY };
    const { week } = presentFacts(page);
    if (week === null) return;
    const changes = changesOfFacts(
      { week: week.map((day, at) => (at === 5 ? '7h15-8h45' : day)) } as Parameters<typeof changesOfFacts>[0],
      page,
    );
    await pages().save(
      portal.world.here,
      listing,
      { version: null, changes: changes as ProfileChanges, author: AGENT },
      NOW,
    );
    await expectSaturday(before);
  });

  it.each(PAGE_NAMES.flatMap((name) => ['at once', 'once the town agrees'].map((when) => [name, when])))(
    'change on Saturdays alone where Saturday is corrected by a mailed link: %s, %s',
    async (name, when) => {
      const page = required(PAGES[name], 'a page');
      const contact = { email: 'contact@dupont.example' };
      const facts = { displayName: 'Dupont', category: 'bakery', openingHoursText: page.source, contact };
      [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'csv', facts }], NOW);
      if (Object.keys(page.said).length > 0)
        await pages().save(
          portal.world.here,
          listing,
          { version: null, changes: page.said, author: AGENT },
          NOW,
        );
      const before = await read();
      const path = await correctionPath();
      const values = valuesIn((await portal.ask('ici-bourg', path)).body);
      // Hours that say more than a week are not asked for by the week.
      if (!(values['d5from1']?.[0] ?? '')) return;
      const { closed: _closed, ...fields } = values;
      const typed = Object.entries(fields).map(([field, [value = '']]) => [field, value] as const);
      const saturday = { d6from1: '07:15', d6until1: '08:45', d6from2: '', d6until2: '' };
      await sendCorrection(path, { ...Object.fromEntries(typed), ...saturday }, when === 'at once');
      await expectSaturday(before);
    },
  );

  /** Where a link leads that the business asked for. */
  async function correctionPath(): Promise<string> {
    await portal.post('ici-bourg', `/commerce/x-${listing}/corriger`, {});
    const [link] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM correction_link WHERE listing_id = $1', [listing]),
    );
    const links = new SignedLinks(portal.world.config.masterKey);
    const id = required(link, 'a link').id;
    return `/corriger/${links.issue(portal.world.here, correctionPageLink, { id, serial: 0 })}`;
  }
  async function sendCorrection(path: string, values: Readonly<Record<string, string>>, isBelieved: boolean) {
    const { work, here } = portal.world;
    // An agent reads it first where the directory knows another address by now.
    const another = "UPDATE correction_link SET email = 'autrefois@dupont.example' WHERE listing_id = $1";
    if (!isBelieved) await work.write(here, ({ manager }) => manager.query(another, [listing]));
    const { headers } = await portal.post('ici-bourg', path, values);
    expect(headers.location).toContain(isBelieved ? 'fait=applied' : 'fait=open');
    if (isBelieved) return;
    const [waiting] = await work.read(here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM correction WHERE listing_id = $1', [listing]),
    );
    const answer = { decision: 'accept', reason: null } as const;
    const corrections = portal.app.get(CorrectionService, { strict: false });
    const judge = { accountId: uuid(), name: 'Mairie' };
    await corrections.decide(here, required(waiting, 'a correction').id, answer, judge, NOW);
  }

  async function expectSaturday(before: Reading): Promise<void> {
    const after = await read();
    for (const [where, days] of Object.entries(changedDays(before, after)))
      expect([where, days.filter((day) => !isSaturday(day))]).toEqual([where, []]);
    const usual = DAYS.filter((day) => isSaturday(day) && after.directory[day]?.includes('T06:15/'));
    expect(usual.length).toBeGreaterThan(15);
  }

  const SATURDAY: FormValues = { d6from1: ['07:15'], d6until1: ['08:45'], d6from2: [''], d6until2: [''] };
  const look = async (
    page: 'hours' | 'holidays' | 'timeOff',
    cookie: string,
    values: FormValues,
  ): Promise<void> => {
    const filled = { ...valuesIn(await formAt(page, cookie)), ...values, do: ['preview'] };
    expect((await stage.publish(listing, cookie, { path: `profile.${page}`, values: filled })).status).toBe(
      303,
    );
  };
  const publishSaturday = async (cookie: string): Promise<void> => {
    const values = { ...valuesIn(await formAt('hours', cookie)), ...SATURDAY };
    expect((await stage.publish(listing, cookie, { path: 'profile.hours', values })).status).toBe(303);
  };
  const publishDraft = async (cookie: string): Promise<void> => {
    const bar = { path: 'profile.preview', values: {} };
    expect((await stage.publish(listing, cookie, bar)).status).toBe(303);
  };

  it.each(
    ['holidays off', 'holiday hours', 'dated days', 'nights'].flatMap((name) =>
      (['on the form', 'under the page'] as const).map((where) => [name, where] as const),
    ),
  )('change on Saturdays alone where they are looked at first: %s, published %s', async (name, where) => {
    const { owner } = await open(name);
    const before = await read();
    await look('hours', owner, SATURDAY);
    expect(changedDays(before, await read())).toEqual(SAME);
    await (where === 'on the form' ? publishSaturday(owner) : publishDraft(owner));
    await expectSaturday(before);
    await expectNoDraft(owner);
  });

  const noDraft = (html: string): boolean => !html.includes('ne sont pas encore publiés');
  async function expectNoDraft(cookie: string): Promise<void> {
    for (const page of ['hours', 'holidays', 'timeOff'])
      expect([page, noDraft(await formAt(page, cookie))]).toEqual([page, true]);
  }

  type By = Readonly<Record<'owner' | 'author', string>>;
  const whileDrafted: Readonly<Record<string, (by: By) => Promise<unknown>>> = {
    'the merchant’s Saturday': ({ owner }) => publishSaturday(owner),
    'an agent’s Saturday': ({ author }) => publishSaturday(author),
    'a touch on its screen': ({ owner }) => confirmers['on its screen'](owner),
    'the link of a mail': () => confirmers['by the link of a mail'](),
  };

  it.each(Object.entries(whileDrafted))(
    'leave to its draft what is only looked at: a holiday, beside %s',
    async (how, act) => {
      const by = await open('holidays off', how.includes('agent') ? 'agent' : 'merchant');
      const before = await read();
      await look('holidays', by.owner, { 'h2027-05-06': ['as-usual'] });
      await act(by);
      const after = await read();
      expect(changedDays(before, after).directory?.filter((day) => !isSaturday(day))).toEqual([]);
      expect(await formAt('holidays', by.owner)).toContain('ne sont pas encore publiés');
      await publishDraft(by.owner);
      // Only that holiday opens: what was taken over of all others stays.
      expect(changedDays(after, await read()).directory).toEqual(['2027-05-06']);
    },
  );

  it('leave a drafted day to its draft, with today that is closed in one tap', async () => {
    const { owner } = await open('holidays off');
    await look('timeOff', owner, {
      ...{ x0first: ['2026-12-12'], x0last: ['2026-12-12'], x0state: ['closed'] },
    });
    const path = pathTo('profile.today', 'fr', { listing });
    expect((await portal.post('ici-bourg', path, { do: 'closed' }, { cookie: owner })).status).toBe(303);
    const closed = await read();
    expect([closed.directory[TODAY], closed.directory['2026-12-12'] !== '']).toEqual(['', true]);
    await publishDraft(owner);
    expect(changedDays(closed, await read()).directory).toEqual(['2026-12-12']);
  });

  it('say once they are published that another page has a draft', async () => {
    const { owner } = await open('holidays off');
    await look('holidays', owner, { 'h2027-05-06': ['as-usual'] });
    const values = { ...valuesIn(await formAt('hours', owner)), ...SATURDAY };
    const { headers } = await stage.publish(listing, owner, { path: 'profile.hours', values });
    const done = await portal.ask('ici-bourg', headers.location ?? '', { headers: { cookie: owner } });
    expect(textOf(done.body)).toMatch(/C’est publié.*D’autres changements.* ne sont pas encore publiés/);
    expect(noDraft(await formAt('hours', owner))).toBe(true);
  });

  it('are in the forms as the page lists them, and in the history with the first hours that are changed', async () => {
    const { owner } = await open('dated days');
    const values = valuesIn(await formAt('timeOff', owner));
    expect(
      ['x0first', 'x0last', 'x0state', 'x0from1', 'x0until1', 'x1first', 'x1last', 'x1state'].map(
        (name) => values[name]?.[0],
      ),
    ).toEqual(['2026-12-24', '2026-12-24', 'hours', '11:00', '13:00', '2026-12-29', '2027-01-02', 'closed']);
    const untouched = await stage.publish(listing, owner, { path: 'profile.timeOff', values });
    expect(untouched.status).toBe(303);
    expect((await pages().find(portal.world.here, listing)).content).toEqual(emptyProfile);
    await stage.publish(listing, owner, {
      path: 'profile.hours',
      values: { ...valuesIn(await formAt('hours', owner)), d6from1: ['07:15'] },
    });
    const { changes } = await history();
    expect(Object.keys(changes).toSorted()).toEqual(['exceptions', 'publicHolidays', 'shopHours']);
    // A day that is taken off the list goes from the page.
    const {
      x0first: _first,
      x0last: _last,
      x0state: _state,
      x0from1: _from,
      x0until1: _until,
      ...rest
    } = valuesIn(await formAt('timeOff', owner));
    await stage.publish(listing, owner, { path: 'profile.timeOff', values: rest });
    const { words } = await read();
    expect(words).not.toContain('24 décembre');
    expect(words).toContain('Du mardi 29 décembre au jeudi 31 décembre, Horaires exceptionnels Fermé');
  });

  it('lose a day that the merchant takes off the list, while the week stays the source’s', async () => {
    const { owner } = await open('dated days');
    const before = await read();
    const values = valuesIn(await formAt('timeOff', owner));
    const without = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('x0')));
    await stage.publish(listing, owner, { path: 'profile.timeOff', values: without });
    const after = await read();
    expect(changedDays(before, after).directory).toEqual(['2026-12-24']);
    expect((await pages().find(portal.world.here, listing)).content.shopHours).toBeNull();
  });

  it('say of holidays in their form what the page says, and credit nobody with those that are left', async () => {
    const { owner } = await open('holidays off');
    const html = await formAt('holidays', owner);
    const values = valuesIn(html);
    expect(values['general']).toEqual(['closed']);
    expect(textOf(html)).toMatch(/Jour de l’An .{0,200}Affiché en ce moment : Fermé/);
    await stage.publish(listing, owner, {
      path: 'profile.holidays',
      values: { ...values, 'h2026-12-25': ['closed'] },
    });
    const { content } = await pages().find(portal.world.here, listing);
    expect(content.publicHolidays).toEqual({ general: null, days: { '2026-12-25': 'closed' } });
    const page = plain((await stage.page(listing)).html);
    expect(page).toMatch(/Noël : le commerce, novembre 2026/);
    expect(page).not.toMatch(/Jours fériés : le commerce/);
    const { schedule } = await shown();
    expect(schedule?.publicHolidays).toEqual([]);
    const words = textOf(await formAt('history', owner));
    expect(words).toMatch(/25 décembre 2026 : fermé · fermé \(d’après d’autres sources\)/);
    // The first hours of one's own: what held on all holidays still does, and the history says so.
    await stage.publish(listing, owner, {
      path: 'profile.hours',
      values: { ...valuesIn(await formAt('hours', owner)), d6from1: ['07:15'] },
    });
    expect((await history()).changes.publicHolidays?.after).toEqual({
      general: 'closed',
      days: { '2026-12-25': 'closed' },
    });
    expect((await read()).words).toMatch(/1er janvier, Jour de l’An Fermé/);
  });

  it('are a confirmation in the history, and nothing that changed', async () => {
    const { owner } = await open('holidays off');
    await confirmers['on its screen'](owner);
    const scope = { locale: 'fr', texts: { has: () => true, line: (key: string) => key } } as const;
    expect(
      revisionWords(await history(), scope, { place: PLACE, tree: baseCategories, today: TODAY })
        .isConfirmation,
    ).toBe(true);
  });
});
