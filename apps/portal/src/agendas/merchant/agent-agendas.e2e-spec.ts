import { randomUUID } from 'node:crypto';
import { agendaResourceSchema, agendaServiceSchema, type MandateGroup } from '@halles/contracts';
import {
  AgendaResources,
  AgendaServices,
  AgendaSettingsService,
  BookingHandling,
  BookingPlacing,
} from '@halles/domain/agendas';
import { instantOf, isoOfDay, wallTime } from '@halles/domain/hours';
import { TownServices } from '@halles/domain/listings';
import { listAudit } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aBooking } from '@halles/testing/agendas';
import { sendAgent, sendToTownService } from '@halles/testing/agents';
import { aShopThatMaySell } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ANSWERS = { template: 'hair', count: '1', duration: '', gauge: '', confirms: 'by-hand' };

describe('an agent of the town at the agenda of a shop', () => {
  let portal: Portal;
  let listing: number;
  let merchant: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie: merchant } = await aShopThatMaySell(portal, 'Salon du Coin'));
    expect((await post('-ouverture', ANSWERS, merchant)).status).toBe(303);
  });

  const path = (to = ''): string => `/pro/commerces/${String(listing)}/agenda${to}`;
  const post = (to: string, fields: Readonly<Record<string, string>>, cookie: string) =>
    portal.post(HERE, path(to), fields, { cookie });
  const ask = (to: string, cookie: string) => portal.ask(HERE, path(to), { headers: { cookie } });
  const read = async (to: string, cookie: string): Promise<string> => {
    const { status, body } = await ask(to, cookie);
    expect([to, status, checkHtml(body, 'fr')]).toEqual([to, 200, []]);
    return body;
  };
  const comeIn = async (scope: readonly MandateGroup[] | null = ['agendas']) => {
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    return { ...sent, cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' };
  };
  const get = <T>(type: abstract new (...args: never[]) => T): T => portal.app.get(type, { strict: false });
  const zone = (): string => portal.world.here.tenant.settings.timeZone;
  const atTen = (days: number): number => instantOf(zone(), wallTime(zone(), Date.now()).day + days, 600);
  const dayOf = (at: number): string => isoOfDay(wallTime(zone(), at).day);
  const entry = async (at: number, more: Readonly<Record<string, string>> = {}) => {
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    const asked = { prestation: service?.id ?? '', jour: dayOf(at), personnes: '1' };
    const who = { name: 'Odile Martin', guestName: '', phone: '06 12 34 56 78', email: '', note: '' };
    return { ...asked, ...who, startsAt: String(at), entry: randomUUID(), ...more };
  };
  const bookedAt = async (at: number) => {
    const [booking] = await get(BookingHandling).list(portal.world.here, listing, {
      from: at,
      until: at + 1,
    });
    if (!booking) throw new Error('nothing is booked');
    return booking;
  };
  const eventsOf = async (id: string) =>
    (await get(BookingHandling).events(portal.world.here, id)).map(
      ({ actor, state, agentId }) => [actor, state, agentId] as const,
    );

  it('books for somebody as the shop would have it booked, which reads who did', async () => {
    const { cookie, accountId } = await comeIn();
    const home = await read('', cookie);
    expect(home).toContain(path('-nouveau'));
    expect(home).not.toMatch(/agenda-(?:regles|prestations|equipe)/);
    const at = atTen(3);
    const sent = await entry(at);
    for (const again of [1, 2])
      expect([again, (await post('-nouveau', sent, cookie)).status]).toEqual([again, 303]);
    const booking = await bookedAt(at);
    // The shop confirms by hand, whoever asks.
    expect([booking.state, booking.source]).toEqual(['pending', 'town']);
    expect(await eventsOf(booking.id)).toEqual([['town', 'pending', accountId]]);
    const day = await read(`?jour=${dayOf(at)}`, merchant);
    expect(day).toContain('Noté par la collectivité');
    expect(await read(`/${booking.id}`, merchant)).toContain('Pris par la collectivité');
  });

  it('keeps to the notice and the limits of the shop, which may give more itself', async () => {
    const { cookie } = await comeIn();
    const settings = get(AgendaSettingsService);
    await settings.change(portal.world.here, listing, { notice: 4 * 1_440, limitAhead: 1 });
    const [early, first, second] = [await entry(atTen(3)), await entry(atTen(5)), await entry(atTen(6))];
    expect((await post('-nouveau', early, cookie)).status).toBe(409);
    expect((await post('-nouveau', early, merchant)).status).toBe(303);
    await settings.change(portal.world.here, listing, { limitAhead: 2 });
    expect((await post('-nouveau', first, cookie)).status).toBe(303);
    const refused = await post('-nouveau', { ...second, sure: 'yes' }, cookie);
    expect([refused.status, refused.body.includes('name="sure"')]).toEqual([409, false]);
    expect((await post('-nouveau', { ...second, sure: 'yes' }, merchant)).status).toBe(303);
  });

  it('confirms, takes its own answer back, moves and cancels; who arrives is seen by the shop alone', async () => {
    const { cookie, accountId } = await comeIn();
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    const input = aBooking(service?.id ?? '', { startsAt: atTen(3) });
    const { id } = await get(BookingPlacing).place(portal.world.here, listing, input, 'fr');
    const shown = await read('', cookie);
    expect(shown).toContain('value="confirm"');
    const step = async (seen: number, fields: Readonly<Record<string, string>>, who = cookie) =>
      (await post('', { booking: id, seen: String(seen), from: '', ...fields }, who)).status;
    expect(await step(1, { do: 'confirm' })).toBe(303);
    expect(await step(2, { do: 'undo' })).toBe(303);
    expect(await step(3, { do: 'confirm' }, merchant)).toBe(303);
    // What the shop answered is not the agent's to take back.
    expect(await step(4, { do: 'undo' })).toBe(409);
    const page = await read(`/${id}`, cookie);
    expect(page).not.toMatch(/name="do" value="(?:undo|arrive|serve|absent)"/);
    expect(await step(4, { do: 'arrive' })).toBe(403);
    const moved = await post(
      `/${id}`,
      { seen: '4', jour: dayOf(atTen(4)), startsAt: String(atTen(4)) },
      cookie,
    );
    expect(moved.status).toBe(303);
    expect(await step(5, { do: 'revoke', reason: 'closed' })).toBe(303);
    const events = await eventsOf(id);
    expect(events.filter(([actor]) => actor === 'town')).toEqual([
      ...(['confirmed', 'pending', 'pending', 'revoked'] as const).map((state) => ['town', state, accountId]),
    ]);
  });

  it('has the calendar, sessions and the waiting list of the shop, and runs none of them', async () => {
    const { cookie, accountId } = await comeIn();
    const { here } = portal.world;
    const [service] = await get(AgendaServices).list(here, listing);
    const { id } = await get(BookingPlacing).place(
      ...([here, listing, aBooking(service?.id ?? '', { startsAt: atTen(3) }), 'fr'] as const),
    );
    const day = `?jour=${dayOf(atTen(3))}`;
    const shown = await read(day, cookie);
    expect(shown).toContain('<agenda-calendar');
    // Time is blocked, and freed, by the shop.
    expect(shown).not.toMatch(/data-pause=|data-block>/);
    for (const to of [`-semaine${day}`, `-feuille${day}`, '-seances', '-attente']) await read(to, cookie);
    const time = { seen: '1', jour: dayOf(atTen(3)), resource: '', duration: '', tell: 'no' };
    const dropped = { ...time, minute: '660', malgre: 'taken,hours' };
    expect((await post(`/${id}/heure`, dropped, cookie)).status).toBe(200);
    expect((await eventsOf(id)).at(-1)?.[0]).toBe('town');
    // Taken by the only chair: what the shop could pass over the agent cannot.
    await get(BookingPlacing).place(
      ...([here, listing, aBooking(service?.id ?? '', { startsAt: atTen(3) }), 'fr'] as const),
    );
    const taken = { ...time, seen: '2', minute: '600', malgre: 'taken' };
    expect((await post(`/${id}/heure`, taken, cookie)).status).toBe(409);
    // Who waits is taken off the list by the agent's name, and put before others by the shop alone.
    const wait = randomUUID();
    await portal.world.work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO booking_wait (id, listing_id, service_id, first_day, last_day, from_minute, until_minute, party, customer_name,
                                   customer_phone, locale, state, idempotency_key, created_at)
         VALUES ($1, $2, $3, $4, $4, 0, 1440, 1, 'Paul', '+33612345678', 'fr', 'waiting', $1, now())`,
        [wait, listing, service?.id, dayOf(atTen(3))],
      ),
    );
    const step = async (what: string) =>
      (await post('-attente', { wait, offer: '', do: what }, cookie)).status;
    expect([await step('raise'), await step('remove')]).toEqual([403, 303]);
    const [removed] = await portal.world.work.read(here, (tx) => listAudit(tx, 1));
    expect(removed).toMatchObject({
      ...{ action: 'wait.removed', actor: `agent:${accountId}` },
      detail: { listing, wait },
    });
    for (const [to, fields] of [
      ['-pause', { do: 'block', jour: dayOf(atTen(3)), from: '14:00', until: '15:00' }],
      ['-seances', { service: service?.id ?? '', day: dayOf(atTen(3)), time: '10:00', seats: '4' }],
    ] as const)
      expect([to, (await post(to, fields, cookie)).status]).toEqual([to, 403]);
  });

  it('takes back nothing that the shop did, by whatever button', async () => {
    const { cookie } = await comeIn();
    const [service] = await get(AgendaServices).list(portal.world.here, listing);
    const input = aBooking(service?.id ?? '', { startsAt: atTen(3) });
    const { id } = await get(BookingPlacing).place(portal.world.here, listing, input, 'fr');
    const step = async (seen: number, fields: Readonly<Record<string, string>>, who = cookie) =>
      (await post('', { booking: id, seen: String(seen), from: '', ...fields }, who)).status;
    expect(await step(1, { do: 'revoke', reason: 'closed' }, merchant)).toBe(303);
    for (const back of ['confirm', 'undo']) expect([back, await step(2, { do: back })]).toEqual([back, 409]);
    expect((await eventsOf(id)).map(([, state]) => state)).toEqual(['pending', 'revoked']);
    expect(await step(2, { do: 'undo' }, merchant)).toBe(303);
    expect(await step(3, { do: 'confirm' })).toBe(303);
  });

  it('books what the shop offers to everybody, with whom its customers choose', async () => {
    const { cookie } = await comeIn();
    const services = get(AgendaServices);
    const { here } = portal.world;
    const change = async (more: object): Promise<void> => {
      const [own] = await services.list(here, listing);
      const { id, invitation: _, ...rest } = own ?? { id: '', invitation: 0 };
      await services.save(here, listing, id, agendaServiceSchema.parse({ ...rest, ...more }));
    };
    const [avec, bruno] = [randomUUID(), randomUUID()];
    for (const [id, name] of [
      [avec, 'Anne'],
      [bruno, 'Bruno'],
    ] as const)
      await get(AgendaResources).save(here, listing, id, agendaResourceSchema.parse({ kind: 'staff', name }));
    await change({ resourceIds: [avec, bruno] });
    const at = atTen(3);
    const shown = `-nouveau?jour=${dayOf(at)}&avec=${avec}`;
    expect(await read(shown, merchant)).toContain(avec);
    // Nobody is chosen there: neither is it asked, nor carried on.
    expect(await read(shown, cookie)).not.toContain(avec);
    await change({ choosesPerson: true });
    expect(await read(shown, cookie)).toContain(avec);
    expect((await post('-nouveau', await entry(at, { avec }), cookie)).status).toBe(303);
    // Its customer keeps whom they chose: what is offered for a move is what the move takes.
    const booking = await bookedAt(at);
    const taken = atTen(4);
    expect((await post('-nouveau', await entry(taken, { avec }), merchant)).status).toBe(303);
    const moves = `/${booking.id}?jour=${dayOf(taken)}`;
    expect(await read(moves, merchant)).toContain(`value="${String(taken)}"`);
    expect(await read(moves, cookie)).not.toContain(`value="${String(taken)}"`);

    const service = booking.serviceId;
    for (const access of ['staff', 'invited']) {
      await change({ access });
      expect(await read('-nouveau', merchant)).toContain(service);
      expect(await read('-nouveau', cookie)).not.toContain(service);
      const sent = await entry(atTen(5));
      expect([access, (await post('-nouveau', sent, cookie)).status]).toEqual([access, 404]);
    }
    expect((await post('-nouveau', await entry(atTen(5)), merchant)).status).toBe(303);
  });

  it('is let into no agenda by a mandate that does not name it, nor to what runs it by one that does', async () => {
    const { cookie } = await comeIn();
    for (const closed of ['-regles', '-prestations', '-equipe', '-ouverture'])
      expect([closed, (await ask(closed, cookie)).status]).toEqual([closed, 403]);
    for (const scope of [null, ['orders', 'products']] as const) {
      const other = await comeIn(scope);
      for (const to of ['', '-nouveau'])
        expect([scope, to, (await ask(to, other.cookie)).status]).toEqual([scope, to, 403]);
    }
  });

  describe('at a service of the town hall', () => {
    const WEEK = {
      ...{ version: '0', mode: 'shop', do: 'publish' },
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
          [`d${String(day)}from1`, '08:00'],
          [`d${String(day)}until1`, '20:00'],
        ]),
      ),
    };
    const DESK = { template: 'desk', count: '1', duration: '', gauge: '', confirms: 'at-once' };
    let cookie: string;

    beforeEach(async () => {
      const input = {
        ...{ id: randomUUID(), name: 'Permanence du maire', street: '3 place de la Mairie' },
        ...{ postalCode: '33000', communeCode: '33063', phone: null, email: null },
      };
      listing = await get(TownServices).add(portal.world.here, input, null, new Date());
      const { link } = await sendToTownService(portal.world, portal.world.here, listing);
      const { headers } = await portal.ask(HERE, `/pro/agent/${link}`);
      cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
      const hours = await portal.post(HERE, `/pro/commerces/${String(listing)}/horaires`, WEEK, { cookie });
      expect(hours.status).toBe(303);
      expect((await post('-ouverture', DESK, cookie)).status).toBe(303);
    });

    it('runs its agenda, which anybody books in, and is a service and no business on its page', async () => {
      expect(await read('', cookie)).toContain('un service de la collectivité');
      for (const to of ['-prestations', '-equipe', '-seances', '-attente', '-chiffres'])
        await read(to, cookie);
      const pause = { do: 'block', jour: dayOf(atTen(3)), from: '14:00', until: '15:00' };
      expect((await post('-pause', pause, cookie)).status).toBe(200);
      // Nobody has an account there whom a summary of the day would be mailed to, and the town gave no address.
      const rules = await read('-regles', cookie);
      expect(rules).toContain('name="reminderTime"');
      expect(rules).not.toContain('id="summaryTime"');
      expect(rules).not.toContain('name="summaryWhenEmpty"');
      const page = await portal.ask(HERE, `/commerce/permanence-du-maire-${String(listing)}`);
      expect([page.status, checkHtml(page.body, 'fr')]).toEqual([200, []]);
      expect(page.body).toContain('Un service de la collectivité');
      expect(page.body).not.toContain('/revendiquer');
      const [service] = await get(AgendaServices).list(portal.world.here, listing);
      const input = aBooking(service?.id ?? '', { startsAt: atTen(3) });
      const { id } = await get(BookingPlacing).place(portal.world.here, listing, input, 'fr');
      const arrived = { booking: id, seen: '1', from: '', do: 'serve' };
      // Too early to be seen to, but the agent's to note.
      expect((await post('', { ...arrived, do: 'revoke', reason: 'closed' }, cookie)).status).toBe(303);
      expect((await eventsOf(id)).map(([actor]) => actor)).toEqual(['customer', 'town']);
    });

    it('books at once and whatever notice is asked of others', async () => {
      await get(AgendaSettingsService).change(portal.world.here, listing, { notice: 9 * 1_440 });
      expect((await post('-nouveau', await entry(atTen(3)), cookie)).status).toBe(303);
      expect(await bookedAt(atTen(3))).toMatchObject({ state: 'confirmed', source: 'town' });
    });

    it('is nobody’s to claim, and is merged with nothing', async () => {
      const claim = await portal.ask(HERE, `/pro/revendiquer/${String(listing)}`, {
        headers: { cookie: merchant },
      });
      expect(claim.status).toBe(404);
    });

    it('keeps nothing where it is no service any more once the request was let in', async () => {
      const { work, here } = portal.world;
      await work.write(here, ({ manager }) =>
        manager.query('DELETE FROM town_service WHERE listing_id = $1', [listing]),
      );
      expect((await ask('', cookie)).status).not.toBe(200);
    });
  });
});
