import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { HOUR, MINUTE } from '@halles/kernel';
import { outcomesOf } from '@halles/testing/orders';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { BookingHolds } from '../holds/booking-holds.service';
import { AgendaServices } from '../settings/agenda-items.service';
import { timedParts } from './booking';

describe('several services in one booking', () => {
  let agendas: AgendasWorld;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  /** Two who cut, of whom the second colours too, for an hour, with a quarter of an hour after it. */
  const aSalonThatColours = async (more: object = {}) => {
    const salon = await agendas.aSalon({ staff: 2 });
    const [first = '', second = ''] = salon.staff;
    const colour = randomUUID();
    const service = { name: 'Couleur', duration: 60, priceCents: 5_000, bufferAfter: 15, partyMax: 6 };
    const input = agendaServiceSchema.parse({ ...service, resourceIds: [second], ...more });
    await agendas.services.get(AgendaServices).save(agendas.world.here, salon.id, colour, input);
    return { salon, first, second, colour, chain: { further: [{ serviceId: colour, duration: null }] } };
  };
  const usesOf = (booking: string) =>
    agendas.rowsOf<{ id: string; from: Date; until: Date }>(
      `SELECT resource_id AS id, lower(during) AS "from", upper(during) AS "until" FROM booking_resource
        WHERE booking_id = $1 AND is_taken ORDER BY 2`,
      [booking],
    );
  const at = (minutes: number): Date => new Date(AT_TEN + minutes * MINUTE);

  it('are one booking, as long and as dear as all of them, each with who does it', async () => {
    const { salon, first, second, colour, chain } = await aSalonThatColours({
      ...{ isSensitive: true, cancellationNotice: 2_880, instructionsAfter: 'Venez les cheveux secs.' },
    });
    const booking = await agendas.placed(salon, chain);
    expect(booking).toMatchObject({
      ...{ serviceName: 'Coupe + Couleur', serviceId: salon.service, priceCents: 7_800 },
      ...{ startsAt: at(0), endsAt: at(90), cancellationNotice: 2_880 },
      serviceTerms: { isSensitive: true, instructions: 'Venez les cheveux secs.' },
    });
    expect(timedParts(booking)).toMatchObject([
      { serviceId: salon.service, name: 'Coupe', from: at(0), until: at(30), resourceIds: [first] },
      { serviceId: colour, name: 'Couleur', from: at(30), until: at(90), resourceIds: [second] },
    ]);
    expect(await usesOf(booking.id)).toEqual([
      { id: first, from: at(0), until: at(30) },
      { id: second, from: at(30), until: at(105) },
    ]);
    // Who cuts is free again, who colours is not before the pause is over.
    await agendas.place(salon, { startsAt: at(30).getTime(), personId: null });
    const taken = agendas.place(salon, { startsAt: at(30).getTime() });
    await expect(taken).rejects.toMatchObject({ params: { problem: 'full' } });
  });

  it('are moved and cancelled together, and lose nothing where the other time is taken', async () => {
    const { salon, second, colour, chain } = await aSalonThatColours();
    const { handling, world } = agendas;
    const booking = await agendas.placed(salon, chain);
    // At half past four who colours is with somebody else: the second service has nobody.
    await agendas.place(salon, { serviceId: colour, startsAt: at(7 * 60).getTime() });
    const refused = handling.move(world.here, bookingMove(booking), at(6 * 60 + 30).getTime());
    await expect(refused).rejects.toMatchObject({ params: { problem: 'full' } });
    expect(await usesOf(booking.id)).toHaveLength(2);
    await handling.move(world.here, bookingMove(booking), AT_TEN + 4 * HOUR);
    const moved = await handling.get(world.here, booking.id);
    expect(moved).toMatchObject({ startsAt: at(240), endsAt: at(330), priceCents: 7_800 });
    expect(moved.parts?.map(({ duration }) => duration)).toEqual([30, 60]);
    // With who colours for both of them they are taken once, from the first to the last.
    await handling.move(world.here, bookingMove(moved), AT_TEN, { resourceId: second });
    expect(await usesOf(booking.id)).toEqual([{ id: second, from: at(0), until: at(105) }]);
    await handling.take(
      world.here,
      bookingMove(await handling.get(world.here, booking.id)),
      'revoked',
      'other',
    );
    expect(await usesOf(booking.id)).toEqual([]);
    await agendas.place(salon, chain);
  });

  it('are held and booked as one, and the last who colours is given to one of twenty', async () => {
    const { salon, colour, chain } = await aSalonThatColours();
    const { here } = agendas.world;
    const hold = { id: randomUUID(), serviceId: salon.service, startsAt: AT_TEN, party: 1, ...chain };
    expect(await agendas.services.get(BookingHolds).hold(here, salon.id, hold)).toBe(true);
    const other = { serviceId: colour, startsAt: at(30).getTime() };
    await expect(agendas.place(salon, other)).rejects.toMatchObject({ params: { problem: 'full' } });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        agendas.place(salon, index % 2 === 0 ? { ...chain, holdId: hold.id } : other),
      ),
    );
    expect(outcomesOf(results).filter((code) => code === 'done')).toHaveLength(1);
  });

  it('are refused where one of them is not for who books, gone, or of another shop', async () => {
    const { salon, chain } = await aSalonThatColours({ access: 'staff' });
    const { salon: other, chain: theirs } = await aSalonThatColours();
    const notFound = { code: 'agenda-service-not-found' };
    await expect(agendas.place(salon, chain)).rejects.toMatchObject(notFound);
    await expect(agendas.place(salon, theirs)).rejects.toMatchObject(notFound);
    const long = { further: theirs.further.map((one) => ({ ...one, duration: 45 })) };
    await expect(agendas.place(other, long)).rejects.toMatchObject({ code: 'booking-duration-gone' });
    // Twice sixteen hours are more than a day.
    const { salon: slow, chain: longest } = await aSalonThatColours({ duration: 16 * 60 });
    const twice = { further: [...longest.further, ...longest.further] };
    await expect(agendas.place(slow, twice)).rejects.toMatchObject({ code: 'booking-chain-too-long' });
    const key = { idempotencyKey: randomUUID() };
    await agendas.place(other, { ...key, ...theirs });
    await expect(agendas.place(other, key)).rejects.toMatchObject({ code: 'booking-key-reused' });
  });
});
