import { emptyProfile } from '@halles/contracts';
import { changesOfFacts, presentFacts } from './town-facts';

const place = { timeZone: 'Europe/Paris', department: '33' };
const page = (content: object = {}) => ({ shown: null, content: { ...emptyProfile, ...content }, place });
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
    const seasonal = page({ shopHours: 'Apr-Sep Mo-Sa 09:00-19:00; Oct-Mar Mo-Sa 10:00-18:00' });
    expect(presentFacts(seasonal)).toMatchObject({ week: null, hasOtherHours: true });
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
});
