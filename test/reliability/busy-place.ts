import { randomUUID } from 'node:crypto';
import { bookingWaitSchema, gaugeRuleSchema } from '@halles/contracts';
import {
  type Booking,
  BookingHolds,
  EarlierTimes,
  GUEST,
  WaitingList,
  WaitOffers,
} from '@halles/domain/agendas';
import { FootfallMeter, FootfallModule } from '@halles/domain/footfall';
import { GaugeRules } from '@halles/domain/gauges';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { servicesOf } from '@halles/testing';
import { type AgendasWorld, AT_TEN, bookingMove, type Salon } from '@halles/testing/agendas';
import { anOrder, basketOf, moveOf, type OrdersWorld } from '@halles/testing/orders';

/** A whole number below another. */
export type Random = (below: number) => number;

/** Numbers that are the same in each run of a seed. */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const KINDS = [
  'book',
  'book',
  'book',
  'move',
  'cancel',
  'cancel',
  'step',
  'order',
  'hold',
  'rule',
  'town-rule',
  'walk',
  'earlier',
  'wait',
  'answer',
] as const;
type Kind = (typeof KINDS)[number];
const STEPS = ['confirmed', 'pending', 'arrived', 'served', 'revoked'] as const;

/** Ten minutes before the first time that is booked: who walks in now is still there then. */
export const BUSY_AT = new Date(AT_TEN - 10 * MINUTE);
/** So many walk in at most: somebody has to find room. */
const MOST_WALKED = 2;
/** Who asked for an earlier time comes then. */
const FAR = AT_TEN + 14 * DAY;
/** Times that were told to who asked, the latest first. */
const TOLD = `
  SELECT a.booking_id AS id, a.starts_at AS "startsAt" FROM booking_alert a JOIN booking b ON b.id = a.booking_id
   WHERE b.listing_id = $1 ORDER BY a.promised_at DESC, a.id LIMIT 3`;

/** The most people of any five minutes: appointments, orders that are collected, and those for whom a time is held. */
const MOST_INSIDE = `
  SELECT max(people)::int AS most FROM (
    SELECT h, (SELECT coalesce(sum(b.party), 0) FROM booking b WHERE b.listing_id = $1 AND b.starts_at <= h AND b.ends_at > h
                  AND b.state IN ('pending', 'confirmed', 'arrived', 'served'))
            + (SELECT count(*) FROM customer_order o WHERE o.listing_id = $1 AND o.slot_from <= h AND o.slot_until > h
                  AND o.state NOT IN ('refused', 'cancelled', 'not-collected'))
            + (SELECT coalesce(sum(k.party), 0) FROM booking_hold k WHERE k.listing_id = $1 AND k.starts_at <= h AND k.ends_at > h) AS people
      FROM generate_series($2::timestamptz, $2::timestamptz + interval '3 hours', interval '5 minutes') h) AS minutes`;

/** A shop with two who serve and a gauge, which hands orders over in the same rooms. */
export class BusyPlace {
  /** What was acknowledged. */
  /** What was tried, whatever came of it. */
  readonly tried = new Set<Kind>();
  readonly booked: string[] = [];
  readonly ordered: string[] = [];
  private readonly waits: string[] = [];
  /** Bookings that were acknowledged although there was no room beside who had walked in. */
  readonly crowded: string[] = [];
  private readonly rule = randomUUID();
  private walked = 0;

  private constructor(
    private readonly agendas: AgendasWorld,
    private readonly orders: OrdersWorld,
    readonly salon: Salon,
    private readonly loaf: string,
    private readonly gauge: number,
    private readonly meter: FootfallMeter,
  ) {}

  static async open(agendas: AgendasWorld, orders: OrdersWorld, gauge: number): Promise<BusyPlace> {
    const shop = await orders.aShop({ capacity: { orders: 9, items: 50 } });
    const loaf = await orders.aProduct(shop);
    const salon = await agendas.anAgenda(shop, {
      ...{ staff: 2, gauge, service: { partyMax: 3 }, settings: { notice: 0, horizon: 60, waitHours: 2 } },
    });
    const clock = { provide: Clock, useValue: { now: () => BUSY_AT } };
    const doors = await servicesOf(agendas.world, [FootfallModule], [clock]);
    return new BusyPlace(agendas, orders, salon, loaf, gauge, doors.get(FootfallMeter));
  }

  /** Somebody does something. @returns what it was */
  async act(random: Random): Promise<Kind> {
    const id = this.booked[random(Math.max(this.booked.length, 1))];
    const kind = KINDS[random(KINDS.length)] ?? 'book';
    this.tried.add(kind);
    const startsAt = AT_TEN + random(4) * 30 * MINUTE;
    if (kind === 'order') await this.order(startsAt, random);
    else if (kind === 'hold') await this.hold(startsAt);
    else if (kind === 'rule') await this.settle(random);
    else if (kind === 'town-rule') await this.decree();
    else if (kind === 'walk') await this.walk();
    else if (kind === 'earlier') await this.earlier(random);
    else if (kind === 'wait') await this.wait(random);
    else if (kind === 'answer') await this.answer(random);
    else if (kind === 'book' || id === undefined) {
      await this.book(startsAt, 1 + random(3));
      return 'book';
    } else await this.change(kind, id, startsAt, random);
    return kind;
  }

  /** The most people of any five minutes. */
  async most(): Promise<number> {
    const [{ most = 0 } = {}] = await this.agendas.rowsOf<{ most: number }>(MOST_INSIDE, [
      ...[this.salon.id, new Date(AT_TEN)],
    ]);
    return most;
  }

  /** People for whom the first time is taken, beside who walked in. */
  private async insideFirst(): Promise<number> {
    const [{ most = 0 } = {}] = await this.agendas.rowsOf<{ most: number }>(
      `SELECT coalesce(sum(party), 0)::int AS most FROM booking
        WHERE listing_id = $1 AND starts_at = $2 AND state IN ('pending', 'confirmed', 'arrived', 'served')`,
      [this.salon.id, new Date(AT_TEN)],
    );
    return most;
  }

  private async book(startsAt: number, party: number): Promise<void> {
    const walked = this.walked;
    const made = await this.agendas.place(this.salon, { startsAt, party });
    this.booked.push(made.id);
    if (startsAt === AT_TEN && (await this.insideFirst()) + walked > this.gauge) this.crowded.push(made.id);
  }

  /** Somebody walks in, and is counted whatever else is there. */
  private async walk(): Promise<void> {
    if (this.walked >= MOST_WALKED) return;
    const from = { listingId: this.salon.id, linkId: null, device: randomUUID() };
    await this.meter.count(this.agendas.world.here, from, [{ id: randomUUID(), change: 1, ago: 0 }]);
    this.walked += 1;
  }

  /** Somebody waits for an earlier time, and somebody takes one of which they were told. */
  private async earlier(random: Random): Promise<void> {
    const { services, handling, world } = this.agendas;
    const offers = services.get(EarlierTimes);
    const startsAt = FAR + random(8) * 30 * MINUTE;
    const email = `odile-${randomUUID()}@example.org`;
    const { id } = await this.agendas.place(this.salon, { startsAt, email });
    this.booked.push(id);
    await offers.ask(world.here, this.salon.id, id, true);
    await offers.tell(world.here, () => false);
    const told = await this.agendas.rowsOf<{ id: string; startsAt: Date }>(TOLD, [this.salon.id]);
    const taken = told[random(Math.max(told.length, 1))];
    if (!taken) return;
    const booking = await handling.get(world.here, taken.id);
    await handling.move(world.here, bookingMove(booking, { actor: 'customer' }), taken.startsAt.getTime());
  }

  /** The town lets fewer people in, or no longer. */
  private async decree(): Promise<void> {
    const { services, world } = this.agendas;
    const rules = services.get(GaugeRules);
    const rule = gaugeRuleSchema.parse({
      ...{ title: 'Jauge', text: 'Jauge.', source: 'Arrêté', sourceUrl: '', communes: [], categories: [] },
      ...{ firstDay: '2026-12-01', lastDay: '2026-12-01', isStaffCounted: false, isHouseholdOne: false },
      formula: { kind: 'people', people: this.gauge - 2 },
    });
    const known = (await rules.list(world.here)).rules.find(({ id }) => id === this.rule);
    if (known) await rules.setEnded(world.here, this.rule, known.version, known.endedAt === null);
    else await rules.create(world.here, this.rule, rule);
  }

  private async change(
    kind: 'move' | 'cancel' | 'step',
    id: string,
    startsAt: number,
    random: Random,
  ): Promise<void> {
    const { handling, world } = this.agendas;
    const booking: Booking = await handling.get(world.here, id);
    const asCustomer = bookingMove(booking, { actor: 'customer' });
    if (kind === 'cancel') await handling.take(world.here, asCustomer, 'excused');
    else if (kind === 'step')
      await handling.take(world.here, bookingMove(booking), STEPS[random(STEPS.length)] ?? 'confirmed');
    else await handling.move(world.here, random(2) === 0 ? asCustomer : bookingMove(booking), startsAt);
  }

  private async order(slotFrom: number, random: Random): Promise<void> {
    const { handling, world } = this.orders;
    const placed = await this.orders.place(this.salon.id, anOrder(basketOf(this.loaf), { slotFrom }));
    this.ordered.push(placed.id);
    if (random(3) > 0) return;
    await handling.move(world.here, moveOf(await handling.get(world.here, placed.id)), 'refused');
  }

  private async hold(startsAt: number): Promise<void> {
    const hold = { id: randomUUID(), serviceId: this.salon.service, startsAt, party: 1 };
    const { services, world } = this.agendas;
    await services.get(BookingHolds).hold(world.here, this.salon.id, hold);
  }

  /** Somebody joins the waiting list, or the worker looks at it. */
  private async wait(random: Random): Promise<void> {
    const { services, world } = this.agendas;
    if (random(3) === 0) {
      await services.get(WaitOffers).run(world.here, () => false);
      return;
    }
    const asked = bookingWaitSchema.parse({
      ...{ idempotencyKey: randomUUID(), serviceId: this.salon.service, party: 1 + random(3) },
      ...{ firstDay: '2026-12-01', lastDay: '2026-12-01', from: 600, until: 720 },
      ...{ name: 'Odile', email: `${randomUUID()}@example.org` },
    });
    this.waits.push((await services.get(WaitingList).ask(world.here, this.salon.id, asked, 'fr')).id);
  }

  /** Somebody takes what is kept for them, leaves it to the next, or waits no more. */
  private async answer(random: Random): Promise<void> {
    const id = this.waits[random(Math.max(this.waits.length, 1))];
    if (id === undefined) return;
    const { services, world } = this.agendas;
    const [list, offers] = [services.get(WaitingList), services.get(WaitOffers)];
    const offer = (await list.get(world.here, id)).wait.offer?.id;
    if (offer === undefined) {
      await offers.endWait(world.here, id, 'left');
      return;
    }
    if (random(3) === 0) {
      await offers.end(world.here, offer, 'declined');
      return;
    }
    this.booked.push((await list.accept(world.here, { waitId: id, offerId: offer }, GUEST)).id);
  }

  private async settle(random: Random): Promise<void> {
    const { settings, world } = this.agendas;
    await settings.change(world.here, this.salon.id, { confirmsByHand: random(2) === 0 });
    await this.agendas.setGauge(this.salon.id, this.gauge - random(2));
  }
}
