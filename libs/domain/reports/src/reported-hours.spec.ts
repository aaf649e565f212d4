import type { FieldChanges } from '@halles/domain/profiles';
import { changedHoursOf, concernsReport, otherHours, readReportedHours } from './reported-hours';

const PLACE = { timeZone: 'Europe/Paris', department: '33' };
/** A Saturday. */
const TODAY = '2026-11-28';
const NOTHING = { weekdays: [], modes: [], isOfSpecialDays: false, isOfDate: false };

describe('what a report of hours is about', () => {
  it.each<[string | null, Partial<ReturnType<typeof readReportedHours>>]>([
    [null, {}],
    ['Ce n’est pas du tout ça.', {}],
    ['Fermé le samedi !', { weekdays: [6] }],
    ['Fermé les SAMEDIS et le dimanche matin', { weekdays: [6, 7] }],
    ['Closed on Mondays', { weekdays: [1] }],
    ['Ouvert du mardi matin au vendredi', { weekdays: [2, 3, 4, 5] }],
    ['Open Saturday to Monday', { weekdays: [1, 6, 7] }],
    ['Ouvert le week-end', { weekdays: [6, 7] }],
    ['Pas de livraison le jeudi', { weekdays: [4], modes: ['delivery'] }],
    ['Le click and collect ferme à 18 h', { modes: ['pickup'] }],
    ['Fermé pour congés', { isOfSpecialDays: true }],
    ['Ouvert les jours fériés', { isOfSpecialDays: true }],
    ['Mon lundigo est fermé', {}],
    ['Le dimanche ils ouvrent à 8 h', { weekdays: [7] }],
    ['Ce n’est pas ouvert ce dimanche', { weekdays: [7], isOfDate: true }],
    ['Fermé aujourd’hui', { isOfDate: true }],
    ['Fermé samedi dernier', { weekdays: [6], isOfDate: true }],
    ['Fermé le 28 novembre', { isOfDate: true }],
    ['Fermé le 28/11', { isOfDate: true }],
    ['Closed this Saturday', { weekdays: [6], isOfDate: true }],
  ])('%s', (message, expected) => {
    expect(readReportedHours(message)).toEqual({ ...NOTHING, ...expected });
  });
});

describe('whether a change of hours answers a report of them', () => {
  const week = (before: string | null, after: string | null): FieldChanges => ({
    shopHours: { before, after },
  });
  const saturday = week('Mo-Sa 09:00-18:00', 'Mo-Fr 09:00-18:00');
  const monday = week('Mo-Sa 09:00-18:00', 'Tu-Sa 09:00-18:00');
  const timeOff = (from: string, returns: string): FieldChanges => ({
    vacations: { before: null, after: [{ from, returns }] },
  });
  const closedOn = (from: string): FieldChanges => ({
    exceptions: { before: null, after: [{ from, hours: 'off' }] },
  });
  const holds = (message: string | null, changes: FieldChanges): boolean =>
    concernsReport(readReportedHours(message), changedHoursOf(changes, PLACE, TODAY), TODAY);

  it.each<[string | null, string, FieldChanges, boolean]>([
    ['Fermé le samedi', 'Saturday', saturday, true],
    ['Fermé le samedi', 'Monday', monday, false],
    ['Le samedi et le lundi', 'Monday', monday, true],
    [null, 'Monday', monday, true],
    ['Livraison le lundi', 'the shop’s Monday', monday, false],
    ['Livraison le lundi', 'Monday', { deliveryHours: { before: null, after: 'Mo 09:00-10:00' } }, true],
    ['Fermé le samedi', 'all of them', week(null, 'Mo-Sa 10:00-12:00'), true],
    ['Fermé le samedi', 'what nobody can read', week('au soleil', 'Mo 09:00-10:00'), true],
    ['Fermé le samedi', 'time off now', timeOff('2026-11-23', '2026-12-05'), false],
    ['Fermé ce samedi', 'time off now', timeOff('2026-11-23', '2026-12-05'), true],
    ['Le dimanche ils ouvrent à 8 h', 'one Sunday', closedOn('2026-11-29'), false],
    ['Fermés dimanche dernier', 'one Sunday', closedOn('2026-11-29'), true],
    ['Pas de livraison à midi', 'one day', closedOn('2026-11-29'), false],
    ['Fermé aujourd’hui', 'this day', closedOn(TODAY), true],
    ['Fermé le samedi', 'time off of four days', timeOff('2026-11-30', '2026-12-04'), false],
    [null, 'time off now', timeOff('2026-11-28', '2026-11-30'), true],
    [null, 'time off next summer', timeOff('2027-08-01', '2027-08-20'), false],
    ['Fermé en août pour les vacances', 'time off next summer', timeOff('2027-08-01', '2027-08-20'), true],
    [
      'Fermé le samedi',
      'holidays',
      { publicHolidays: { before: null, after: { general: 'closed' } } },
      false,
    ],
    ['Fermé le jour de Noël', 'holidays', { publicHolidays: { before: null, after: { days: {} } } }, true],
  ])('%s, and what changed is %s', (message, _what, changes, expected) => {
    expect(holds(message, changes)).toBe(expected);
  });

  it('is asked in words, in both languages', () => {
    const on = { reportedOn: TODAY, today: TODAY };
    expect(otherHours('Fermé le samedi', saturday, PLACE, on)).toBeNull();
    expect(otherHours('Livraison le samedi et le dimanche', monday, PLACE, on)).toEqual({
      reported: { fr: 'livraison, samedi et dimanche', en: 'delivery, Saturday and Sunday' },
      changed: { fr: 'sur place (lundi)', en: 'in shop (Monday)' },
    });
    expect(otherHours(null, timeOff('2027-08-01', '2027-08-20'), PLACE, on)).toEqual({
      reported: null,
      changed: { fr: 'congés ou jours exceptionnels', en: 'time off or exceptional days' },
    });
  });
});
