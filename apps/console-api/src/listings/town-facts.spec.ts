import { correctFactsSchema, emptyProfile } from '@halles/contracts';
import { changesOfFacts, presentFacts } from './town-facts';

const place = { timeZone: 'Europe/Paris', department: '33' };
const page = (content: object = {}) => ({
  shown: null,
  content: { ...emptyProfile, ...content },
  place,
  today: '2026-11-27',
});
const closedDays = Array<string>(5).fill('');

describe('what the town may correct of a page', () => {
  it('is shown in words, and never as programs write it', () => {
    const facts = presentFacts(page({ phone: '+33465713757', shopHours: 'Mo-Tu,Th-Sa 06:30-20:00' }));
    expect(facts.phone).toBe('04\u00a065\u00a071\u00a037\u00a057');
    expect(facts.week?.map((day) => day.replaceAll('\u00a0', ' '))).toEqual([
      '6 h 30 – 20 h',
      '6 h 30 – 20 h',
      '',
      '6 h 30 – 20 h',
      '6 h 30 – 20 h',
      '6 h 30 – 20 h',
      '',
    ]);
  });

  it('leaves hours alone that no plain week says', () => {
    const seasonal = page({ shopHours: 'Apr-Sep Mo-Sa 09:00-19:00; Oct-Feb Mo-Sa 10:00-18:00' });
    expect(presentFacts(seasonal)).toMatchObject({ week: null, hasOtherHours: true });
  });

  it('is the week and each season of a shop that has some; the rest of its hours stays', () => {
    const own =
      'Tu-Sa 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Tu-Sa 09:00-13:00; Mo[1] 14:00-18:00; PH off';
    const seasonal = page({ shopHours: own });
    const facts = presentFacts(seasonal);
    const weekdays = (words: string): string[] => ['', ...Array<string>(5).fill(words), ''];
    expect(facts).toMatchObject({
      hasOtherHours: false,
      week: weekdays('9\u00a0h\u00a0– 19\u00a0h'),
      seasons: [
        {
          name: { fr: 'Du 14\u00a0juillet au 31\u00a0août', en: 'From 14\u00a0July to 31\u00a0August' },
          week: weekdays('9\u00a0h\u00a0– 13\u00a0h'),
        },
      ],
    });
    expect(facts.recurring?.fr).toHaveLength(2);
    expect(changesOfFacts({ version: 0, week: weekdays('10h-19h') }, seasonal)).toEqual({
      shopHours: own.replace('Tu-Sa 09:00-19:00', 'Tu-Sa 10:00-19:00'),
    });
    expect(changesOfFacts({ version: 0, seasons: [weekdays('8h-12h')] }, seasonal)).toEqual({
      shopHours: own.replace('Tu-Sa 09:00-13:00', 'Tu-Sa 08:00-12:00'),
    });
    expect(() => changesOfFacts({ version: 0, seasons: [] }, seasonal)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it('may be no usual week where a season is open, and not no hours at all', () => {
    const summer = 'Jul 14-Aug 31 off; Jul 14-Aug 31 Mo-Su 10:00-18:00';
    const seasonal = page({ shopHours: `Mo-Fr 09:00-12:00; ${summer}` });
    const none = Array<string>(7).fill('');
    const edit = correctFactsSchema.parse({ version: 0, week: none });
    const emptied = page({ shopHours: changesOfFacts(edit, seasonal).shopHours });
    expect(presentFacts(emptied)).toMatchObject({
      hasOtherHours: false,
      week: none,
      seasons: [{ week: Array<string>(7).fill('10\u00a0h\u00a0– 18\u00a0h') }],
      nthWeekdays: 'none',
    });
    const refused = expect.objectContaining({ code: 'invalid-input' }) as Error;
    expect(() => changesOfFacts({ version: 0, seasons: [none] }, emptied)).toThrow(refused);
    expect(() => changesOfFacts(edit, page({ shopHours: 'Mo-Fr 09:00-12:00' }))).toThrow(refused);
    expect(presentFacts(page({ shopHours: 'Mo-Fr 09:00-12:00; Mo[1] off' })).nthWeekdays).toBe('closed');
    expect(presentFacts(page({ shopHours: 'Tu-Fr 09:00-12:00; Mo[1] 14:00-18:00' })).nthWeekdays).toBe(
      'open',
    );
  });

  it('is said of the profile as it was typed, and of nothing else', () => {
    const week = ['9h-12h30, 14h à 19h', '18h – 2h', ...closedDays];
    expect(changesOfFacts({ version: 0, week }, page())).toEqual({
      shopHours: 'Mo 09:00-12:30,14:00-19:00, Tu 18:00-02:00',
    });
    expect(changesOfFacts({ version: 0, phone: '04 65 71 37 57' }, page())).toEqual({
      phone: '+33465713757',
    });
    expect(changesOfFacts({ version: 0, state: 'closed', closedOn: '2026-10-31' }, page())).toEqual({
      state: { state: 'closed', since: '2026-10-31' },
      hidden: null,
    });
    expect(changesOfFacts({ version: 0, state: 'hidden' }, page())).toEqual({ hidden: true });
    expect(() => changesOfFacts({ version: 0, phone: 'abc' }, page())).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });

  it('is not closed since a day that is still to come', () => {
    const since = (closedOn: string) => () =>
      changesOfFacts({ version: 0, state: 'closed', closedOn }, page());
    expect(since('2026-11-27')).not.toThrow();
    expect(since('2027-05-01')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/closedOn' })] }),
    );
  });

  it('is refused with all that is wrong in it', () => {
    const week = Array.from({ length: 7 }, () => '');
    expect(() => changesOfFacts({ version: 0, phone: 'abc', week }, page())).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ pointer: '/phone' }),
          expect.objectContaining({ pointer: '/week' }),
        ],
      }),
    );
  });
});
