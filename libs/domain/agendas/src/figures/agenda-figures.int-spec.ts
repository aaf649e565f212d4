import { AgendaFiguresService, AgendaResources, ResourceAbsences } from '@halles/domain/agendas';
import { DAY, HOUR } from '@halles/kernel';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';

describe('the figures of an agenda', () => {
  let agendas: AgendasWorld;
  let figures: AgendaFiguresService;
  const DAY_OF = { from: AT_TEN - 10 * HOUR, until: AT_TEN + 14 * HOUR };

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    figures = agendas.services.get(AgendaFiguresService);
  });
  afterAll(() => agendas.world.close());

  it('count what became of bookings, who cancelled, and how full the hours were', async () => {
    const { world, handling } = agendas;
    const salon = await agendas.aSalon({ staff: 2, service: { partyMax: 3 } });
    await agendas.placed(salon, { party: 3 });
    const [excused, revoked] = [
      await agendas.placed(salon),
      await agendas.placed(salon, { startsAt: AT_TEN + HOUR }),
    ];
    await handling.take(world.here, bookingMove(excused, { actor: 'customer' }), 'excused');
    await handling.take(world.here, bookingMove(revoked), 'revoked', 'absent');
    await agendas.placed(salon, { startsAt: AT_TEN + 7 * DAY });
    const [away] = salon.staff;
    const absence = { from: '2026-12-01', until: '2026-12-01', fromMinute: 660, untilMinute: 690 };
    await agendas.services.get(ResourceAbsences).add(world.here, salon.id, away ?? '', absence);
    const { states, hours } = await figures.read(world.here, salon.id, DAY_OF);
    expect([...states].sort((one, other) => one.state.localeCompare(other.state))).toEqual([
      { state: 'confirmed', actor: 'customer', count: 1, people: 3 },
      { state: 'excused', actor: 'customer', count: 1, people: 1 },
      { state: 'revoked', actor: 'merchant', count: 1, people: 1 },
    ]);
    const at = (hour: number) => hours.find((one) => one.hour === hour);
    expect([at(9), at(10), at(11), at(12)]).toEqual([
      { weekday: 2, hour: 9, begun: 0, minutes: 0, open: 120 },
      { weekday: 2, hour: 10, begun: 1, minutes: 30, open: 120 },
      { weekday: 2, hour: 11, begun: 0, minutes: 0, open: 90 },
      undefined,
    ]);
    // Both weeks together.
    const both = await figures.read(world.here, salon.id, { ...DAY_OF, until: DAY_OF.until + 7 * DAY });
    expect(both.hours.find(({ hour, weekday }) => hour === 10 && weekday === 2)).toMatchObject({
      ...{ begun: 2, minutes: 60, open: 240 },
    });
    expect(await figures.read(world.there, salon.id, DAY_OF)).toEqual({ states: [], hours: [] });
  });

  it('count the time of who did not come as full', async () => {
    const { world, handling } = agendas;
    const salon = await agendas.aSalon();
    const booking = await agendas.placed(salon);
    agendas.at(new Date(AT_TEN + HOUR));
    await handling.take(world.here, bookingMove(booking), 'no-show');
    agendas.at(BOOKED_AT);
    const { hours } = await figures.read(world.here, salon.id, DAY_OF);
    expect(hours.find(({ hour }) => hour === 10)).toMatchObject({ begun: 1, minutes: 30, open: 60 });
  });

  it('are read row by row, all of them in order, of a period and a shop', async () => {
    const salon = await agendas.aSalon({ service: { isSensitive: true } });
    for (const hours of [1, 0]) await agendas.placed(salon, { startsAt: AT_TEN + hours * HOUR });
    const rows = [];
    for await (const page of figures.rows(agendas.world.here, salon.id, DAY_OF)) rows.push(...page);
    expect(rows.map(({ startsAt, isSensitive }) => [startsAt.getTime(), isSensitive])).toEqual([
      [AT_TEN, true],
      [AT_TEN + HOUR, true],
    ]);
    await agendas.services.get(AgendaResources).archive(agendas.world.here, salon.id, salon.staff[0] ?? '');
    const none = { from: DAY_OF.from - DAY, until: DAY_OF.from };
    for await (const page of figures.rows(agendas.world.here, salon.id, none)) expect(page).toEqual([]);
  });
});
