import {
  AgendaResources,
  BookingTimes,
  BusyTimes,
  AgendaServices,
  AgendaPlaces,
  FreeDays,
} from '@halles/domain/agendas';
import { HOUR, MINUTE } from '@halles/kernel';
import { GuardedClient, OutboundRefused } from '@halles/platform/outbound';
import { UntrustedFiles, untrustedFilesOptions } from '@halles/platform/untrusted-files';
import { type AgendasWorld, AT_TEN, BOOKED_AT, openAgendasWorld, type Salon } from '@halles/testing/agendas';
import { BusyReader } from './busy-reader';
import { ReadBusyProcessor } from './read-busy.processor';

const ADDRESS = 'https://calendar.example/secret-4711.ics';
const event = (lines: string): string =>
  `BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n${lines}\r\nEND:VEVENT`;
const calendar = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//', ...events, 'END:VCALENDAR', ''].join('\r\n');
const DENTIST = event('SUMMARY:Dentiste\r\nDTSTART;TZID=Europe/Paris:20261201T100000\r\nDURATION:PT1H');

/** What somebody has done for twenty-five years, and before the first of December at ten: far more occurrences than are looked at. */
const OLD_YEARS = [
  ...Array.from({ length: 3_000 }, (_, at) =>
    event(`DTSTART:2012${String(101 + (at % 28)).padStart(4, '0')}T0900${at % 60}Z`),
  ),
  ...['DAILY', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'MONTHLY;BYDAY=MO,TU,WE,TH,FR'].flatMap((rule) =>
    Array.from({ length: 10 }, () =>
      event(`DTSTART;TZID=Europe/Paris:20000103T030000\r\nDURATION:PT1H\r\nRRULE:FREQ=${rule}`),
    ),
  ),
  DENTIST,
].join('\r\n');
/** So many days before the first of December. */
const daysBefore = (days: number): string =>
  new Date(AT_TEN - days * 24 * HOUR).toISOString().slice(0, 10).replaceAll('-', '');

describe('calendars in whose times nobody books', () => {
  let agendas: AgendasWorld;
  let busy: BusyTimes;
  let files: UntrustedFiles;
  let reader: BusyReader;
  let salon: Salon;
  /** What the address answers, or why it does not. */
  let answer: string | OutboundRefused;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    busy = agendas.services.get(BusyTimes);
    files = new UntrustedFiles(untrustedFilesOptions(agendas.world.config));
    const client = {
      get: () =>
        answer instanceof OutboundRefused ? Promise.reject(answer) : Promise.resolve(Buffer.from(answer)),
    } as unknown as GuardedClient;
    reader = new BusyReader(busy, client, files);
  });
  afterAll(async () => {
    files.close();
    await agendas.world.close();
  });
  beforeEach(async () => {
    agendas.at(BOOKED_AT);
    salon = await agendas.aSalon({ staff: 2 });
  });

  const add = async (resourceId: string | null): Promise<void> => {
    const sql = 'SELECT account_id AS id FROM account_grant WHERE listing_id = $1';
    const [owner] = await agendas.rowsOf<{ id: string }>(sql, [salon.id]);
    await busy.add(agendas.world.here, salon.id, {
      resourceId,
      address: ADDRESS,
      accountId: owner?.id ?? '',
    });
  };
  /** Reads those whose time has come; in every agenda. @returns whether that of this one came to something */
  async function readDue(): Promise<boolean[]> {
    const due = await busy.takeDue(agendas.world.here);
    const outcomes: boolean[] = [];
    for (const reading of due) outcomes.push(await reader.read(agendas.world.here, reading));
    return outcomes;
  }
  const readNow = async (said: string | OutboundRefused): Promise<void> => {
    answer = said;
    const [source] = await busy.list(agendas.world.here, salon.id);
    const reading = await busy.find(agendas.world.here, source?.id ?? '');
    if (reading) await reader.read(agendas.world.here, reading);
  };
  /** Starts of the first of December by the clock of Paris, with who would serve. */
  async function offered(isShop = false): Promise<ReadonlyMap<string, readonly string[]>> {
    const { here, work } = agendas.world;
    const day = Math.floor(AT_TEN / (24 * HOUR));
    const slots = await work.read(here, async (tx) => {
      const place = await agendas.services.get(AgendaPlaces).findAny(tx, salon.id);
      const [service] = await agendas.services.get(AgendaServices).listIn(tx, salon.id);
      if (!place || !service) throw new Error('no agenda');
      const ask = { party: 1, isShop };
      return agendas.services.get(BookingTimes).free(tx, place, service, ask, { first: day, last: day });
    });
    return new Map(slots.map(({ from, assigned }) => [new Date(from).toISOString(), assigned.flat()]));
  }
  const TEN = '2026-12-01T09:00:00.000Z';
  const ELEVEN = '2026-12-01T10:00:00.000Z';

  it('take their hours from one person, and are heard by searches; removed, they give them back', async () => {
    const [first = '', second = ''] = salon.staff;
    expect((await offered()).get(TEN)).toEqual([first]);
    await agendas.services.get(FreeDays).run(agendas.world.here);
    await add(first);
    await readNow(calendar(DENTIST));
    expect([(await offered()).get(TEN), (await offered()).get(ELEVEN)]).toEqual([[second], [first]]);
    const stale = 'SELECT 1 FROM agenda_free WHERE listing_id = $1 AND is_stale';
    expect((await agendas.rowsOf(stale, [salon.id])).length).toBeGreaterThan(0);
    expect((await agendas.placed(salon)).resources.map(({ id }) => id)).toEqual([second]);
    await expect(agendas.place(salon, { email: 'paul@example.org' })).rejects.toMatchObject({
      code: 'booking-refused',
    });
    await busy.remove(agendas.world.here, salon.id, first);
    expect((await agendas.placed(salon, { email: 'paul@example.org' })).resources[0]?.id).toBe(first);
  });

  it('close the place for its customers, and not for the shop itself', async () => {
    await add(null);
    await readNow(calendar(DENTIST));
    expect([(await offered()).has(TEN), (await offered(true)).has(TEN)]).toEqual([false, true]);
    await expect(agendas.place(salon)).rejects.toMatchObject({ code: 'booking-refused' });
    const told = await busy.within(agendas.world.here, salon.id, { from: AT_TEN, until: AT_TEN + MINUTE });
    expect(told).toEqual([{ resourceId: null, from: AT_TEN, until: AT_TEN + HOUR }]);
    expect(await busy.within(agendas.world.there, salon.id, { from: 0, until: 2 * AT_TEN })).toEqual([]);
  });

  it('keep their times and nothing else, under no address that somebody could read', async () => {
    await add(null);
    await readNow(calendar(DENTIST));
    const rows = await agendas.rowsOf(
      `SELECT s::text, t::text FROM agenda_busy_source s JOIN agenda_busy_time t ON t.source_id = s.id WHERE s.listing_id = $1`,
      [salon.id],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Dentiste|secret-4711/);
  });

  it('that are refused keep what was read, say why, and are asked less and less often', async () => {
    await add(null);
    await readNow(calendar(DENTIST));
    const problems: unknown[] = [];
    for (const said of [
      new OutboundRefused('private', '10.0.0.1'),
      'no calendar',
      `BEGIN:VCALENDAR\r\n${'X'.repeat(1_000)}`,
      calendar(event('DTSTART:20200101T000000Z\r\nDTEND:20200101T000001Z\r\nRRULE:FREQ=SECONDLY')),
    ]) {
      await readNow(said);
      const [source] = await busy.list(agendas.world.here, salon.id);
      problems.push(source?.problem);
    }
    expect(problems).toEqual(['private', 'unreadable', 'unreadable', 'too-costly']);
    expect((await offered()).has(TEN)).toBe(false);
    answer = calendar();
    agendas.at(new Date(BOOKED_AT.getTime() + 119 * MINUTE));
    const mine = async (): Promise<unknown> => (await busy.list(agendas.world.here, salon.id))[0]?.problem;
    await readDue();
    expect(await mine()).toBe('too-costly');
    agendas.at(new Date(BOOKED_AT.getTime() + 121 * MINUTE));
    await readDue();
    expect([await mine(), (await readDue()).length]).toEqual([null, 0]);
    expect(await busy.within(agendas.world.here, salon.id, { from: AT_TEN, until: AT_TEN + MINUTE })).toEqual(
      [],
    );
  });

  it.each([
    ['of whole days', event('DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202'), []],
    [
      'that do not count',
      event('DTSTART:20261201T090000Z\r\nDURATION:PT1H\r\nTRANSP:TRANSPARENT'),
      [TEN, ELEVEN],
    ],
    [
      'that are cancelled',
      event('DTSTART:20261201T090000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED'),
      [TEN, ELEVEN],
    ],
    [
      'of a zone that does not exist',
      event('DTSTART;TZID=Mars/Base:20261201T100000\r\nDURATION:PT1H'),
      [ELEVEN],
    ],
    [
      'that repeat without an end, but for one that was moved and one that was left out',
      [
        event(
          'DTSTART;TZID=Europe/Paris:20200107T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEXDATE:20261208T090000Z',
        ),
        event(
          'RECURRENCE-ID;TZID=Europe/Paris:20261201T100000\r\nDTSTART;TZID=Europe/Paris:20261201T110000\r\nDURATION:PT1H',
        ),
      ].join('\r\n'),
      [TEN],
    ],
    ['that are long over, and those that repeat since long ago', OLD_YEARS, [ELEVEN]],
  ])('are read with events %s', async (_what, events, open) => {
    await add(null);
    await readNow(calendar(events));
    const times = await offered();
    expect([TEN, ELEVEN].filter((time) => times.has(time))).toEqual(open);
  });

  it.each([
    [daysBefore(21 * 400), 'WEEKLY;INTERVAL=3', true],
    [daysBefore(21 * 400 - 7), 'WEEKLY;INTERVAL=3', false],
    [daysBefore(5 * 2_000), 'DAILY;INTERVAL=5', true],
    [daysBefore(5 * 2_000 - 1), 'DAILY;INTERVAL=5', false],
    [daysBefore(5 * 2_000 - 1), 'DAILY;INTERVAL=5;COUNT=2001', false],
    [daysBefore(5 * 2_000), 'DAILY;INTERVAL=5;COUNT=2001', true],
    [daysBefore(5 * 2_000), 'DAILY;INTERVAL=5;COUNT=2000', false],
    [daysBefore(5 * 2_000), 'DAILY;INTERVAL=5;UNTIL=20261201T090000Z', true],
    [daysBefore(5 * 2_000), 'DAILY;INTERVAL=5;UNTIL=20251201T090000Z', false],
    ['19900201', 'MONTHLY;INTERVAL=2', true],
    ['19900201', 'MONTHLY;INTERVAL=3', false],
    ['19960131', 'MONTHLY;INTERVAL=7;BYMONTHDAY=1', true],
    ['19960131', 'MONTHLY;INTERVAL=5;BYMONTHDAY=1', false],
    ['19941201', 'YEARLY;INTERVAL=4', true],
    ['19951201', 'YEARLY;INTERVAL=4', false],
    ['19961231', 'YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=1', true],
  ])(
    'are followed from %s by %s to the first of December as by each step: %s',
    async (day, rule, isThere) => {
      const text = event(`DTSTART;TZID=Europe/Paris:${day}T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=${rule}`);
      const from = AT_TEN - 24 * HOUR;
      const within = { from, until: AT_TEN + 24 * HOUR, timeZone: 'Europe/Paris' };
      const { times } = await files.readBusyCalendar(agendas.world.here, Buffer.from(calendar(text)), within);
      expect(times.some(([start]) => start === AT_TEN)).toBe(isThere);
    },
  );

  it('that say the same again leave what searches know, and another time makes its days unknown alone', async () => {
    await add(null);
    // Began before what is read, and repeats beyond it.
    const away = event(
      'DTSTART;TZID=Europe/Paris:20261101T060000\r\nDTEND;TZID=Europe/Paris:20261201T073000',
    );
    const weekly = event('DTSTART;TZID=Europe/Paris:20261202T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY');
    const days = agendas.services.get(FreeDays);
    const unknown = async (): Promise<string[]> => {
      const sql = 'SELECT day::text FROM agenda_free WHERE listing_id = $1 AND is_stale ORDER BY day';
      return (await agendas.rowsOf<{ day: string }>(sql, [salon.id])).map(({ day }) => day);
    };
    await readNow(calendar(away, weekly));
    await days.run(agendas.world.here);
    for (const minutes of [15, 30, 24 * 60, 6 * 24 * 60]) {
      agendas.at(new Date(BOOKED_AT.getTime() + minutes * MINUTE));
      await readNow(calendar(away, weekly));
      expect([minutes, await unknown()]).toEqual([minutes, []]);
    }
    agendas.at(BOOKED_AT);
    await readNow(calendar(away, weekly));
    await days.run(agendas.world.here);
    const longer = weekly.replace('PT1H', 'PT2H').replace('20261202T', '20261209T');
    await readNow(calendar(away, weekly.replace(';RRULE', ''), longer.replace('UID:1', 'UID:2')));
    expect(await unknown()).toEqual(['2026-12-08', '2026-12-09', '2026-12-15']);
    await days.run(agendas.world.here);
    await busy.remove(agendas.world.here, salon.id, null);
    expect(await unknown()).toEqual(['2026-12-01', '2026-12-02', '2026-12-08', '2026-12-09', '2026-12-15']);
  });

  it('are read at once when somebody asks, once a minute, and go with who they are of', async () => {
    const [first = ''] = salon.staff;
    await add(first);
    const jobs = () =>
      agendas.world.installation
        .platform()
        .query<{ ref: string }>(`DELETE FROM platform.outbox WHERE kind = 'agenda.read-busy' RETURNING ref`);
    await jobs();
    await busy.ask(agendas.world.here, salon.id, first);
    agendas.at(new Date(BOOKED_AT.getTime() + 61_000));
    for (let touch = 0; touch < 3; touch += 1) await busy.ask(agendas.world.here, salon.id, first);
    const asked = (await jobs()).flat().filter((row) => typeof row === 'object');
    expect(asked).toHaveLength(1);
    answer = calendar(DENTIST);
    const [source] = await busy.list(agendas.world.here, salon.id);
    const job = { ctx: agendas.world.here, ref: source?.id ?? '', outboxId: '', failures: 0 };
    for (let time = 0; time < 2; time += 1) await new ReadBusyProcessor(busy, reader).run(job);
    expect(
      await agendas.rowsOf('SELECT 1 FROM agenda_busy_time WHERE listing_id = $1', [salon.id]),
    ).toHaveLength(1);
    await agendas.services.get(AgendaResources).archive(agendas.world.here, salon.id, first);
    expect(await busy.list(agendas.world.here, salon.id)).toEqual([]);
    await new ReadBusyProcessor(busy, reader).run(job);
  });
});
