import {
  BookingMessages,
  BookingNotices,
  BookingSplitting,
  ForgottenBookings,
  leavingChoices,
} from '@halles/domain/agendas';
import { DAY, HOUR } from '@halles/kernel';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { AboveGauges } from './above-gauge.service';

const HALF = HOUR / 2;

describe('who comes above the gauge of a place', () => {
  let agendas: AgendasWorld;
  let above: AboveGauges;
  beforeAll(async () => {
    agendas = await openAgendasWorld();
    above = agendas.services.get(AboveGauges);
  });
  afterAll(() => agendas.world.close());

  it('is listed and stays, until the shop keeps them knowingly or asks them for another time, once', async () => {
    const { here, there } = agendas.world;
    const salon = await agendas.aSalon({ gauge: 6, staff: 5 });
    const [one, two] = [await agendas.placed(salon, { party: 2 }), await agendas.placed(salon, { party: 2 })];
    await agendas.placed(salon, { party: 2, startsAt: AT_TEN + HOUR });
    expect(await above.list(here, salon.id)).toEqual([]);
    await agendas.setGauge(salon.id, 3);
    const listed = await above.list(here, salon.id);
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set([one.id, two.id]));
    expect(listed[0]).toMatchObject({
      kind: 'booking',
      most: 3,
      people: 2,
      hasEmail: true,
      ...{ canSplit: true, asked: null },
    });
    expect(await above.list(there, salon.id)).toEqual([]);

    await above.decide(here, salon.id, { kind: 'booking', id: one.id }, 'kept');
    for (const _ of [1, 2]) await above.decide(here, salon.id, { kind: 'booking', id: two.id }, 'proposed');
    expect(await above.list(here, salon.id)).toMatchObject([{ id: two.id, asked: 'proposed' }]);
    const decisions = await agendas.rowsOf<{ id: string; decision: string }>(
      'SELECT id, decision FROM gauge_decision WHERE listing_id = $1 ORDER BY decision',
      [salon.id],
    );
    expect(decisions.map(({ decision }) => decision)).toEqual(['kept', 'proposed']);
    const proposed = decisions[1]?.id ?? '';
    expect(await above.proposal(here, proposed)).toMatchObject({ bookingId: two.id, most: 3 });
    expect(await above.proposal(there, proposed)).toBeNull();
    // Fewer may be inside: what was decided of so many is decided anew.
    await agendas.setGauge(salon.id, 2);
    expect(await above.list(here, salon.id)).toHaveLength(2);
    await expect(
      above.decide(there, salon.id, { kind: 'booking', id: one.id }, 'kept'),
    ).rejects.toMatchObject({ code: 'gauge-decision-missed' });
    expect(await agendas.handling.get(here, one.id)).toMatchObject({ state: 'confirmed' });
  });
  it('see that the mail which asked them came back, and are forgotten with what is known of it', async () => {
    const { here, there, work } = agendas.world;
    const salon = await agendas.aSalon({ gauge: 2 });
    const booking = await agendas.placed(salon, { party: 2 });
    await agendas.setGauge(salon.id, 1);
    await above.decide(here, salon.id, { kind: 'booking', id: booking.id }, 'proposed');
    const known = () => agendas.rowsOf(`SELECT 1 FROM mail_delivery WHERE recipient = 'loin@example.org'`);
    await work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id, status, attempts, created_at)
         SELECT gen_random_uuid(), 'gauge-proposal', id, 'loin@example.org', 'm', 'refused', 1, now()
           FROM gauge_decision WHERE booking_id = $1`,
        [booking.id],
      ),
    );
    const messages = agendas.services.get(BookingMessages);
    expect(await messages.of(here, booking.id)).toMatchObject([{ about: 'proposal', status: 'refused' }]);
    expect(await messages.of(there, booking.id)).toEqual([]);
    expect(await known()).toHaveLength(1);
    await agendas.services.get(ForgottenBookings).eraseBefore(here, new Date(AT_TEN + DAY));
    expect(await known()).toEqual([]);
  });
  it('are asked once by two touches at once, and not at all where they were moved meanwhile', async () => {
    const { here, work } = agendas.world;
    const salon = await agendas.aSalon({ gauge: 2 });
    const booking = await agendas.placed(salon, { party: 2 });
    await agendas.setGauge(salon.id, 1);
    const visit = { kind: 'booking', id: booking.id } as const;
    // Somebody else has the booking while both begin.
    const touches = await work.write(here, async ({ manager }) => {
      await manager.query('SELECT 1 FROM booking WHERE id = $1 FOR UPDATE', [booking.id]);
      const both = Promise.allSettled([1, 2].map(() => above.decide(here, salon.id, visit, 'proposed')));
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { both };
    });
    expect((await touches.both).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const asked = await agendas.rowsOf<{ id: string }>(
      'SELECT id FROM gauge_decision WHERE booking_id = $1',
      [booking.id],
    );
    expect(asked).toHaveLength(1);
    const [{ id } = { id: '' }] = asked;
    expect(await above.proposal(here, id)).not.toBeNull();
    await agendas.setGauge(salon.id, 2);
    agendas.at(new Date(BOOKED_AT.getTime() + 1));
    await agendas.handling.move(here, bookingMove(booking), AT_TEN + HOUR);
    agendas.at(BOOKED_AT);
    expect(await above.proposal(here, id)).toBeNull();
    await agendas.setGauge(salon.id, 1);
    expect(await above.list(here, salon.id)).toMatchObject([{ id: booking.id, asked: null }]);
  });

  it('come at two times where their customer agrees, in one transaction, and not before', async () => {
    const { here, there } = agendas.world;
    const salon = await agendas.aSalon({ gauge: 6, staff: 3, service: { partyMin: 2 } });
    const booking = await agendas.placed(salon, { party: 6, note: 'Un gâteau' });
    const small = await agendas.placed(salon, { party: 3, startsAt: AT_TEN + HOUR });
    await agendas.setGauge(salon.id, 2);
    const splitting = agendas.services.get(BookingSplitting);
    const move = bookingMove(booking, { actor: 'customer' });
    const later = { leaving: 2, startsAt: AT_TEN + HALF };
    const over = { code: 'booking-split-over' };
    await expect(splitting.split(here, move, later)).rejects.toMatchObject(over);
    expect(leavingChoices(6, 2)).toEqual([2, 3, 4]);
    expect(leavingChoices(3, 2)).toEqual([]);
    // Half of three is fewer than the service is for.
    await expect(
      above.decide(here, salon.id, { kind: 'booking', id: small.id }, 'split'),
    ).rejects.toMatchObject({ code: 'gauge-decision-missed' });
    await above.decide(here, salon.id, { kind: 'booking', id: booking.id }, 'split');
    expect(await above.list(here, salon.id)).toMatchObject([{ asked: 'split' }, { asked: null }]);
    const [asked] = await agendas.rowsOf<{ id: string }>(
      'SELECT id FROM gauge_decision WHERE booking_id = $1',
      [booking.id],
    );
    expect(await above.proposal(here, asked?.id ?? '')).toMatchObject({ decision: 'split' });
    expect([await splitting.asked(here, booking.id), await splitting.asked(there, booking.id)]).toEqual([
      2,
      null,
    ]);

    const refused = { code: 'booking-refused' };
    // One comes alone; there would be too many; it is taken.
    for (const wrong of [
      { ...later, leaving: 1 },
      { ...later, leaving: 4 },
      { ...later, startsAt: AT_TEN + HOUR },
    ])
      await expect(splitting.split(here, move, wrong)).rejects.toMatchObject(refused);
    expect(await agendas.handling.get(here, booking.id)).toMatchObject({ party: 6, event: 1 });
    agendas.at(new Date(BOOKED_AT.getTime() + 1));
    for (const _ of [1, 2]) await splitting.split(here, move, later);
    agendas.at(BOOKED_AT);
    const all = await agendas.handling.list(here, salon.id, { from: AT_TEN, until: AT_TEN + 3 * HOUR });
    expect(all.map(({ party, startsAt, note }) => [party, startsAt.getTime() - AT_TEN, note])).toEqual([
      [4, 0, 'Un gâteau'],
      [2, HALF, 'Un gâteau'],
      [3, HOUR, null],
    ]);
    const [, event] = await agendas.handling.events(here, booking.id);
    expect(event).toMatchObject({ party: 4, isMoved: true, actor: 'customer' });
    const told = await agendas.services.get(BookingNotices).ofEvent(here, event?.id ?? '');
    expect(told).toMatchObject({ notice: 'split', booking: { party: 4 } });
    expect(await splitting.asked(here, booking.id)).toBeNull();
  });
});
