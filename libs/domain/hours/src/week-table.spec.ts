import { DAY, HOUR } from '@halles/kernel';
import type { Place, Schedule } from './schedule';
import { nextTransitions, openMinutesOfWeek, toInt4Multirange } from './outlook';
import { scheduleOfTexts } from './schedule-of-texts';
import { isOpen } from './timeline';
import { weekTable } from './week-table';
import { withWholeNights } from './whole-nights';
import { wallTime } from './zone';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '67' };
const visible = (text: string): string => text.replace(/\u00a0/g, '_');

function rows(schedule: Schedule, date: string, locale: 'fr' | 'en'): string[] {
  return weekTable(schedule, date, locale).days.map(({ name, dateText, holiday, note, hours }) =>
    visible([name, dateText, ...hours.map(({ text }) => text), holiday, note].filter(Boolean).join(' | ')),
  );
}

describe('the table of a week', () => {
  it('begins today, names the holidays and says the rest in words', () => {
    const schedule = {
      ...withWholeNights(
        scheduleOfTexts(PARIS, { shop: 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 18:00-02:00; PH off' }),
      ),
      exceptions: [{ from: '2026-12-24', until: '2026-12-24', spans: [{ from: 540, until: 720 }] }],
    };
    expect(rows(schedule, '2026-12-22', 'fr')).toEqual([
      'Mardi | 22_décembre | 9_h_– 12_h_30, 14_h_– 19_h',
      'Mercredi | 23_décembre | 9_h_– 12_h_30, 14_h_– 19_h',
      'Jeudi | 24_décembre | 9_h_– 12_h | Horaires exceptionnels',
      'Vendredi | 25_décembre | Fermé | Noël',
      'Samedi | 26_décembre | Fermé | Saint-Étienne',
      'Dimanche | 27_décembre | Fermé',
      'Lundi | 28_décembre | 9_h_– 12_h_30, 14_h_– 19_h',
    ]);
    expect(rows(schedule, '2026-11-27', 'en').slice(0, 3)).toEqual([
      'Friday | 27_November | 9_am_– 12:30_pm, 2_pm_– 7_pm',
      'Saturday | 28_November | 6_pm_– 2_am',
      'Sunday | 29_November | Closed',
    ]);
    const [today, tomorrow] = weekTable(schedule, '2026-11-27', 'en').days;
    expect(today).toMatchObject({ date: '2026-11-27', isToday: true });
    expect(tomorrow).toMatchObject({
      isToday: false,
      hours: [{ spans: [{ opens: '18:00', closes: '26:00' }] }],
    });
  });

  it('has a column per mode, vacations, doubts and what could not be read', () => {
    const schedule = {
      ...scheduleOfTexts(PARIS, { shop: '24/7', phone: 'le soir', appointment: 'Mo-Su "sur rendez-vous"' }),
      vacations: [{ from: '2026-11-26', returns: '2026-11-27', modes: ['shop' as const] }],
    };
    const table = weekTable(schedule, '2026-11-25', 'fr');
    expect(table.modes.map(({ title }) => title)).toEqual(['Sur place', 'Sur rendez-vous']);
    expect(table.asWritten).toEqual([{ mode: 'phone', title: 'Par téléphone', text: 'le soir' }]);
    expect(rows(schedule, '2026-11-25', 'fr').slice(0, 2)).toEqual([
      'Mercredi | 25_novembre | 24_h/24 | Sur rendez-vous',
      'Jeudi | 26_novembre | Fermé | Sur rendez-vous | Congés',
    ]);
  });
});

describe('what is stored for the search', () => {
  const bar = scheduleOfTexts(PARIS, { shop: 'Mo-Th 10:00-12:00; Fr-Su 18:00-02:00; PH off' });

  it('is the open minutes of one week, by the clock on the wall', () => {
    // Sunday's night is in it, until midnight; that of the Sunday before as well.
    const minutes = openMinutesOfWeek(bar, 'shop', '2026-11-23') ?? [];
    expect(toInt4Multirange(minutes.slice(0, 2))).toBe('{[0,120),[600,720)}');
    expect(minutes.at(-1)).toEqual({ from: 6 * 1_440 + 18 * 60, until: 10_080 });
    expect(
      toInt4Multirange(
        openMinutesOfWeek(scheduleOfTexts(PARIS, { shop: '24/7' }), 'shop', '2026-11-23') ?? [],
      ),
    ).toBe('{[0,10080)}');
    expect(openMinutesOfWeek(scheduleOfTexts(PARIS, { shop: 'off' }), 'shop', '2026-11-23')).toEqual([]);
    expect(openMinutesOfWeek(bar, 'delivery', '2026-11-23')).toBeNull();
  });

  it('agrees with isOpen at each quarter of an hour', () => {
    const minutes = openMinutesOfWeek(bar, 'shop', '2026-12-21') ?? [];
    for (let at = Date.UTC(2026, 11, 21); at < Date.UTC(2026, 11, 27); at += HOUR / 4) {
      const { day, minute } = wallTime('Europe/Paris', at);
      const ofWeek = ((day + 3) % 7) * 1_440 + minute;
      expect(minutes.some(({ from, until }) => ofWeek >= from && ofWeek < until)).toBe(
        isOpen(bar, 'shop', at),
      );
    }
  });

  it('is the next changes, with the moment until which they say everything', () => {
    const now = Date.UTC(2026, 10, 25, 9, 30);
    const outlook = nextTransitions(bar, 'shop', now, 3);
    expect(outlook).toEqual({
      open: true,
      transitions: [
        { at: Date.UTC(2026, 10, 25, 11), becomes: 'closed' },
        { at: Date.UTC(2026, 10, 26, 9), becomes: 'open' },
        { at: Date.UTC(2026, 10, 26, 11), becomes: 'closed' },
      ],
      expiresAt: Date.UTC(2026, 10, 26, 11),
    });
    const always = nextTransitions(scheduleOfTexts(PARIS, { shop: '24/7' }), 'shop', now, 3);
    expect(always).toEqual({ open: true, transitions: [], expiresAt: now + 400 * DAY });
    expect(nextTransitions(bar, 'phone', now, 3)).toBeNull();
    expect(() => nextTransitions(bar, 'shop', now, 0)).toThrow(RangeError);
  });
});
