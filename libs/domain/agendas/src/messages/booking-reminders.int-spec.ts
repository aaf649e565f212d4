import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { BookingMessages } from './booking-messages.service';
import { BookingReminders } from './booking-reminders.service';

/** The day before at six in the evening, in Paris. */
const EVE = Date.parse('2026-12-01T17:00:00Z');
/** The next day at ten. */
const TOMORROW = AT_TEN + DAY;

describe('reminders of bookings', () => {
  let agendas: AgendasWorld;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const reminders = (): BookingReminders => agendas.services.get(BookingReminders);
  const promisedAt = async (at: number, ctx = agendas.world.here): Promise<number> => {
    agendas.at(new Date(at));
    return reminders().promiseDue(ctx);
  };
  const rows = (id: string) =>
    agendas.rowsOf<{ id: string; days: number }>(
      'SELECT id, days FROM booking_reminder WHERE booking_id = $1 ORDER BY promised_at, id',
      [id],
    );

  it('are promised once at the minute that the shop set, by two runs at once too, and not in the other town', async () => {
    const salon = await agendas.aSalon();
    const booking = await agendas.placed(salon, { startsAt: TOMORROW });
    await promisedAt(EVE - MINUTE);
    expect(await rows(booking.id)).toEqual([]);
    await promisedAt(EVE, agendas.world.there);
    agendas.at(new Date(EVE));
    await Promise.all([1, 2].map(() => reminders().promiseDue(agendas.world.here)));
    await promisedAt(EVE + MINUTE);
    expect(await rows(booking.id)).toMatchObject([{ days: 1 }]);
    const [{ id } = { id: '' }] = await rows(booking.id);
    expect((await reminders().reminded(agendas.world.here, id))?.booking.id).toBe(booking.id);
    expect(await reminders().reminded(agendas.world.there, id)).toBeNull();
    // Moved, it is reminded of anew, and the one that was promised tells of nothing any more.
    await agendas.handling.move(agendas.world.here, bookingMove(booking), TOMORROW + DAY);
    expect(await reminders().reminded(agendas.world.here, id)).toBeNull();
    await promisedAt(EVE + DAY);
    expect(await rows(booking.id)).toHaveLength(2);
  });

  it('are for those who are expected and did not just book, on each day that is set, and wake nobody', async () => {
    const settings = { reminderDays: [0, 1], reminderMinute: 480 };
    const salon = await agendas.aSalon({ settings, staff: 3 });
    const booking = await agendas.placed(salon, { startsAt: TOMORROW });
    const gone = await agendas.placed(salon, { startsAt: TOMORROW });
    await agendas.handling.take(agendas.world.here, bookingMove(gone), 'revoked', 'other');
    const phone = await agendas.placed(salon, { startsAt: TOMORROW, email: null, phone: '+33612345678' });
    // The worker was down from eight on: what is late waits for the morning, and says no more than that of the morning.
    await promisedAt(Date.parse('2026-12-01T22:30:00Z'));
    expect(await rows(booking.id)).toEqual([]);
    await promisedAt(Date.parse('2026-12-02T07:00:00Z'));
    expect((await rows(booking.id)).map(({ days }) => days)).toEqual([0]);
    expect([await rows(gone.id), await rows(phone.id)]).toEqual([[], []]);
    const late = await agendas.placed(salon, { startsAt: TOMORROW + HOUR });
    await promisedAt(Date.parse('2026-12-02T07:10:00Z'));
    expect(await rows(late.id)).toEqual([]);
  });

  it('are not of days that were ticked after they had passed', async () => {
    agendas.at(new Date(BOOKED_AT.getTime() - 10 * DAY));
    const salon = await agendas.aSalon({ settings: { horizon: 30 }, staff: 2 });
    const [tomorrow, friday] = [
      await agendas.placed(salon, { startsAt: TOMORROW }),
      await agendas.placed(salon, { startsAt: TOMORROW + 2 * DAY }),
    ];
    await agendas.settings.change(agendas.world.here, salon.id, { reminderDays: [1, 2, 7] });
    for (const minutes of [0, 1]) await promisedAt(EVE + minutes * MINUTE);
    expect([await rows(tomorrow.id), await rows(friday.id)]).toMatchObject([[{ days: 1 }], []]);
  });

  it.each([
    // The clocks of Paris go back on 25 October 2026 and forward on 28 March 2027.
    [
      'back',
      '2026-10-15T08:00:00Z',
      '2026-10-27T09:00:00Z',
      ['2026-10-20T16:00:00Z', '2026-10-25T17:00:00Z'],
    ],
    [
      'forward',
      '2027-03-18T08:00:00Z',
      '2027-03-30T08:00:00Z',
      ['2027-03-23T17:00:00Z', '2027-03-28T16:00:00Z'],
    ],
  ])('leave at six in the evening before and after clocks go %s', async (_, bookedAt, startsAt, due) => {
    agendas.at(new Date(bookedAt));
    const salon = await agendas.aSalon({ settings: { horizon: 30, reminderDays: [2, 7] } });
    const booking = await agendas.placed(salon, { startsAt: Date.parse(startsAt) });
    for (const [index, instant] of due.entries()) {
      await promisedAt(Date.parse(instant) - MINUTE);
      expect(await rows(booking.id)).toHaveLength(index);
      await promisedAt(Date.parse(instant));
      expect(await rows(booking.id)).toHaveLength(index + 1);
    }
  });

  it('are answered: who says that they come is known to, until the booking is moved', async () => {
    const salon = await agendas.aSalon();
    const { here } = agendas.world;
    const booking = await agendas.placed(salon, { startsAt: TOMORROW });
    for (const now of [BOOKED_AT, new Date(BOOKED_AT.getTime() + HOUR)]) {
      agendas.at(now);
      await reminders().confirmPresence(here, salon.id, booking.id);
    }
    const said = await agendas.handling.get(here, booking.id);
    expect([said.presenceConfirmedAt, said.event]).toEqual([BOOKED_AT, 1]);
    await agendas.handling.move(here, bookingMove(said), TOMORROW + HOUR);
    const moved = await agendas.handling.get(here, booking.id);
    expect(moved.presenceConfirmedAt).toBeNull();
    await agendas.handling.take(here, bookingMove(moved), 'revoked', 'other');
    await expect(reminders().confirmPresence(here, salon.id, booking.id)).rejects.toMatchObject({
      code: 'booking-moved',
    });
    await expect(reminders().confirmPresence(here, salon.id + 1, booking.id)).rejects.toMatchObject({
      code: 'booking-not-found',
    });
  });

  it('count who did not come, by address or phone, at one shop, and nobody who cancelled', async () => {
    const salon = await agendas.aSalon({ staff: 4 });
    const { here } = agendas.world;
    const phone = '+33612345678';
    const missed = await agendas.placed(salon, { phone });
    const cancelled = await agendas.placed(salon);
    await agendas.handling.take(here, bookingMove(cancelled, { actor: 'customer' }), 'excused');
    agendas.at(new Date(AT_TEN + HOUR));
    await agendas.handling.take(here, bookingMove(missed), 'no-show');
    const byMail = await agendas.placed(salon, { startsAt: TOMORROW, email: 'Odile+x@example.org' });
    const byPhone = await agendas.placed(salon, { startsAt: TOMORROW, email: null, phone });
    const other = await agendas.placed(salon, { startsAt: TOMORROW, email: 'autre@example.org' });
    const elsewhere = await agendas.placed(await agendas.aSalon(), { startsAt: TOMORROW });
    const ids = [byMail, byPhone, other, elsewhere].map(({ id }) => id);
    expect(await agendas.services.get(BookingMessages).absences(here, ids)).toEqual(
      new Map([
        [byMail.id, 1],
        [byPhone.id, 1],
      ]),
    );
  });
});
