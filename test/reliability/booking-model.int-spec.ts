import { randomUUID } from 'node:crypto';
import { BookingHandling, type BookingActor, type BookingState } from '@halles/domain/agendas';
import { HOUR, MINUTE, required } from '@halles/kernel';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { whileBusy } from '@halles/testing/orders';
import fc from 'fast-check';
import { note, setting } from './measure';

/** The suite tries a few; `MODEL_RUNS=10000 npm test -- booking-model` is the whole measure. */
const RUNS = setting('MODEL_RUNS', 12);

/** Half-hours that are booked: few, so that many want the same. */
const STARTS = 3;
const CHAIRS = 2;

jest.setTimeout(2 * MINUTE + RUNS * 5_000);

/** What somebody does. `booking`: counted from the first one that was made, as often around as it takes. */
type Act =
  | { readonly kind: 'book'; readonly start: number }
  | { readonly kind: 'move'; readonly booking: number; readonly start: number; readonly actor: BookingActor }
  | {
      readonly kind: 'step';
      readonly booking: number;
      readonly to: BookingState;
      readonly actor: BookingActor;
      readonly hasSeen: boolean;
    }
  | { readonly kind: 'rule'; readonly confirmsByHand: boolean };

interface ModelBooking {
  start: number;
  chair: number;
  state: BookingState;
}

/** Where the shop brings a booking, and where it takes a step back to: as people are told, and not as it is written. */
const NEXT: Readonly<Partial<Record<BookingState, readonly BookingState[]>>> = {
  pending: ['confirmed', 'revoked'],
  confirmed: ['arrived', 'served', 'revoked', 'no-show', 'pending'],
  arrived: ['served', 'revoked', 'no-show', 'confirmed'],
  served: ['arrived', 'confirmed'],
  revoked: ['pending', 'confirmed', 'arrived'],
  'no-show': ['confirmed', 'arrived'],
};
const STATES: readonly BookingState[] = [
  ...(['pending', 'confirmed', 'arrived', 'served', 'excused', 'revoked', 'no-show'] as const),
];
const HOLDS: readonly BookingState[] = ['pending', 'confirmed', 'arrived', 'served'];
const MOVES: readonly BookingState[] = ['pending', 'confirmed'];

/** An agenda as its customers and its shop understand it: two chairs, three half-hours, and no database. */
class ModelAgenda {
  readonly bookings: ModelBooking[] = [];
  private confirmsByHand = false;

  /** Does what can be done, and says what came of it. */
  act(act: Act): string {
    if (act.kind === 'rule') {
      this.confirmsByHand = act.confirmsByHand;
      return 'done';
    }
    if (act.kind === 'book') {
      const chair = this.freeAt(act.start);
      if (chair === undefined) return 'booking-refused';
      const state = this.confirmsByHand ? 'pending' : 'confirmed';
      this.bookings.push({ start: act.start, chair, state });
      return 'done';
    }
    const booking = required(this.bookings[act.booking % this.bookings.length], 'a booking');
    return act.kind === 'move' ? this.move(booking, act) : this.step(booking, act);
  }

  private move(booking: ModelBooking, { start, actor }: Extract<Act, { kind: 'move' }>): string {
    if (booking.start === start) return 'done';
    if (!MOVES.includes(booking.state)) return 'booking-moved';
    const chair = this.freeAt(start);
    if (chair === undefined) return 'booking-refused';
    Object.assign(booking, { start, chair });
    if (actor === 'customer' && this.confirmsByHand) booking.state = 'pending';
    return 'done';
  }

  private step(booking: ModelBooking, { to, actor, hasSeen }: Extract<Act, { kind: 'step' }>): string {
    const { state } = booking;
    if (!hasSeen) return 'booking-moved';
    const isTheirs =
      actor === 'customer' ? to === 'excused' && MOVES.includes(state) : NEXT[state]?.includes(to) === true;
    if (!isTheirs) return 'booking-moved';
    // Before its time nobody can have stayed away.
    if (to === 'no-show') return 'booking-not-due';
    // It comes back to the chair that it had, or not at all.
    const returns = !HOLDS.includes(state) && HOLDS.includes(to);
    if (returns && this.takenAt(booking.start).has(booking.chair)) return 'booking-refused';
    booking.state = to;
    return 'done';
  }

  private takenAt(start: number): Set<number> {
    const held = this.bookings.filter((one) => one.start === start && HOLDS.includes(one.state));
    return new Set(held.map(({ chair }) => chair));
  }

  private freeAt(start: number): number | undefined {
    const taken = this.takenAt(start);
    return Array.from({ length: CHAIRS }, (_, chair) => chair).find((chair) => !taken.has(chair));
  }
}

const startAt = (start: number): number => AT_TEN + start * 30 * MINUTE;

/** The same agenda, as it is stored. */
class StoredAgenda {
  private readonly ids: string[] = [];

  private constructor(
    private readonly agendas: AgendasWorld,
    private readonly salon: Salon,
  ) {}

  static async open(agendas: AgendasWorld): Promise<StoredAgenda> {
    return new StoredAgenda(agendas, await agendas.aSalon({ staff: CHAIRS }));
  }

  /** @returns what came of it: `done`, or the code of the error */
  async act(act: Act): Promise<string> {
    try {
      await whileBusy(() => this.tryTo(act));
      return 'done';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  }

  /** Bookings in the order in which they were made, with how many chairs each takes, and chairs that are taken twice. */
  async read() {
    const bookings = await this.agendas.rowsOf<{ state: BookingState; start: number; chairs: number }>(
      `SELECT b.state, (extract(epoch FROM b.starts_at) * 1000 - $2::float8)::float8 / $3::float8 AS start,
              (SELECT count(*)::int FROM booking_resource t WHERE t.booking_id = b.id AND t.is_taken
                  AND lower(t.during) = b.starts_at) AS chairs
         FROM booking b WHERE b.listing_id = $1 ORDER BY array_position($4::uuid[], b.id)`,
      [this.salon.id, AT_TEN, 30 * MINUTE, this.ids],
    );
    const twice = await this.agendas.rowsOf(
      `SELECT 1 FROM booking_resource a JOIN booking_resource b
           ON a.resource_id = b.resource_id AND a.booking_id < b.booking_id AND a.during && b.during
        WHERE a.listing_id = $1 AND a.is_taken AND b.is_taken`,
      [this.salon.id],
    );
    return { bookings, twice };
  }

  private async tryTo(act: Act): Promise<void> {
    const { agendas, salon } = this;
    const { here } = agendas.world;
    if (act.kind === 'book')
      this.ids.push((await agendas.place(salon, { startsAt: startAt(act.start), note: randomUUID() })).id);
    else if (act.kind === 'rule')
      await agendas.settings.change(here, salon.id, { confirmsByHand: act.confirmsByHand });
    else {
      const booking = await agendas.handling.get(
        here,
        required(this.ids[act.booking % this.ids.length], 'an id'),
      );
      const hasSeen = act.kind === 'move' || act.hasSeen;
      // Two steps back: what was sent one step ago and is sent again is done, and not refused.
      const move = bookingMove(booking, { actor: act.actor, seen: booking.event - (hasSeen ? 0 : 2) });
      if (act.kind === 'move') await agendas.handling.move(here, move, startAt(act.start));
      else await agendas.handling.take(here, move, act.to);
    }
  }
}

/** The same before there is a state to go on from: `choice` is one of where it can be brought, or of all where `isAny`. */
type Draft =
  | Exclude<Act, { readonly kind: 'step' }>
  | (Omit<Extract<Act, { readonly kind: 'step' }>, 'to'> & {
      readonly choice: number;
      readonly isAny: boolean;
    });

/** @returns null for what is done to a booking where there is none */
function actOf(draft: Draft, { bookings }: ModelAgenda): Act | null {
  if (draft.kind === 'book' || draft.kind === 'rule') return draft;
  const booking = bookings[draft.booking % bookings.length];
  if (!booking) return null;
  if (draft.kind === 'move') return draft;
  const { choice, isAny, ...step } = draft;
  const choices = isAny ? STATES : draft.actor === 'customer' ? ['excused' as const] : NEXT[booking.state];
  return { ...step, to: (choices ?? STATES)[choice % (choices ?? STATES).length] ?? 'confirmed' };
}

const start = fc.nat(STARTS - 1);
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const actor = fc.constantFrom<BookingActor>('merchant', 'merchant', 'town', 'customer');
const drafts: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('book' as const), start }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      booking: fc.nat(5),
      choice: fc.nat(20),
      isAny: rarely,
      actor,
      hasSeen: rarely.map((is) => !is),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('move' as const), booking: fc.nat(5), start, actor }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rule' as const), confirmsByHand: fc.boolean() }),
  },
);

describe('an agenda does with its bookings what it is understood to do', () => {
  let agendas: AgendasWorld;
  const outcomes = new Map<string, number>();

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());

  it('whatever is booked, moved, confirmed, cancelled and taken back, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drafts, { minLength: 10, maxLength: 30 }), async (steps) => {
        const model = new ModelAgenda();
        const stored = await StoredAgenda.open(agendas);
        for (const draft of steps) {
          const step = actOf(draft, model);
          if (!step) continue;
          const expected = model.act(step);
          expect([step, await stored.act(step)]).toEqual([step, expected]);
          const key = `${step.kind}: ${expected}`;
          outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        }
        expect(await stored.read()).toEqual({
          bookings: model.bookings.map(({ state, start: at }) => ({
            ...{ state, start: at, chairs: HOLDS.includes(state) ? 1 : 0 },
          })),
          twice: [],
        });
      }),
      // Which steps led to it says enough: looking for fewer of them takes minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
    note('what came of it', Object.fromEntries(outcomes));
    // What never happened was not tried.
    expect([...outcomes.keys()].sort()).toEqual(
      expect.arrayContaining([
        ...['book: booking-refused', 'book: done', 'move: done'],
        ...['step: booking-moved', 'step: done'],
      ]),
    );
  });

  it('and ends, once its time has come, what nobody confirmed', async () => {
    const salon = await agendas.aSalon({ staff: CHAIRS, settings: { confirmsByHand: true } });
    const pending = await agendas.placed(salon);
    agendas.at(new Date(AT_TEN + HOUR));
    await agendas.services.get(BookingHandling).endUnconfirmed(agendas.world.here, () => false);
    expect((await agendas.handling.get(agendas.world.here, pending.id)).state).toBe('revoked');
    agendas.at(BOOKED_AT);
  });
});
