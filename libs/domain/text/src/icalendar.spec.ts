import { calendarOf } from './icalendar';

const EVENT = {
  ...{ uid: 'a@commerces.example', sequence: 3, changedAt: new Date('2026-12-01T06:00:00.123Z') },
  ...{ from: new Date('2026-12-01T09:00:00Z'), until: new Date('2026-12-01T09:30:00Z') },
  ...{ summary: 'Retrait', location: 'Place', url: 'https://commerces.example/commande/a' },
  status: 'CONFIRMED',
} as const;

describe('a calendar of one event', () => {
  it('says when, where and what, each line ended as the format asks', () => {
    const lines = calendarOf(EVENT).split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of [
      'BEGIN:VCALENDAR',
      'SEQUENCE:3',
      'DTSTAMP:20261201T060000Z',
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T093000Z',
      'STATUS:CONFIRMED',
      'END:VCALENDAR',
    ])
      expect(lines).toContain(line);
  });

  it('lets no text end its line or its field', () => {
    const text = calendarOf({ ...EVENT, summary: 'Fil; à, coudre\\\nBEGIN:VALARM' });
    expect(text).toContain(String.raw`SUMMARY:Fil\; à\, coudre\\\nBEGIN:VALARM`);
    expect(text.match(/^BEGIN:/gm)).toHaveLength(2);
  });

  it('folds long lines at 75 bytes, and never within a letter', () => {
    const summary = 'é🥖'.repeat(60);
    const text = calendarOf({ ...EVENT, summary });
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  });
});
