import { quietHoursOf } from './quiet-hours';

describe('quiet hours as people write them', () => {
  it.each([
    ['mardi 14 h à 16 h, samedi 9h-10h', 'Tu 14 h-16 h, Sa 9h-10h'],
    ['mardi 18 h à minuit', 'Tu 18 h-24:00'],
    ['le samedi de minuit à 2 h', 'Sa 00:00-2 h'],
    ['lundi midi à 14 h', 'Mo 12:00-14 h'],
    ['tous les jours 7h-midi', 'Mo-Su 7h-12:00'],
    ['Tuesday 9 am to noon, Friday 6:30 pm until midnight', 'Tu 09:00-12:00; Fr 18:30-24:00'],
  ])('are read: %s', (typed, text) => {
    expect(quietHoursOf(typed)).toBe(text);
  });
});
