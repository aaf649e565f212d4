import { randomUUID } from 'node:crypto';
import { AgendaServices, type Booking } from '@halles/domain/agendas';
import { agendaServiceSchema } from '@halles/contracts';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import {
  aBooking,
  agendasOf,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  type Salon,
} from '@halles/testing/agendas';
import { ordersOf, type OrdersWorld, outcomesOf, whileBusy } from '@halles/testing/orders';
import { openWorld } from '@halles/testing';
import { BUSY_AT, BusyPlace, KINDS, randomOf } from './busy-place';
import { note, setting } from './measure';

/** What one run does at random; `MODEL_RUNS=10000 npm test -- bookings-parallel` is the whole measure. */
const RUNS = setting('MODEL_RUNS', 120);
const WORKERS = 8;

jest.setTimeout(2 * MINUTE + RUNS * 500);

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);
const many = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
const counted = (codes: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [code, codes.filter((one) => one === code).length]),
  );

describe('bookings at the same time', () => {
  let agendas: AgendasWorld;
  let orders: OrdersWorld;

  beforeAll(async () => {
    const world = await openWorld();
    agendas = await agendasOf(world);
    orders = await ordersOf(world);
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const asCustomer = (booking: Booking) => bookingMove(booking, { actor: 'customer' });
  const find = (id: string): Promise<Booking> => agendas.handling.get(agendas.world.here, id);
  /** Pairs of bookings of one resource beyond what it takes at once. */
  const doubled = (salon: Salon): Promise<unknown[]> =>
    agendas.rowsOf(
      `SELECT a.booking_id, b.booking_id FROM booking_resource a JOIN booking_resource b
           ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.booking_id < b.booking_id AND a.during && b.during
        WHERE a.listing_id = $1 AND a.is_taken AND b.is_taken`,
      [salon.id],
    );

  it('CON-1: of two hundred for five seats, five have one and the others are told so', async () => {
    const salon = await agendas.aSalon({ resource: { kind: 'seat' }, staff: 5 });
    const began = performance.now();
    const results = await many(200, () => agendas.place(salon));
    note('CON-1', { milliseconds: Math.round(performance.now() - began) });
    expect(counted(outcomesOf(results))).toEqual({ 'booking-refused': 195, done: 5 });
    expect(await doubled(salon)).toEqual([]);
  });

  it('CON-2: of four hundred intervals three overlap at most, and who is refused found three', async () => {
    const salon = await agendas.aSalon({
      ...{ resource: { kind: 'room', capacity: 3 }, settings: { step: 5 }, service: { duration: 5 } },
    });
    const [room = ''] = salon.staff;
    const lengths = [5, 10, 20, 35, 60];
    const services = await Promise.all(
      lengths.map(async (duration) => {
        const id = randomUUID();
        const service = agendaServiceSchema.parse({ name: `${duration} min`, duration, resourceIds: [room] });
        await agendas.services.get(AgendaServices).save(agendas.world.here, salon.id, id, service);
        return { service: id, length: duration * MINUTE };
      }),
    );
    const random = randomOf(20_261_201);
    const AT_TWO = AT_TEN + 4 * HOUR;
    const asked = Array.from({ length: 400 }, () => {
      const { service, length } = services[random(services.length)] ?? { service: '', length: 0 };
      const from = AT_TWO + random(48) * 5 * MINUTE;
      return { service, from, until: from + length };
    });
    const results = await many(asked.length, (index) => {
      const { service = '', from = 0 } = asked[index] ?? {};
      return agendas.place({ ...salon, service }, { startsAt: from });
    });
    const outcomes = outcomesOf(results);
    expect(Object.keys(counted(outcomes))).toEqual(['booking-refused', 'done']);
    const [taken, refused] = ['done', 'booking-refused'].map((code) =>
      asked.filter((_, index) => outcomes[index] === code),
    );
    const overlapAt = (minute: number): number =>
      (taken ?? []).filter(({ from, until }) => from <= minute && minute < until).length;
    const highestIn = ({ from, until }: { readonly from: number; readonly until: number }): number => {
      let most = 0;
      for (let minute = from; minute < until; minute += 5 * MINUTE) most = Math.max(most, overlapAt(minute));
      return most;
    };
    expect(highestIn({ from: AT_TWO, until: AT_TWO + 5 * HOUR })).toBe(3);
    expect((refused ?? []).filter((interval) => highestIn(interval) < 3)).toEqual([]);
    expect(await doubled(salon)).toEqual([]);
  });

  it('CON-3, Cal.com #29958: of two that wait for one chair never both are confirmed', async () => {
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    expect(counted(outcomesOf(await many(2, () => agendas.place(salon))))).toEqual({
      ...{ 'booking-refused': 1, done: 1 },
    });
    const [{ id = '' } = {}] = await agendas.rowsOf<{ id: string }>(
      'SELECT id FROM booking WHERE listing_id = $1',
      [salon.id],
    );
    const pending = await find(id);
    const confirms = await many(4, () =>
      agendas.handling.take(
        agendas.world.here,
        bookingMove(pending, { accountId: randomUUID() }),
        'confirmed',
      ),
    );
    expect(counted(outcomesOf(confirms))).toEqual({ 'booking-moved': 3, done: 1 });
    // The other comes back from a cancellation to a chair that was given away: it is not confirmed either.
    const revoked = await find(id);
    await agendas.handling.take(agendas.world.here, bookingMove(revoked), 'revoked', 'absent');
    const next = await agendas.placed(salon);
    const before = await find(id);
    const both = await Promise.allSettled([
      agendas.handling.take(agendas.world.here, bookingMove(before), 'confirmed'),
      agendas.handling.take(agendas.world.here, bookingMove(next), 'confirmed'),
    ]);
    expect(outcomesOf(both)).toEqual(['booking-refused', 'done']);
  });

  it('CON-3: while one is cancelled others book: the seat is had once, and not lost', async () => {
    const salon = await agendas.aSalon();
    for (let round = 0; round < 5; round += 1) {
      const startsAt = AT_TEN + round * DAY;
      const booking = await agendas.placed(salon, { startsAt });
      const [cancelled, ...booked] = await Promise.allSettled([
        agendas.handling.take(agendas.world.here, asCustomer(booking), 'excused'),
        ...Array.from({ length: 4 }, () => agendas.place(salon, { startsAt })),
      ]);
      expect(outcomesOf([cancelled])).toEqual(['done']);
      const got = outcomesOf(booked).filter((code) => code === 'done').length;
      expect(got).toBeLessThanOrEqual(1);
      const late = await many(1, () => agendas.place(salon, { startsAt }));
      expect(outcomesOf(late)).toEqual([got === 1 ? 'booking-refused' : 'done']);
    }
  });

  it('CON-3: two that swap their times keep theirs where there is one chair, and have them where there are two', async () => {
    for (const staff of [1, 2]) {
      const salon = await agendas.aSalon({ staff });
      // On two days: each locks both, in the same order.
      const times = [AT_TEN, AT_TEN + DAY];
      const [one, other] = [
        await agendas.placed(salon, { startsAt: times[0] }),
        await agendas.placed(salon, { startsAt: times[1] }),
      ];
      const swapped = await Promise.allSettled([
        agendas.handling.move(agendas.world.here, asCustomer(one), times[1] ?? 0),
        agendas.handling.move(agendas.world.here, asCustomer(other), times[0] ?? 0),
      ]);
      const outcome = staff === 1 ? 'booking-refused' : 'done';
      expect(outcomesOf(swapped)).toEqual([outcome, outcome]);
      const after = [(await find(one.id)).startsAt.getTime(), (await find(other.id)).startsAt.getTime()];
      expect(after).toEqual(staff === 1 ? times : times.toReversed());
      expect(await doubled(salon)).toEqual([]);
    }
  });

  it('Cal.com #13397: ten requests at once for one time are one booking', async () => {
    const salon = await agendas.aSalon();
    const results = await many(10, (index) => agendas.place(salon, { name: `Client ${index + 1}` }));
    expect(counted(outcomesOf(results))).toEqual({ 'booking-refused': 9, done: 1 });
  });

  it('Easy!Appointments #845: ten at once for whoever is free are three, each with somebody else', async () => {
    const salon = await agendas.aSalon({ staff: 3 });
    const results = await many(10, () => agendas.place(salon));
    expect(counted(outcomesOf(results))).toEqual({ 'booking-refused': 7, done: 3 });
    const served = await agendas.rowsOf<{ who: string }>(
      'SELECT DISTINCT resource_id AS who FROM booking_resource WHERE listing_id = $1 AND is_taken',
      [salon.id],
    );
    expect(served).toHaveLength(3);
  });

  it('Easy!Appointments 1.6: nobody of another shop serves, whoever names them', async () => {
    const [salon, other] = [await agendas.aSalon(), await agendas.aSalon()];
    const service = agendaServiceSchema.parse({ name: 'Coupe', resourceIds: other.staff });
    const named = agendas.services
      .get(AgendaServices)
      .save(agendas.world.here, salon.id, salon.service, service);
    await expect(named).rejects.toMatchObject({ code: 'agenda-resource-not-found' });
    const booked = agendas.placing.place(agendas.world.here, salon.id, aBooking(other.service), 'fr');
    await expect(booked).rejects.toMatchObject({ code: 'agenda-service-not-found' });
  });

  it('whatever is booked, moved, cancelled, held, waited for, collected, offered earlier, walked in and ruled at random: nobody above the gauge, nobody twice, nothing lost', async () => {
    const GAUGE = 5;
    agendas.at(BUSY_AT);
    const place = await BusyPlace.open(agendas, orders, GAUGE);
    const outcomes: string[] = [];
    const worker = async (index: number): Promise<void> => {
      const random = randomOf(7 + index);
      for (let run = index; run < RUNS; run += WORKERS)
        try {
          outcomes.push(`${await whileBusy(() => place.act(random))}: done`);
        } catch (error) {
          outcomes.push(codeOf(error));
        }
    };
    await Promise.all(Array.from({ length: WORKERS }, (_, index) => worker(index)));
    note('what came of it', counted(outcomes));
    const refusals = outcomes.filter((code) => !code.endsWith(': done'));
    const clean = [
      ...['booking-moved', 'booking-refused', 'slot-refused', 'order-moved'],
      ...['wait-not-needed', 'wait-offer-over', 'gauge-rule-changed'],
    ];
    expect(refusals.filter((code) => !clean.includes(code))).toEqual([]);
    // Which of them come through is chance in a small run: at a place as busy as this one most are refused.
    expect([...place.tried].sort()).toEqual([...new Set(KINDS)].sort());
    expect(outcomes).toEqual(expect.arrayContaining(['book: done', 'booking-refused']));
    expect(place.crowded).toEqual([]);
    // Nothing that was acknowledged is gone.
    for (const id of place.booked) expect((await find(id)).id).toBe(id);
    for (const id of place.ordered) expect((await orders.handling.get(orders.world.here, id)).id).toBe(id);
    expect(await doubled(place.salon)).toEqual([]);
    const most = await place.most();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(GAUGE);
  });
});
