import { checkHtml } from '@halles/platform/theming';
import { OrderingSettingsService } from '@halles/domain/orders';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { GENEROUS } from '@halles/testing';
import { ordersOf } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const ROOM = { do: 'room', step: '', last: 'ends-by-closing', items: '', value: '' };
const CUT_OFF = { do: 'cutOff', cutOff: 'daily', cutOffDays: '1', cutOffWeekday: '5', cutOffTime: '18:00' };

describe('the details of the slots of a shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await (await ordersOf(portal.world)).aProduct(listing);
    expect((await post('/commandes-reglages', RULES)).status).toBe(303);
  });

  const path = '/commandes-creneaux';
  const post = (to: string, fields: Record<string, string>) =>
    portal.post(HERE, `/pro/commerces/${String(listing)}${to}`, fields, { cookie });
  const page = async (query = ''): Promise<string> => {
    const headers = { cookie };
    const { status, body } = await portal.ask(HERE, `/pro/commerces/${String(listing)}${path}${query}`, {
      headers,
    });
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    return body;
  };
  const rules = async () =>
    (await portal.app.get(OrderingSettingsService, { strict: false }).find(portal.world.here, listing))
      ?.pickup;
  const offered = async (): Promise<Date[]> => {
    const { body } = await portal.ask(HERE, `/commerce/x-${String(listing)}/commander`);
    return [...body.matchAll(/<option value="(\d{12,14})"/g)].map(([, from]) => new Date(Number(from)));
  };

  it('are what customers are offered: steps, a cut-off, closed days', async () => {
    expect((await post(path, { ...ROOM, step: '60', items: '12', value: '150,50' })).status).toBe(303);
    expect(await rules()).toMatchObject({ length: 30, step: 60, capacity: { items: 12, cents: 15_050 } });
    expect(new Set((await offered()).map((from) => from.getUTCMinutes()))).toEqual(new Set([0]));

    expect((await post(path, { ...CUT_OFF, cutOffDays: '3' })).status).toBe(303);
    const zone = portal.world.here.tenant.settings.timeZone;
    const today = wallTime(zone, Date.now()).day;
    const firstDay = async () => wallTime(zone, (await offered())[0]?.getTime() ?? 0).day;
    expect((await firstDay()) - today).toBeGreaterThanOrEqual(3);

    const day = isoOfDay(await firstDay());
    expect((await post(path, { do: 'close', firstDay: day, lastDay: day })).status).toBe(303);
    expect(isoOfDay(await firstDay()) > day).toBe(true);
    const pause = /name="pause" value="(\d+-\d+)"/.exec(await page('?fait=close'))?.[1] ?? '';
    expect((await post(path, { do: 'reopen', pause })).status).toBe(303);
    expect(isoOfDay(await firstDay())).toBe(day);

    expect((await post(path, { ...CUT_OFF, cutOff: 'none' })).status).toBe(303);
    expect(await firstDay()).toBe(today);
  });

  it('say how many orders stand for the days that are closed, and lead to them', async () => {
    const form = `/commerce/x-${String(listing)}/commander`;
    const shown = (await portal.ask(HERE, form)).body;
    const [, slot = ''] = /<option value="(\d{12,14})">/.exec(shown) ?? [];
    const [, bread = ''] = /name="(q-[0-9a-f-]{36})"/.exec(shown) ?? [];
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [bread]: '1', slot, ...who });
    const confirm = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    expect((await portal.post(HERE, confirm, fieldsIn(summary.body, confirm))).status).toBe(303);
    const ordered = wallTime(portal.world.here.tenant.settings.timeZone, Number(slot)).day;
    const [day, after] = [isoOfDay(ordered), isoOfDay(ordered + 9)];
    const next = { do: 'close', firstDay: after, lastDay: after };
    expect((await post(path, next)).status).toBe(303);
    expect(await page('?fait=close')).not.toMatch(/tient toujours|tiennent toujours/);
    expect((await post(path, { do: 'close', firstDay: day, lastDay: day })).status).toBe(303);
    const closed = await page('?fait=close');
    for (const words of [
      '1 commande déjà prise pour un jour fermé tient',
      '1 commande déjà prise tient toujours',
    ])
      expect(closed).toContain(words);
    const [, href = ''] = /href="([^"]+jour[^"]+)">Voir celles du/.exec(closed) ?? [];
    const there = href.replaceAll('&#x3D;', '=');
    expect(there).toContain(day);
    expect((await portal.ask(HERE, there, { headers: { cookie } })).body).toContain('Odile Martin');
  });

  it('say on the page that orders that no slot is free, where all days are closed', async () => {
    const zone = portal.world.here.tenant.settings.timeZone;
    const today = wallTime(zone, Date.now()).day;
    const [year, month, date] = isoOfDay(today).split('-');
    const days = { firstDay: `${date}/${month}/${year}`, lastDay: isoOfDay(today + 9) };
    expect((await post(path, { do: 'close', ...days })).status).toBe(303);
    expect(await offered()).toEqual([]);
    const { body } = await portal.ask(HERE, `/commerce/x-${String(listing)}/commander`);
    expect(body).toContain('Aucun créneau n’est libre dans les 7 jours à venir.');
  });

  it('are open again by one button where a first day was mistyped', async () => {
    const zone = portal.world.here.tenant.settings.timeZone;
    const lastDay = isoOfDay(wallTime(zone, Date.now()).day + 1);
    for (const firstDay of ['0026-11-28', '1972-11-28']) {
      const began = Date.now();
      expect((await post(path, { do: 'close', firstDay, lastDay })).status).toBe(303);
      const [{ from = 0 } = {}] = (await rules())?.pauses ?? [];
      expect(from).toBeGreaterThanOrEqual(began);
      const pause = /name="pause" value="(-?\d+-\d+)"/.exec(await page())?.[1] ?? '';
      expect((await post(path, { do: 'reopen', pause })).headers.location).toMatch(/fait=reopen$/);
      expect((await rules())?.pauses).toEqual([]);
    }
  });

  it('are not said to be open again where no days were named', async () => {
    const { status, headers } = await post(path, { do: 'reopen', pause: 'x' });
    expect([status, headers.location]).toEqual([303, `/pro/commerces/${String(listing)}${path}`]);
  });

  it('stay as they are where the form of orders is saved again, and fill in their own', async () => {
    const preparation = {
      do: 'preparation',
      lines1: '6',
      euros1: '',
      minutes1: '30',
      lines2: '',
      euros2: '80',
      minutes2: '120',
    };
    await post(path, { ...preparation, lines3: '', euros3: '', minutes3: '' });
    await post(path, { ...ROOM, step: '15', last: 'starts-by-closing', items: '9' });
    await post(path, { ...CUT_OFF, cutOff: 'weekly' });
    expect((await post('/commandes-reglages', { ...RULES, orders: '4' })).status).toBe(303);
    expect(await rules()).toMatchObject({
      ...{ step: 15, last: 'starts-by-closing', capacity: { orders: 4, items: 9 } },
      preparation: [
        { fromLines: 6, minutes: 30 },
        { fromCents: 8_000, minutes: 120 },
      ],
      cutOff: { kind: 'weekly', weekday: 5, minute: 1_080 },
    });
    const html = await page();
    for (const [name, value] of [
      ['step', '15'],
      ['items', '9'],
      ['lines1', '6'],
      ['euros2', '80,00'],
      ['cutOffTime', '18:00'],
    ])
      expect(html).toMatch(new RegExp(`name="${name ?? ''}"[^>]*value="${value ?? ''}"`));
  });

  it.each([
    ['a step of two minutes', { ...ROOM, step: '2' }, 'step'],
    ['a value that is none', { ...ROOM, value: 'beaucoup' }, 'value'],
    ['no time', { ...CUT_OFF, cutOffTime: '25:00' }, 'cutOffTime'],
    ['no days', { ...CUT_OFF, cutOffDays: '' }, 'cutOffDays'],
    ['a rule without minutes', { do: 'preparation', lines1: '6', euros1: '', minutes1: '' }, 'minutes1'],
    [
      'days that end before they begin',
      { do: 'close', firstDay: '2026-12-24', lastDay: '2026-12-23' },
      'lastDay',
    ],
    ['no date', { do: 'close', firstDay: '2026-02-30', lastDay: '2026-12-23' }, 'firstDay'],
  ])('refuse %s, at its field, and change nothing', async (_, fields, field) => {
    const before = await rules();
    const { status, body } = await post(path, fields);
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain(`href="#${field}"`);
    expect(await rules()).toEqual(before);
  });

  it('are refused of days that are over, and of so many that nobody means them', async () => {
    for (const days of [
      { firstDay: '2020-01-01', lastDay: '2020-01-02' },
      { firstDay: '2099-01-01', lastDay: '2099-01-02' },
    ])
      expect((await post(path, { do: 'close', ...days })).status).toBeGreaterThanOrEqual(400);
  });

  it('stay as a colleague saved them meanwhile, and so do the settings: what both changed is told before it is saved', async () => {
    const seenOf = (body: string, form: string): string =>
      new RegExp(`${form}[^]*?name="seen" value="([^"]*)"`).exec(body)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const settings = '/commandes-reglages';
    const open = async () =>
      (await portal.ask(HERE, `/pro/commerces/${String(listing)}${settings}`, { headers: { cookie } })).body;
    const ours = { ...RULES, answer: '', phone: '', weightTolerance: '20', cancellation: 'slot' };
    const seen = seenOf(await open(), '<form');
    expect((await post(settings, { ...ours, horizon: '14', notice: '60', answer: '30' })).status).toBe(303);
    expect((await post(settings, { ...ours, seen, orders: '4' })).status).toBe(303);
    expect(await rules()).toMatchObject({ horizon: 14, notice: 60, capacity: { orders: 4 } });
    const clash = await post(settings, { ...ours, seen, horizon: '21' });
    expect([clash.status, checkHtml(clash.body, 'fr')]).toEqual([409, []]);
    expect(clash.body).toContain('Changé entre-temps\u00a0: 14.');
    expect(clash.body).toMatch(/id="answer"[^>]* value="30"/);
    expect((await rules())?.horizon).toBe(14);
    const again = { ...ours, orders: '4', notice: '60', answer: '30', seen: seenOf(clash.body, '<form') };
    expect((await post(settings, { ...again, horizon: '21' })).status).toBe(303);
    expect(await rules()).toMatchObject({ horizon: 21, notice: 60 });

    const before = await page();
    expect((await post(path, { ...ROOM, items: '12' })).status).toBe(303);
    expect((await post(path, { ...CUT_OFF, cutOffDays: '2' })).status).toBe(303);
    const room = { ...ROOM, seen: seenOf(before, 'value="room"') };
    expect((await post(path, { ...room, value: '90' })).status).toBe(303);
    expect((await rules())?.capacity).toMatchObject({ items: 12, cents: 9_000 });
    const late = await post(path, {
      ...CUT_OFF,
      cutOffTime: '17:00',
      seen: seenOf(before, 'value="cutOff"'),
    });
    expect([late.status, checkHtml(late.body, 'fr')]).toEqual([409, []]);
    expect(late.body).toContain('Changé entre-temps\u00a0: 2.');
    expect((await rules())?.cutOff).toMatchObject({ daysBefore: 2, minute: 1_080 });
  });
});
