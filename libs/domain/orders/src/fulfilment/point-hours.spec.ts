import { pointHoursLines, readPointHours } from './point-hours';

describe('the week of a collection point', () => {
  it.each([
    ['Me 8:00-12:00', 'We 08:00-12:00'],
    ['Me 8h-12h30\nSa 8h-13h', 'We 08:00-12:30; Sa 08:00-13:00'],
    ['mar-ven 9:00-12:00, 14:00-18:30', 'Tu-Fr 09:00-12:00,14:00-18:30'],
    ['mercredi et samedi : 8h00 – 12h00', 'We,Sa 08:00-12:00'],
    ['Lu, Je 17:00-19:00\r\n\r\n', 'Mo,Th 17:00-19:00'],
    ['Di 9-12', 'Su 09:00-12:00'],
    ['Di midi-14h, 18 h – minuit', 'Su 12:00-14:00,18:00-24:00'],
    ['samedi de 7 h à midi', 'Sa 07:00-12:00'],
    ['du lundi au samedi 7 h à 12 h', 'Mo-Sa 07:00-12:00'],
    ['tous les jours 7h-midi', 'Mo-Su 07:00-12:00'],
    ['Mo-Fr 08:00-12:00; Sa 09:00-11:00', 'Mo-Fr 08:00-12:00; Sa 09:00-11:00'],
  ])('reads %j', (typed, hours) => expect(readPointHours(typed)).toBe(hours));

  it.each([
    '',
    'Me',
    '8:00-12:00',
    'Xy 8:00-12:00',
    'Me 12:00-8:00',
    'Me 8:00',
    'Me 25:00-26:00',
    'Me 8:00-12:75',
    'off',
  ])('does not read %j', (typed) => expect(readPointHours(typed)).toBeNull());

  it('is shown as it is typed, in the language of its reader, and read again', () => {
    const hours = 'Tu-We,Fr 08:00-12:00,14:00-18:00; Su 09:00-12:00';
    expect(pointHoursLines(hours, 'fr')).toEqual(['Ma-Me,Ve 08:00-12:00,14:00-18:00', 'Di 09:00-12:00']);
    expect(pointHoursLines(hours, 'en')).toEqual(hours.split('; '));
    for (const locale of ['fr', 'en'] as const)
      expect(readPointHours(pointHoursLines(hours, locale).join('\n'))).toBe(hours);
  });
});
