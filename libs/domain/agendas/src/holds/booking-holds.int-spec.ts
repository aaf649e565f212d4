import { randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import {
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { outcomesOf, whileBusy } from '@halles/testing/orders';
import { BOOKING_HOLD_MINUTES, BookingHolds } from './booking-holds.service';

describe('times that are held while a form is filled in', () => {
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(BOOKED_AT);
    salon = await agendas.aSalon();
  });

  const later = (minutes: number): void => agendas.at(new Date(BOOKED_AT.getTime() + minutes * MINUTE));
  const holds = (): BookingHolds => agendas.services.get(BookingHolds);
  const hold = (id: string, startsAt = AT_TEN, at = salon): Promise<boolean> =>
    whileBusy(() =>
      holds().hold(agendas.world.here, at.id, { id, serviceId: at.service, startsAt, party: 1 }),
    );
  const found = (id: string, ctx = agendas.world.here) =>
    holds().find(ctx, salon.id, { id, serviceId: salon.service });

  it('are nobody else’s, and become the booking of whom they are held for', async () => {
    const id = randomUUID();
    expect(await hold(id)).toBe(true);
    expect(await found(id)).toEqual({
      ...{ startsAt: new Date(AT_TEN), party: 1, seconds: BOOKING_HOLD_MINUTES * 60 },
      until: new Date(BOOKED_AT.getTime() + BOOKING_HOLD_MINUTES * MINUTE),
    });
    expect(await found(id, agendas.world.there)).toBeNull();
    for (const other of [{}, { holdId: randomUUID() }])
      await expect(agendas.place(salon, other)).rejects.toMatchObject({ params: { problem: 'full' } });
    await agendas.place(salon, { holdId: id });
    expect(await found(id)).toBeNull();
  });

  it('are free again once their time is over, or another is chosen, which is held no longer', async () => {
    const id = randomUUID();
    await hold(id);
    later(BOOKING_HOLD_MINUTES - 1);
    await hold(id, AT_TEN + HOUR);
    expect((await found(id))?.seconds).toBe(60);
    await agendas.place(salon);
    later(BOOKING_HOLD_MINUTES);
    expect(await found(id)).toBeNull();
    await agendas.place(salon, { startsAt: AT_TEN + HOUR });
  });

  it('let no notice run out', async () => {
    const near = await agendas.aSalon({ settings: { notice: 240 } });
    const id = randomUUID();
    agendas.at(new Date(AT_TEN - 241 * MINUTE));
    await hold(id, AT_TEN, near);
    agendas.at(new Date(AT_TEN - 235 * MINUTE));
    await expect(agendas.place(near)).rejects.toMatchObject({ params: { problem: 'too-soon' } });
    await agendas.place(near, { holdId: id });
    // A key that holds another time promises nothing of this one.
    const next = AT_TEN + DAY;
    agendas.at(new Date(next - 241 * MINUTE));
    await hold(id, next + HOUR, near);
    agendas.at(new Date(next - 235 * MINUTE));
    await expect(agendas.place(near, { holdId: id, startsAt: next })).rejects.toMatchObject({
      params: { problem: 'too-soon' },
    });
  });

  it('count for the people inside, and for who is moved or taken back', async () => {
    const small = await agendas.aSalon({ gauge: 1, staff: 2 });
    const id = randomUUID();
    await hold(id, AT_TEN, small);
    await expect(agendas.place(small)).rejects.toMatchObject({ params: { problem: 'gauge-full' } });
    const first = await agendas.placed(small, { startsAt: AT_TEN + HOUR });
    const { here } = agendas.world;
    await expect(agendas.handling.move(here, bookingMove(first), AT_TEN)).rejects.toMatchObject({
      params: { problem: 'gauge-full' },
    });
    await agendas.handling.take(here, bookingMove(first), 'revoked', 'other');
    await hold(randomUUID(), AT_TEN + HOUR, small);
    const back = bookingMove({ ...first, event: 2 });
    await expect(agendas.handling.take(here, back, 'confirmed')).rejects.toMatchObject({
      params: { problem: 'full' },
    });
  });

  it('give the last place to one of fifty, whoever books it and whoever holds it', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? hold(randomUUID()) : agendas.place(salon))),
    );
    expect(outcomesOf(results).sort()).toEqual([
      ...Array.from({ length: 49 }, () => 'booking-refused'),
      'done',
    ]);
  });
});
