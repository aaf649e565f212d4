import { agendaServiceSchema } from '@halles/contracts';
import { AgendaServices, AgendaSettingsService, BookingPlacing } from '@halles/domain/agendas';
import { instantOf, wallTime } from '@halles/domain/hours';
import { checkHtml } from '@halles/platform/theming';
import { aBooking, openAgenda } from '@halles/testing/agendas';
import ICAL from 'ical.js';
import { v7 as uuid } from 'uuid';
import { aShopThatMaySell } from '../../../../testing/order-shop';
import { openPortal, type Portal } from '../../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('calendars of an agenda', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal();
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Salon du Coin'));
    await get(AgendaSettingsService).save(portal.world.here, listing, openAgenda());
    const service = agendaServiceSchema.parse({ name: 'Coupe', resourceIds: [] });
    await get(AgendaServices).save(portal.world.here, listing, uuid(), service);
  });
  afterAll(() => portal.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => portal.app.get(type, { strict: false });
  const path = (): string => `/pro/commerces/${String(listing)}/agenda-calendriers`;
  const feed = (address: string, headers: Record<string, string> = {}) =>
    portal.ask(HERE, new URL(address).pathname, { headers });
  const made = async (): Promise<string> => {
    const { status, body } = await portal.post(HERE, path(), { do: 'make', of: '' }, { cookie });
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    return /<code>(http[^<]+\/agenda\/[\w-]{43}\/agenda\.ics)<\/code>/.exec(body)?.[1] ?? '';
  };

  it('are read by programs at an address that is shown once, and that asks nothing of them', async () => {
    const address = await made();
    const shown = await portal.ask(HERE, path(), { headers: { cookie } });
    expect([
      shown.status,
      shown.body.includes(address),
      shown.body.includes('Adresse active depuis'),
    ]).toEqual([200, false, true]);
    const zone = portal.world.here.tenant.settings.timeZone;
    const startsAt = instantOf(zone, wallTime(zone, Date.now()).day + 2, 600);
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    await get(BookingPlacing).place(
      portal.world.here,
      listing,
      aBooking(service?.id ?? '', { startsAt }),
      'fr',
    );

    const { status, headers, body } = await feed(address);
    expect([status, headers['content-type'], headers['x-robots-tag'], headers['set-cookie']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'noindex, nofollow',
      undefined,
    ]);
    const calendar = new ICAL.Component(ICAL.parse(body) as unknown[]);
    const [event] = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect([event?.summary, event?.startDate.toJSDate().getTime()]).toEqual([
      'Coupe · Odile Martin',
      startsAt,
    ]);
    expect(body.replaceAll('\r\n ', '')).toContain(`/pro/commerces/${String(listing)}/agenda/`);
    const english = await feed(
      address.replace('/agenda/', '/en/agenda/').replace('agenda.ics', 'calendar.ics'),
    );
    expect([english.status, english.headers['etag'] === headers['etag']]).toEqual([200, false]);

    const tag = await feed(address, { 'if-none-match': String(headers['etag']) });
    const since = await feed(address, { 'if-modified-since': String(headers['last-modified']) });
    const before = await feed(address, { 'if-modified-since': 'Tue, 01 Dec 2020 06:00:00 GMT' });
    expect([tag, since, before].map((answer) => [answer.status, answer.body === ''])).toEqual([
      [304, true],
      [304, true],
      [200, false],
    ]);
  });

  it('end with a touch, and addresses that are none are refused after some', async () => {
    const [first, second] = [await made(), await made()];
    expect([(await feed(first)).status, (await feed(second)).status]).toEqual([404, 200]);
    const { status, headers } = await portal.post(HERE, path(), { do: 'revoke', of: '' }, { cookie });
    expect([status, headers.location]).toEqual([303, `${path()}?fait=revoke`]);
    const gone = await feed(second);
    expect([gone.status, gone.body.includes('BEGIN:VCALENDAR')]).toEqual([404, false]);
    const answers: number[] = [];
    for (let turn = 0; turn < 70 && answers.at(-1) !== 429; turn += 1)
      answers.push((await feed(second)).status);
    expect([answers.at(-1), answers.length > 50]).toEqual([429, true]);
    expect((await portal.ask('autre-ville', new URL(second).pathname)).status).toBe(404);
  });

  it('say so where the agenda is closed', async () => {
    await get(AgendaSettingsService).change(portal.world.here, listing, { isOpen: false });
    const { status, body } = await portal.post(HERE, path(), { do: 'make', of: '' }, { cookie });
    expect([status, body.includes('ne prend pas de rendez-vous')]).toEqual([409, true]);
  });
});
