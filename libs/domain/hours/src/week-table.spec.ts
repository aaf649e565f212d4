import type { Place, Schedule } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';
import { weekTable } from './week-table';
import { withWholeNights } from './whole-nights';

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

  it('says the reason of an exceptional day once, beside its date', () => {
    const spans = [
      { from: 540, until: 720 },
      { from: 840, until: 960 },
    ];
    const schedule = {
      ...scheduleOfTexts(PARIS, { shop: 'Mo-Fr 09:00-19:00' }),
      exceptions: [{ from: '2026-12-24', until: '2026-12-24', spans, note: 'Inventaire' }],
    };
    expect(rows(schedule, '2026-12-24', 'fr')[0]).toBe(
      'Jeudi | 24_décembre | 9_h_– 12_h, 14_h_– 16_h | Inventaire',
    );
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
