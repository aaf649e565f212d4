import { dayHoursWords, readDayHours } from './day-hours';

const nbsp = (text: string): string => text.replaceAll('_', '\u00a0');

describe('the hours of a day as people write them', () => {
  it.each([
    ['9 h – 12 h 30, 14h-19h', [540, 750, 840, 1140]],
    ['9:00-12:30 / 14.00-19.00', [540, 750, 840, 1140]],
    ['14h à 19h30 ; 9-12', [540, 720, 840, 1170]],
    ['9 to 12 and 14 to 19', [540, 720, 840, 1140]],
    ['18 h – 2 h', [1080, 1560]],
    ['0h-24h', [0, 1440]],
    ['18 h à minuit', [1080, 1440]],
    ['minuit – 2 h, midi-14h', [0, 120, 720, 840]],
    ['9 am to noon and 6:30 pm – midnight', [540, 720, 1110, 1440]],
    ['12 am to 12 pm', [0, 720]],
    ['minuit à minuit', [0, 1440]],
    [nbsp('9_h_– 12_h_30'), [540, 750]],
    ['', []],
    [' fermé ', []],
  ])('understands %j', (text, minutes) => {
    expect(readDayHours(text)?.flatMap(({ from, until }) => [from, until])).toEqual(minutes);
  });

  it.each([
    'neuf heures',
    '9h',
    '25h-26h',
    '9h70-10h',
    '9h-9h',
    '13 pm to 15 pm',
    'midi à midi',
    'minuit',
    '9h-12h, 11h-15h',
    '8h-9h, 20h-9h',
    '1-2,3-4,5-6,7-8,9-10',
  ])('refuses %j', (text) => {
    expect(readDayHours(text)).toBeNull();
  });

  it.each([`9h${' '.repeat(32_000)}30 – 12h`, `9h${' '.repeat(20)}30 – 12h`])(
    'reads no time that is longer than people write: it would cost the square of its length',
    (text) => expect(readDayHours(text)).toBeNull(),
  );

  it('writes what it reads, in words', () => {
    const words = dayHoursWords(readDayHours('09:00-12:30,18:00-02:00') ?? []);
    expect(words).toBe(nbsp('9_h_– 12_h_30, 18_h_– 2_h'));
    expect(dayHoursWords(readDayHours(words) ?? [])).toBe(words);
    expect(dayHoursWords([])).toBe('');
  });
});
