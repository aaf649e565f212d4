import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { UnitOfWork } from '@halles/platform/tenancy';
import {
  type AgendasWorld,
  AT_TEN,
  bookingMove,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { EarlierTimes } from './earlier-times.service';

/** Half past nine in the morning, in Paris. */
const MORNING = new Date(AT_TEN - 30 * MINUTE);
/** A Friday five weeks on, after the public holidays, at ten; and a Tuesday before it. */
const FAR = AT_TEN + 38 * DAY;
const EARLIER = AT_TEN + 14 * DAY;

/** A hundred bookings like one that there is, made at the same moment. */
const HUNDRED_LIKE = `
  WITH copy AS (
    INSERT INTO booking
    SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'idempotency_key', gen_random_uuid(),
             'reference', translate(lpad(n::text, 8, '0'), '0123456789', 'BCDFGHJKLM')))).*
      FROM booking b, generate_series(1, 100) AS n WHERE b.id = $1
    RETURNING id)
  INSERT INTO booking_event
  SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'booking_id', copy.id))).*
    FROM booking_event e, copy WHERE e.booking_id = $1`;

describe('earlier times', () => {
  let agendas: AgendasWorld;
  let salon: Salon;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(MORNING);
    const { work, here } = agendas.world;
    await work.write(here, (tx) => tx.manager.query('UPDATE booking SET wants_earlier = false'));
    salon = await agendas.aSalon({ settings: { horizon: 60 } });
  });

  const later = (milliseconds: number): void => agendas.at(new Date(MORNING.getTime() + milliseconds));
  const earlier = (): EarlierTimes => agendas.services.get(EarlierTimes);
  const tell = (ctx = agendas.world.here): Promise<number> => earlier().tell(ctx, () => false);
  const booked = (startsAt: number, email = 'odile@example.org') =>
    agendas.placed(salon, { startsAt, email });
  const asked = async (startsAt: number, email?: string) => {
    const booking = await booked(startsAt, email);
    await earlier().ask(agendas.world.here, salon.id, booking.id, true);
    return booking;
  };
  const alerts = (id: string) =>
    agendas.rowsOf<{ id: string; startsAt: Date }>(
      'SELECT id, starts_at AS "startsAt" FROM booking_alert WHERE booking_id = $1 ORDER BY promised_at, id',
      [id],
    );
  /** Somebody gives a time up. */
  const givenUp = async (startsAt: number): Promise<void> => {
    const other = await booked(startsAt, 'paul@example.org');
    await agendas.handling.take(agendas.world.here, bookingMove(other, { actor: 'customer' }), 'excused');
  };

  it('are told once to who asked first, when somebody gives one up, and lead to a move that loses neither', async () => {
    const second = await booked(FAR + HOUR, 'anne@example.org');
    later(MINUTE);
    const first = await asked(FAR);
    await earlier().ask(agendas.world.here, salon.id, second.id, true);
    // Times that nobody gave up are there for all to see.
    expect(await tell()).toBe(0);
    await givenUp(EARLIER);
    expect(await tell(agendas.world.there)).toBe(0);
    const runs = await Promise.all([tell(), tell()]);
    expect(runs[0] + runs[1]).toBe(1);
    expect(await tell()).toBe(0);
    // The other one booked earlier, and is told first.
    expect([await alerts(first.id), await alerts(second.id)]).toMatchObject([
      [],
      [{ startsAt: new Date(EARLIER) }],
    ]);
    const [{ id } = { id: '' }] = await alerts(second.id);
    expect((await earlier().of(agendas.world.here, id))?.startsAt).toEqual(new Date(EARLIER));
    expect(await earlier().of(agendas.world.there, id)).toBeNull();
    await agendas.handling.move(agendas.world.here, bookingMove(second, { actor: 'customer' }), EARLIER);
    const moved = await agendas.handling.get(agendas.world.here, second.id);
    expect([moved.startsAt, moved.wantsEarlier]).toEqual([new Date(EARLIER), false]);
    expect(await earlier().of(agendas.world.here, id)).toBeNull();
    // Its old time is given up by that, and is no earlier one for who comes before it.
    expect(await tell()).toBe(0);
  });

  it('are of whom the customer chose: nobody is told of a time that the move refuses', async () => {
    salon = await agendas.aSalon({ settings: { horizon: 60 }, staff: 2, service: { choosesPerson: true } });
    const [anne, bruno] = salon.staff;
    const mine = await agendas.placed(salon, { startsAt: FAR, personId: bruno });
    await earlier().ask(agendas.world.here, salon.id, mine.id, true);
    await agendas.place(salon, { startsAt: EARLIER, personId: bruno, email: 'lea@example.org' });
    const hers = await agendas.placed(salon, {
      ...{ startsAt: EARLIER, personId: anne, email: 'paul@example.org' },
    });
    await agendas.handling.take(agendas.world.here, bookingMove(hers, { actor: 'customer' }), 'excused');
    expect(await tell()).toBe(0);
  });

  it('are told three times at most, one a day', async () => {
    const booking = await asked(FAR);
    for (const day of [0, 1, 2, 3]) {
      later(day * DAY + HOUR * 3);
      await givenUp(EARLIER + HOUR);
      await givenUp(EARLIER);
      await tell();
      await tell();
    }
    expect((await alerts(booking.id)).length).toBe(3);
  });

  it.each([
    ['ends less than two days before', FAR - 2 * DAY + 30 * MINUTE, 0],
    ['ends two days before', FAR - 3 * DAY, 1],
    ['is after', FAR + HOUR, 0],
  ])('are told of a time that %s', async (_, startsAt, told) => {
    await asked(FAR);
    await givenUp(startsAt);
    expect(await tell()).toBe(told);
  });

  it('are told to who asked last, behind a hundred whom they are no use to', async () => {
    const { work, here } = agendas.world;
    const first = await asked(FAR);
    later(MINUTE);
    const last = await asked(FAR + 7 * DAY, 'anne@example.org');
    await work.write(here, (tx) => tx.manager.query(HUNDRED_LIKE, [first.id]));
    // Less than two days before the others, and a week before the last one.
    await givenUp(FAR - DAY);
    expect(await tell()).toBe(1);
    expect(await alerts(last.id)).toMatchObject([{ startsAt: new Date(FAR - DAY) }]);
  });

  it('open no transaction that writes where nothing was given up', async () => {
    await asked(FAR);
    const write = jest.spyOn(agendas.services.get(UnitOfWork), 'write');
    expect(await tell()).toBe(0);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it('are of no concern to who is near, asked no more, or left no address, and at night', async () => {
    const near = await booked(AT_TEN + 7 * DAY - HOUR);
    await expect(earlier().ask(agendas.world.here, salon.id, near.id, true)).rejects.toMatchObject({
      code: 'booking-moved',
    });
    await expect(earlier().ask(agendas.world.here, salon.id + 1, near.id, true)).rejects.toMatchObject({
      code: 'booking-not-found',
    });
    const booking = await asked(FAR);
    await earlier().ask(agendas.world.here, salon.id, booking.id, false);
    await givenUp(EARLIER);
    later(3 * HOUR);
    expect(await tell()).toBe(0);
    await earlier().ask(agendas.world.here, salon.id, booking.id, true);
    later(16 * HOUR);
    expect(await tell()).toBe(0);
    later(3 * HOUR);
    expect(await tell()).toBe(1);
  });
});
