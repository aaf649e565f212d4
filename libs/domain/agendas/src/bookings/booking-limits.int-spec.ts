import { DAY, HOUR } from '@halles/kernel';
import { agendaResourceSchema } from '@halles/contracts';
import { AgendaResources } from '../settings/agenda-items.service';
import type { Booking } from './booking';
import {
  aBooking,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
} from '@halles/testing/agendas';
import { outcomesOf, whileBusy } from '@halles/testing/orders';

describe('how much one person may book', () => {
  let agendas: AgendasWorld;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const reached = (limit: string) => ({ code: 'booking-limit-reached', params: { limit } });
  /** What anybody is told: nothing of the person whose address they wrote. */
  const notOnline = { code: 'booking-not-online' };

  it('is so many to come, however they write their address, and by their phone too', async () => {
    const salon = await agendas.aSalon({ settings: { limitAhead: 2 }, staff: 3 });
    const phone = '+33612345678';
    const first = await agendas.placed(salon, { email: 'odile@example.org', phone });
    await agendas.place(salon, { email: 'Odile+coupe@example.org', startsAt: AT_TEN + DAY });
    for (const same of [
      { email: ' ODILE@example.org'.trim() },
      { email: 'autre@example.org', phone: '+33699999999' },
      { email: null, phone },
    ]) {
      const placed = agendas.place(salon, { ...same, startsAt: AT_TEN + 2 * DAY });
      // Another person is no concern of theirs; a phone finds one booking, an address two.
      if (same.email === 'ODILE@example.org') await expect(placed).rejects.toMatchObject(notOnline);
      else await placed;
    }
    // What is over or cancelled counts no more.
    const { here } = agendas.world;
    await agendas.handling.take(here, bookingMove(first, { actor: 'customer' }), 'excused');
    await agendas.place(salon, { startsAt: AT_TEN + 3 * DAY });
    await expect(agendas.place(salon, { startsAt: AT_TEN + HOUR })).rejects.toMatchObject(notOnline);
    agendas.at(new Date(AT_TEN + DAY + HOUR));
    await agendas.place(salon, { startsAt: AT_TEN + 3 * DAY + HOUR });
    // Another place, and another town, know nothing of it.
    const elsewhere = await agendas.aSalon({ settings: { limitAhead: 1 } }, agendas.world.there);
    await agendas.place(elsewhere, { startsAt: AT_TEN + 3 * DAY }, agendas.world.there);
  });

  it('is so many on one day, of who moves there too; the shop books more for them where it says so', async () => {
    const salon = await agendas.aSalon({ settings: { limitPerDay: 1 }, staff: 3 });
    await agendas.place(salon);
    await expect(agendas.place(salon, { startsAt: AT_TEN + HOUR })).rejects.toMatchObject(notOnline);
    const other = await agendas.placed(salon, { startsAt: AT_TEN + DAY });
    const { here } = agendas.world;
    const mine = bookingMove(other, { actor: 'customer' });
    await expect(agendas.handling.move(here, mine, AT_TEN + HOUR)).rejects.toMatchObject(notOnline);
    await agendas.handling.move(here, mine, AT_TEN + DAY + HOUR);
    const input = aBooking(salon.service, { startsAt: AT_TEN + HOUR });
    const by = { actor: 'merchant', accountId: null } as const;
    await expect(agendas.placing.place(here, salon.id, input, 'fr', by)).rejects.toMatchObject(
      reached('day'),
    );
    const sure = { ...by, overridesLimits: true };
    expect(await agendas.placing.place(here, salon.id, input, 'fr', sure)).toEqual({
      id: expect.any(String) as string,
    });
  });

  it('is told to who proved the address to be theirs, and of a time that can be had', async () => {
    const salon = await agendas.aSalon({ settings: { limitAhead: 1 }, staff: 2 });
    const phone = '+33612345678';
    await agendas.place(salon, { phone });
    const { here } = agendas.world;
    const sent = (more: object, provenEmail: string) =>
      agendas.placing.place(here, salon.id, aBooking(salon.service, more), 'fr', {
        ...{ actor: 'customer', accountId: null, provenEmail },
      });
    const later = { startsAt: AT_TEN + HOUR };
    await expect(sent(later, 'Odile@example.org')).rejects.toMatchObject(reached('ahead'));
    const other = 'anne@example.org';
    await expect(sent(later, other)).rejects.toMatchObject(notOnline);
    // The address is theirs, and the number somebody else's.
    await expect(sent({ ...later, email: other, phone }, other)).rejects.toMatchObject(notOnline);
    const refused = { code: 'booking-refused' };
    // Nobody is there at ten in the evening.
    await expect(agendas.place(salon, { startsAt: AT_TEN + 12 * HOUR })).rejects.toMatchObject(refused);
  });

  it('is kept although one person sends nine at once, for different days', async () => {
    const salon = await agendas.aSalon({ settings: { limitAhead: 1, horizon: 60 }, staff: 2 });
    const results = await Promise.allSettled(
      [0, 1, 2, 3, 7, 8, 9, 10, 11].map((days) =>
        whileBusy(() => agendas.place(salon, { startsAt: AT_TEN + days * DAY })),
      ),
    );
    expect(outcomesOf(results).sort()).toEqual([
      ...Array.from({ length: 8 }, () => 'booking-not-online'),
      'done',
    ]);
  });

  it('counts for who books for somebody else, who is named to the shop', async () => {
    const salon = await agendas.aSalon({ settings: { limitAhead: 1 } });
    const booking = await agendas.placed(salon, { guestName: 'Paul Martin' });
    expect([booking.guest, booking.customer?.name]).toEqual(['Paul Martin', 'Odile Martin']);
    await expect(
      agendas.place(salon, { guestName: 'Anne Martin', startsAt: AT_TEN + HOUR }),
    ).rejects.toMatchObject(notOnline);
  });

  describe('of a service with people', () => {
    const staffOf = ({ resources }: Pick<Booking, 'resources'>) => resources.map(({ id }) => id);

    it('is with whom they chose, and nobody else; the shop finds somebody where they cannot', async () => {
      const salon = await agendas.aSalon({ staff: 2, service: { choosesPerson: true } });
      const [, bruno = ''] = salon.staff;
      const { here } = agendas.world;
      const booking = await agendas.placed(salon, { personId: bruno });
      expect([booking.personId, staffOf(booking)]).toEqual([bruno, [bruno]]);
      await expect(agendas.place(salon, { personId: bruno })).rejects.toMatchObject({
        params: { problem: 'full' },
      });
      // Somebody of another shop, or of another town, is nobody here.
      const other = await agendas.aSalon();
      const elsewhere = await agendas.aSalon({}, agendas.world.there);
      for (const personId of [other.staff[0], elsewhere.staff[0], salon.service])
        await expect(agendas.place(salon, { personId })).rejects.toMatchObject({
          code: 'booking-person-gone',
        });
      await expect(agendas.place(other, { personId: other.staff[0] })).rejects.toMatchObject({
        code: 'booking-person-gone',
      });
      // They move with them; the shop moves them to whoever is free.
      const second = await agendas.placed(salon, { personId: bruno, startsAt: AT_TEN + HOUR });
      const mine = bookingMove(second, { actor: 'customer' });
      await expect(agendas.handling.move(here, mine, AT_TEN)).rejects.toMatchObject({
        params: { problem: 'full' },
      });
      await agendas.handling.move(here, bookingMove(second), AT_TEN);
      expect(staffOf(await agendas.handling.get(here, second.id))).toEqual([salon.staff[0]]);
      // Who is away for now receives nobody: their customer moves to whoever is there.
      const away = agendaResourceSchema.parse({ kind: 'staff', name: 'Bruno', isActive: false });
      await agendas.services.get(AgendaResources).save(here, salon.id, bruno, away);
      const now = await agendas.handling.get(here, booking.id);
      await agendas.handling.move(here, bookingMove(now, { actor: 'customer' }), AT_TEN + HOUR);
      expect(staffOf(await agendas.handling.get(here, booking.id))).toEqual([salon.staff[0]]);
    });

    it('is with who has least to do that day, where the shop says so', async () => {
      const byOrder = await agendas.aSalon({ staff: 2 });
      const fair = await agendas.aSalon({ staff: 2, service: { assignment: 'least-busy' } });
      for (const [salon, second] of [
        [byOrder, 0],
        [fair, 1],
      ] as const) {
        await agendas.place(salon);
        const next = await agendas.placed(salon, { startsAt: AT_TEN + HOUR });
        expect(staffOf(next)).toEqual([salon.staff[second]]);
      }
    });

    it('is with who received them before, where it is followed up', async () => {
      const salon = await agendas.aSalon({ staff: 2, service: { keepsPerson: true } });
      const [anne = '', bruno = ''] = salon.staff;
      await agendas.place(salon, { email: 'autre@example.org' });
      expect(staffOf(await agendas.placed(salon))).toEqual([bruno]);
      agendas.at(new Date(AT_TEN + HOUR));
      const sent = (more: object, provenEmail: string) =>
        agendas.placing.place(agendas.world.here, salon.id, aBooking(salon.service, more), 'fr', {
          ...{ actor: 'customer', accountId: null, provenEmail },
        });
      // Anne is free, and has not received Odile.
      const { id } = await sent({ startsAt: AT_TEN + DAY }, 'odile@example.org');
      const next = await agendas.handling.get(agendas.world.here, id);
      expect([next.personId, staffOf(next)]).toEqual([bruno, [bruno]]);
      const later = { startsAt: AT_TEN + 2 * DAY, personId: anne };
      await expect(sent(later, 'odile@example.org')).rejects.toMatchObject({
        ...{ code: 'booking-own-person', params: { person: 'Coiffeur 2' } },
      });
      // To who may be anybody nothing tells who was here: what they chose is what they get.
      const stranger = await agendas.placed(salon, { startsAt: AT_TEN + 3 * DAY });
      expect([stranger.personId, staffOf(stranger)]).toEqual([null, [anne]]);
      for (const [index, personId] of [anne, bruno].entries()) {
        const startsAt = AT_TEN + 2 * DAY + index * HOUR;
        expect((await agendas.placed(salon, { startsAt, personId })).personId).toBe(personId);
      }
    });
  });
});
