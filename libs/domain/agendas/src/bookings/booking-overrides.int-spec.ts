import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@halles/kernel';
import {
  aBooking,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  bookingMove,
  openAgendasWorld,
} from '@halles/testing/agendas';
import type { PassedRule } from '../slots/booking-override';
import type { Booker } from './booker';
import { BookingJournal } from './booking-journal.service';

const RULE = `
  INSERT INTO gauge_rule (id, version, title, text, source, communes, categories, first_day, last_day, formula, amount, keeps_pickup,
                          is_staff_counted, is_household_one, created_at, updated_at)
  VALUES ($1, 1, 'Deux personnes', 'Deux.', 'Arrêté', '{}', '{}', '2026-12-01', '2026-12-31', 'people', 2, false, false, false, now(),
          now())`;

describe('bookings against the rules of their agenda', () => {
  let agendas: AgendasWorld;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => agendas.at(BOOKED_AT));

  const enter = (
    salon: { readonly id: number; readonly service: string },
    passesRules: readonly PassedRule[] | undefined,
    more: object = {},
    by: Partial<Booker> = {},
  ) =>
    agendas.placing.place(agendas.world.here, salon.id, aBooking(salon.service, more), 'fr', {
      ...{ actor: 'merchant', accountId: null },
      ...(passesRules === undefined ? {} : { passesRules }),
      ...by,
    });
  const asks = (rules: readonly PassedRule[]) => ({ code: 'booking-passes-rules', params: { rules } });

  it('are made by the shop once it was told of each rule, and written in its journal', async () => {
    const salon = await agendas.aSalon();
    const { here, there } = agendas.world;
    await agendas.place(salon);
    await expect(enter(salon, undefined)).rejects.toMatchObject({ params: { problem: 'full' } });
    await expect(enter(salon, [])).rejects.toMatchObject(asks(['taken']));
    await expect(enter(salon, ['hours'])).rejects.toMatchObject(asks(['taken']));
    const { id } = await enter(salon, ['taken']);
    // Closed at noon: what is passed over is said of this time alone.
    const noon = { startsAt: AT_TEN + 2 * HOUR };
    await expect(enter(salon, ['taken'], noon)).rejects.toMatchObject({
      ...asks(['hours']),
      // Which time it is about is said: it may be another one than was looked at.
      params: { rules: ['hours'], when: { fr: 'mardi 1er\u00a0décembre à 12\u00a0h' } },
    });
    await enter(salon, ['hours'], noon);
    await enter(salon, [], { startsAt: AT_TEN + HOUR });
    const journal = agendas.services.get(BookingJournal);
    expect(await journal.list(here, salon.id)).toMatchObject([
      { rules: ['hours'], actor: 'merchant', startsAt: new Date(AT_TEN + 2 * HOUR), serviceName: 'Coupe' },
      { id, rules: ['taken'], startsAt: new Date(AT_TEN) },
    ]);
    expect(await journal.list(there, salon.id)).toEqual([]);
    const [event] = await agendas.handling.events(here, id);
    expect(event?.passedRules).toEqual(['taken']);
  });

  it('take what they take: nobody else has it then, and each is given back by itself', async () => {
    const salon = await agendas.aSalon();
    const { handling, world } = agendas;
    const first = await agendas.placed(salon);
    const over = await enter(salon, ['taken'], { startsAt: AT_TEN + 15 * MINUTE });
    const lanes = () =>
      agendas.rowsOf<{ lane: number }>(
        'SELECT lane FROM booking_resource WHERE listing_id = $1 AND is_taken ORDER BY lane',
        [salon.id],
      );
    expect((await lanes()).map(({ lane }) => lane)).toEqual([1, 2]);
    await handling.take(world.here, bookingMove(first), 'revoked', 'other');
    await expect(agendas.place(salon)).rejects.toMatchObject({ params: { problem: 'full' } });
    await handling.take(world.here, bookingMove(await handling.get(world.here, over.id)), 'revoked', 'other');
    await agendas.place(salon);
  });

  it('are taken back after a cancellation by what they passed over, until they are moved', async () => {
    const salon = await agendas.aSalon({ gauge: 3, staff: 2 });
    const { handling, world } = agendas;
    const crowd = await enter(salon, ['gauge'], { party: 4 });
    const seen = async (id: string) => bookingMove(await handling.get(world.here, id));
    const takenBack = async (id: string) => {
      await handling.take(world.here, await seen(id), 'revoked', 'other');
      await handling.take(world.here, await seen(id), 'confirmed');
      return (await handling.get(world.here, id)).state;
    };
    expect(await takenBack(crowd.id)).toBe('confirmed');
    await enter(salon, ['gauge']);
    const over = await enter(salon, ['taken', 'gauge']);
    expect(await takenBack(over.id)).toBe('confirmed');
    // At a time that it was moved to it passes over what was passed over there: nothing here.
    await handling.move(world.here, await seen(over.id), AT_TEN + HOUR);
    await handling.take(world.here, await seen(over.id), 'revoked', 'other');
    for (const staff of [1, 2])
      await enter(salon, ['gauge'], { startsAt: AT_TEN + HOUR, name: `Nº ${staff}` });
    await expect(handling.take(world.here, await seen(over.id), 'confirmed')).rejects.toMatchObject({
      params: { problem: 'full' },
    });
  });

  it('are moved against the rules once the shop was told of each, and keep that when they are taken back', async () => {
    const salon = await agendas.aSalon();
    const { handling, services, world } = agendas;
    const { here } = world;
    const seen = async (id: string) => bookingMove(await handling.get(here, id));
    const [first, moved] = [
      await agendas.placed(salon, { startsAt: AT_TEN + HOUR }),
      await agendas.placed(salon),
    ];
    const to = AT_TEN + HOUR;
    await expect(handling.move(here, await seen(moved.id), to)).rejects.toMatchObject({
      params: { problem: 'full' },
    });
    for (const passesRules of [[], ['hours']] as const)
      await expect(handling.move(here, await seen(moved.id), to, { passesRules })).rejects.toMatchObject({
        ...asks(['taken']),
        params: { isMove: true },
      });
    expect((await handling.get(here, moved.id)).startsAt).toEqual(new Date(AT_TEN));
    await handling.move(here, await seen(moved.id), to, { passesRules: ['taken'] });
    expect((await handling.events(here, moved.id)).map(({ passedRules }) => passedRules)).toEqual([
      ...[null, ['taken']],
    ]);
    expect(await services.get(BookingJournal).list(here, salon.id)).toMatchObject([
      { id: moved.id, rules: ['taken'], startsAt: new Date(to) },
    ]);
    await handling.take(here, await seen(moved.id), 'revoked', 'other');
    await handling.take(here, await seen(moved.id), 'confirmed');
    // Nobody else may: neither its customer, nor an agent who keeps to the rules.
    for (const by of [
      { actor: 'customer', accountId: null },
      { actor: 'town', accountId: null, agentId: randomUUID(), followsRules: true },
    ] as const)
      await expect(
        handling.move(here, { ...(await seen(first.id)), ...by }, AT_TEN + 2 * HOUR, {
          passesRules: ['hours'],
        }),
      ).rejects.toMatchObject({ params: { problem: 'not-offered' } });
  });

  it('name the gauge of the shop, and that of a rule of the territory', async () => {
    const salon = await agendas.aSalon({ gauge: 3, staff: 9 });
    const { here, work } = agendas.world;
    await expect(enter(salon, [], { party: 4 })).rejects.toMatchObject(asks(['gauge']));
    await work.write(here, (tx) => tx.manager.query(RULE, [randomUUID()]));
    await expect(enter(salon, ['gauge'], { party: 3 })).rejects.toMatchObject(asks(['gauge-rule']));
    await expect(enter(salon, ['gauge'], { party: 4 })).rejects.toMatchObject(asks(['gauge', 'gauge-rule']));
    await enter(salon, ['gauge', 'gauge-rule'], { party: 4 });
    await work.write(here, (tx) => tx.manager.query('DELETE FROM gauge_rule'));
  });

  it('are never made by customers, nor by agents who keep to the rules, whatever they send', async () => {
    const salon = await agendas.aSalon();
    await agendas.place(salon);
    for (const by of [
      { actor: 'customer' },
      { actor: 'town', agentId: randomUUID(), followsRules: true },
    ] as const)
      await expect(enter(salon, ['taken', 'hours'], {}, by)).rejects.toMatchObject({
        params: { problem: 'full' },
      });
    for (const [startsAt, problem] of [
      [BOOKED_AT.getTime() - HOUR, 'past'],
      [AT_TEN + MINUTE, 'not-offered'],
      [AT_TEN + 500 * 24 * HOUR, 'beyond-horizon'],
    ] as const)
      await expect(enter(salon, ['hours'], { startsAt })).rejects.toMatchObject({ params: { problem } });
    await expect(enter(salon, ['party'], { party: 7 })).rejects.toMatchObject({
      params: { problem: 'party' },
    });
  });
});
