import ICAL from 'ical.js';
import { calendarOf, type CalendarEvent, eventFileOf } from './icalendar';

const MAIL = { fromName: 'Commerces de Vallon', replyTo: 'mairie@vallon.example' };
const PARIS = { timeZone: 'Europe/Paris', mail: MAIL };
const EVENT = {
  ...{ uid: 'a@commerces.example', sequence: 3, changedAt: new Date('2026-12-01T06:00:00.123Z') },
  ...{ from: new Date('2026-12-01T09:00:00Z'), until: new Date('2026-12-01T09:30:00Z') },
  ...{ summary: 'Retrait', location: 'Place', url: 'https://commerces.example/commande/a' },
  status: 'CONFIRMED',
} as const satisfies CalendarEvent;

/** The events of a calendar as another program reads them, by the rules of zones that stand in it and no others. */
function readBack(text: string): { readonly from: string; readonly until: string; readonly zone: unknown }[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { startDate, endDate } = new ICAL.Event(component);
    const zone = component.getFirstProperty('dtstart')?.getParameter('tzid') ?? 'UTC';
    if (zone !== 'UTC')
      for (const time of [startDate, endDate])
        time.zone = zones.find(({ tzid }) => tzid === zone) ?? time.zone;
    return { from: startDate.toJSDate().toISOString(), until: endDate.toJSDate().toISOString(), zone };
  });
}

describe('a calendar of one event', () => {
  it('says when, where and what, by the clock of its zone, each line ended as the format asks', () => {
    const text = eventFileOf(EVENT, PARIS);
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    for (const line of [
      'BEGIN:VCALENDAR',
      'METHOD:PUBLISH',
      'SEQUENCE:3',
      'DTSTAMP:20261201T060000Z',
      'LAST-MODIFIED:20261201T060000Z',
      'DTSTART;TZID=Europe/Paris:20261201T100000',
      'DTEND;TZID=Europe/Paris:20261201T103000',
      'ORGANIZER;CN="Commerces de Vallon":mailto:mairie@vallon.example',
      'STATUS:CONFIRMED',
    ])
      expect(lines.map((line) => line.replace('MAILTO:', 'mailto:'))).toContain(line);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('takes a cancelled one out of the calendars that show it', () => {
    const text = eventFileOf({ ...EVENT, sequence: 4, status: 'CANCELLED' }, PARIS);
    expect(text).toContain('METHOD:CANCEL\r\n');
    expect(text).toContain('STATUS:CANCELLED\r\n');
  });

  it('lets no text end its line or its field', () => {
    const text = eventFileOf({ ...EVENT, summary: 'Fil; à, coudre\\\nBEGIN:VALARM' }, PARIS);
    expect(text).toContain(String.raw`SUMMARY:Fil\; à\, coudre\\\nBEGIN:VALARM`);
    expect(text).not.toMatch(/^BEGIN:VALARM/m);
    const named = eventFileOf(EVENT, { ...PARIS, mail: { ...MAIL, fromName: 'A"\r\nBEGIN:VALARM' } });
    expect(named).not.toMatch(/^BEGIN:VALARM/m);
  });

  it('folds long lines, never within a letter', () => {
    const summary = 'é🥖'.repeat(60);
    const text = eventFileOf({ ...EVENT, summary }, PARIS);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 76)).toBe(true);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  });
});

describe('a calendar in the nights when clocks change', () => {
  const ZONES = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'America/Miquelon'];
  const NIGHTS = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2026-03-08', '2026-11-01'];
  /** Each quarter of an hour of the day and of the next one, the hour that comes twice included. */
  const startsOf = (day: string): Date[] =>
    Array.from({ length: 2 * 96 }, (_, index) => new Date(Date.parse(`${day}T00:00Z`) + index * 900_000));

  it.each(ZONES)('is read back with the same instants in %s', (timeZone) => {
    const times = NIGHTS.flatMap(startsOf);
    const events = times.map((from, index) => ({
      ...{ ...EVENT, uid: `${String(index)}@commerces.example`, from },
      until: new Date(from.getTime() + 900_000),
    }));
    const text = calendarOf({ timeZone, name: 'Agenda', refreshAfter: 900, events });
    const read = readBack(text);
    expect(read.map(({ from, until }) => ({ from, until }))).toEqual(
      events.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    );
    // A clock cannot say which of two equal hours it means: those alone are said in UTC, and what ends or begins in them.
    const inUtc = read.filter(({ zone }) => zone !== timeZone).length;
    expect(inUtc).toBe({ 'Europe/Paris': 16, 'America/Miquelon': 9 }[timeZone] ?? 0);
  });
});
