import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import {
  AgendaResources,
  AgendaServices,
  AgendaSessions,
  AgendaSettingsService,
  type Booking,
  BookingHandling,
  BookingHolds,
  BookingPlacing,
  BusyTimes,
} from '@halles/domain/agendas';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aBooking } from '@halles/testing/agendas';
import { aShopThatMaySell } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ANSWERS = { template: 'hair', count: '2', duration: '40', gauge: '6', confirms: 'at-once' };

describe('the calendar of an agenda', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let booking: Booking;
  let chairs: readonly string[];

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Salon du Coin'));
    expect((await post('-ouverture', ANSWERS)).status).toBe(303);
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    const input = aBooking(service?.id ?? '', { startsAt: at(600) });
    const { id } = await get(BookingPlacing).place(portal.world.here, listing, input, 'fr');
    booking = await find(id);
    chairs = (await get(AgendaResources).list(portal.world.here, listing)).map((one) => one.id);
  });

  const get = <T>(type: abstract new (...args: never[]) => T): T => portal.app.get(type, { strict: false });
  const find = (id: string): Promise<Booking> => get(BookingHandling).get(portal.world.here, id);
  const zone = (): string => portal.world.here.tenant.settings.timeZone;
  const day = (): number => wallTime(zone(), Date.now()).day + 3;
  const at = (minute: number): number => instantOf(zone(), day(), minute);
  const accountOf = async (): Promise<string> => {
    const [account] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM account LIMIT 1'),
    );
    return account?.id ?? '';
  };
  const path = (to = ''): string => `/pro/commerces/${String(listing)}/agenda${to}`;
  const post = (to: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    portal.post(HERE, path(to), fields, { cookie, ...headers });
  const send = async (to: string, fields: Record<string, string>) => {
    const { status, body } = await post(to, fields, { accept: 'application/json' });
    return { status, answer: JSON.parse(body) as { detail?: string; seen?: number } };
  };
  const move = (fields: Record<string, string> = {}, id = booking.id) =>
    send(`/${id}/heure`, {
      ...{ seen: String(booking.event), jour: isoOfDay(day()), minute: '660' },
      ...{ resource: '', duration: '', tell: 'no', ...fields },
    });

  it('shows a day, a week and a sheet of paper, whatever the address asks for', async () => {
    for (const to of ['', '-semaine', '-feuille'])
      for (const query of [`?jour=${isoOfDay(day())}`, '?jour=hier', `?avec=${String(chairs[0])}`]) {
        const { body, status } = await portal.ask(HERE, path(to + query), { headers: { cookie } });
        expect([to, query, status, checkHtml(body, 'fr')]).toEqual([
          to,
          query,
          to === '' && query === '?jour=hier' ? 422 : 200,
          [],
        ]);
      }
    const { body } = await portal.ask(HERE, `${path()}?jour=${isoOfDay(day())}`, { headers: { cookie } });
    expect(body).toContain(`data-booking="${booking.id}"`);
    expect(body).toContain('1 sur 6');
  });

  it('moves an appointment to where it was dropped, and tells who looked at an old one', async () => {
    const { status, answer } = await move({ resource: chairs[1] ?? '' });
    expect([status, answer]).toEqual([200, { seen: 2 }]);
    const moved = await find(booking.id);
    expect([moved.startsAt.getTime(), moved.resources.map(({ id }) => id)]).toEqual([at(660), [chairs[1]]]);
    const stale = await move({ minute: '720' });
    expect([stale.status, stale.answer.detail]).toEqual([409, expect.stringContaining('vient de changer')]);
  });

  it.each([
    ['an hour that is none', { minute: '1440' }, 422],
    ['a day that is none', { jour: '2026-02-30' }, 422],
    ['a number that is none', { seen: '-1' }, 422],
    ['a time off the step', { minute: '663' }, 409],
    ['a length that is not offered', { duration: '7' }, 409],
    ['somebody of nowhere', { resource: '0193a7e2-0000-7000-8000-000000000009' }, 409],
    ['somebody who is no id', { resource: 'moi' }, 422],
  ])('refuses %s, and says why', async (_, fields, expected) => {
    const { status, answer } = await move(fields);
    expect([status, (answer.detail ?? '').length > 10]).toEqual([expected, true]);
    expect((await find(booking.id)).event).toBe(1);
  });

  it('says what a move passes over before it is made, in the calendar and on the page of the appointment', async () => {
    // The shop of the tests is never closed: each chair is taken.
    const other = aBooking(booking.serviceId, { startsAt: at(720), email: 'paul@habitant.example' });
    await get(BookingPlacing).place(portal.world.here, listing, other, 'fr');
    const again = aBooking(booking.serviceId, { startsAt: at(720), name: 'Aline Roux' });
    await get(BookingPlacing).place(portal.world.here, listing, again, 'fr');
    const refused = await move({ minute: '720' });
    expect([refused.status, refused.answer]).toMatchObject([
      409,
      {
        ...{ code: 'booking-passes-rules', params: { rules: ['taken'] } },
        detail: expect.stringContaining('Rien n’est encore déplacé'),
      },
    ]);
    expect((await find(booking.id)).event).toBe(1);
    expect((await move({ minute: '720', malgre: 'hours,rien' })).status).toBe(409);
    expect((await move({ minute: '720', malgre: 'taken' })).status).toBe(200);
    // The same without scripts: another time is typed, and what it passes over is read first.
    const typed = { seen: '2', jour: isoOfDay(day()), startsAt: '', autreHeure: '12 h 20' };
    const asked = await post(`/${booking.id}`, typed);
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([409, []]);
    expect(asked.body).toMatch(/name="malgre" value="taken"/);
    expect(asked.body).toContain('Déplacer quand même et prévenir le client');
    expect((await post(`/${booking.id}`, { ...typed, malgre: 'taken' })).status).toBe(303);
    expect((await find(booking.id)).startsAt.getTime()).toBe(at(740));
    const page = await portal.ask(HERE, path(`/${booking.id}`), { headers: { cookie } });
    expect(page.body).toMatch(/Déplacé par [^<]+12\u00a0h\u00a020, /);
    for (const wrong of [{ autreHeure: 'tantôt' }, { autreHeure: '' }, { startsAt: String(at(600)) }])
      expect((await post(`/${booking.id}`, { ...typed, seen: '3', ...wrong })).status).toBe(422);
  });

  it('shows sessions, times that are held and calendars of others, in columns and in the list', async () => {
    const { here, work } = portal.world;
    const workshop = randomUUID();
    const group = agendaServiceSchema.parse({
      ...{ name: 'Atelier chignon', isGroup: true, duration: 60, resourceIds: [chairs[0] ?? ''] },
    });
    await get(AgendaServices).save(here, listing, workshop, group);
    const asked = { serviceId: workshop, startsAt: [at(840)], seats: 5, place: null };
    await get(AgendaSessions).add(here, listing, asked);
    const seat = aBooking(workshop, { startsAt: at(840), name: 'Zoé Petit', party: 1 });
    await get(BookingPlacing).place(here, listing, seat, 'fr');
    const hold = { id: randomUUID(), serviceId: booking.serviceId, startsAt: at(1_020), party: 1 };
    await get(BookingHolds).hold(here, listing, hold);
    const source = { resourceId: chairs[1] ?? '', address: 'https://agenda.example/a.ics' };
    await get(BusyTimes).add(here, listing, { ...source, accountId: await accountOf() });
    await work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO agenda_busy_time (source_id, listing_id, during)
         SELECT id, listing_id, tstzrange($2, $3) FROM agenda_busy_source WHERE listing_id = $1`,
        [listing, new Date(at(960)), new Date(at(1_000))],
      ),
    );
    for (const to of [`?jour=${isoOfDay(day())}`, `-semaine?jour=${isoOfDay(day())}`]) {
      const { body } = await portal.ask(HERE, path(to), { headers: { cookie } });
      expect([to, checkHtml(body, 'fr')]).toEqual([to, []]);
      const [calendar = '', list = ''] = body.split('id="cal-list"');
      for (const said of ['Atelier chignon', '1 place réservée sur 5', 'En cours de réservation, jusqu’à'])
        expect([to, said, calendar.includes(said), list.includes(said)]).toEqual([to, said, true, true]);
      for (const part of [calendar, list]) expect(part).toContain('Occupé ailleurs (agenda externe)');
      expect(calendar).toMatch(/cal__item--session" data-from="840" data-until="900"/);
      // Who comes to a session stands in it, and by name in the list.
      expect([calendar.includes('Zoé Petit'), list.includes('Zoé Petit')]).toEqual([false, true]);
    }
  });

  it('knows no appointment of another shop', async () => {
    const other = await aShopThatMaySell(portal, 'Ailleurs');
    const [own, id] = [listing, booking.id];
    ({ listing, cookie } = other);
    expect((await move({}, id)).status).toBe(404);
    expect((await move({}, 'rien')).status).toBe(404);
    listing = own;
    expect((await move({}, id)).status).toBe(404);
  });

  it('blocks a stretch of a day and frees it again, and not one that ends before it begins', async () => {
    const block = { do: 'block', jour: isoOfDay(day()), from: '14:00', until: '15:30' };
    expect((await send('-pause', block)).status).toBe(200);
    const pauses = async () => (await get(AgendaSettingsService).read(portal.world.here, listing)).pauses;
    expect(await pauses()).toEqual([{ from: at(840), until: at(930) }]);
    for (const wrong of [{ until: '13:00' }, { from: '25:00' }, { jour: 'demain' }])
      expect((await send('-pause', { ...block, ...wrong })).status).toBe(422);
    expect((await send('-pause', { do: 'free', pause: `${at(840)}-${at(930)}` })).status).toBe(200);
    expect(await pauses()).toEqual([]);
    expect((await send('-pause', { do: 'free', pause: 'tout' })).status).toBe(422);
  });

  it('says of blocked time that is to be freed that somebody freed or changed it meanwhile', async () => {
    const block = { do: 'block', jour: isoOfDay(day()), from: '14:00', until: '15:30' };
    await send('-pause', block);
    const shorter = { do: 'free', pause: `${at(840)}-${at(900)}` };
    const refused = await send('-pause', shorter);
    expect([refused.status, refused.answer.detail]).toEqual([
      409,
      expect.stringContaining('libéré ou remplacé'),
    ]);
    for (const stale of [shorter, { ...shorter, pause: 'tout' }]) {
      const page = await post('-regles', stale);
      expect([page.status, page.body.includes('libéré ou remplacé')]).toEqual([409, true]);
    }
    const { pauses } = await get(AgendaSettingsService).read(portal.world.here, listing);
    expect(pauses).toEqual([{ from: at(840), until: at(930) }]);
  });

  it('notes from a column that somebody is away each week, and takes it out again', async () => {
    const who = chairs[0] ?? '';
    const block = { do: 'block', jour: isoOfDay(day()), from: '14:00', until: '16:00', who };
    expect((await send('-pause', { ...block, weekly: 'yes', reason: 'Formation' })).status).toBe(200);
    const shown = async (to: string) => (await portal.ask(HERE, path(to), { headers: { cookie } })).body;
    const nextWeek = await shown(`?jour=${isoOfDay(day() + 7)}`);
    expect(nextWeek).toContain('Absent, chaque semaine · Formation');
    const absence = /data-absence="([^"]+)"/.exec(nextWeek)?.[1] ?? '';
    expect(await shown(`?jour=${isoOfDay(day() + 6)}`)).not.toContain('Formation');
    for (const wrong of [{ who: 'moi' }, { who: '', weekly: 'yes' }, { reason: 'https://a.example' }])
      expect((await send('-pause', { ...block, ...wrong })).status).toBe(422);
    const nobody = { ...block, who: '0193a7e2-0000-7000-8000-000000000009' };
    expect((await send('-pause', nobody)).status).toBe(404);
    const past = await send('-pause', { ...block, jour: '2020-01-06' });
    expect([past.status, past.answer.detail]).toEqual([409, expect.stringContaining('Rien n’a été noté')]);
    const page = await post('-regles', { do: 'block', firstDay: '2020-01-06', who });
    expect([page.status, page.body.includes('cette absence se termine')]).toEqual([409, true]);
    expect((await send('-pause', { do: 'back', who, absence })).status).toBe(200);
    expect((await send('-pause', { do: 'back', who, absence })).status).toBe(409);
    expect(await shown(`?jour=${isoOfDay(day() + 7)}`)).not.toContain('Formation');
  });

  it('opens the form for the counter at the time that was touched', async () => {
    const query = `?jour=${isoOfDay(day())}&heure=11:00&avec=nobody`;
    const { body } = await portal.ask(HERE, path(`-nouveau${query}`), { headers: { cookie } });
    expect(body).toMatch(new RegExp(`value="${at(660)}" selected`));
    expect(body).not.toContain('ou ne l’est plus');
  });

  it('says of a time that was touched that it is not free any more', async () => {
    const other = aBooking(booking.serviceId, { startsAt: at(600), email: 'paul@habitant.example' });
    await get(BookingPlacing).place(portal.world.here, listing, other, 'fr');
    const query = `?jour=${isoOfDay(day())}&heure=10:00`;
    const { body } = await portal.ask(HERE, path(`-nouveau${query}`), { headers: { cookie } });
    expect(body).toContain('10\u00a0h n’est pas libre ce jour-là');
    expect(body).not.toMatch(/<option value="\d+" selected>\d+ h/);
  });
});
