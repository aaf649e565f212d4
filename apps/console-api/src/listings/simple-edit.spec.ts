import { emptyProfile, simpleEditSchema } from '@halles/contracts';
import { InvalidInput } from '@halles/platform/http';
import { editOf, hoursOfWeek, presentSimple, weekOfHours } from './simple-edit';

const PARIS = 'Europe/Paris';
const week = [
  '',
  '09:00-12:30, 14:00-19:00',
  '09:00-12:30, 14:00-19:00',
  '09:00-19:00',
  '09:00-19:00',
  '18:00-02:00',
  '',
];

describe('the simple form of an agent', () => {
  it('writes a week as OpenStreetMap does, and reads it back as it was typed', () => {
    const hours = hoursOfWeek(week);
    expect(hours).toContain('Tu-We 09:00-12:30,14:00-19:00');
    expect(weekOfHours(hours, PARIS)).toEqual(week);
    expect(hoursOfWeek(['', '', '', '', '', '', ''])).toBeNull();
  });

  it('leaves alone what no plain week can hold', () => {
    expect(weekOfHours('Jul-Aug Mo-Su 09:00-20:00', PARIS)).toBeNull();
    expect(weekOfHours('sur rendez-vous', PARIS)).toBeNull();
    expect(presentSimple({ ...emptyProfile, shopHours: 'Jul-Aug Mo-Su 09:00-20:00' }, PARIS)).toMatchObject({
      week: null,
      hasOtherHours: true,
    });
  });

  it('changes what was sent and nothing else', () => {
    expect(editOf({ version: 3, phone: '05 56 00 00 09' }, '2026-11-25')).toEqual({
      version: 3,
      changes: { phone: '+33556000009' },
    });
    expect(editOf({ version: 3, phone: null, isClosed: true }, '2026-11-25').changes).toEqual({
      phone: null,
      state: { state: 'closed', since: '2026-11-25' },
    });
    expect(editOf({ version: 3, isClosed: false }, '2026-11-25').changes).toEqual({
      state: { state: 'open' },
    });
  });

  it('keeps words as words: a description carries no markup', () => {
    const { changes } = editOf(
      { version: 0, description: '<script>alert(1)</script> Pain **frais**' },
      '2026-11-25',
    );
    expect(changes.descriptionFr).toEqual([
      {
        kind: 'paragraph',
        line: [{ text: '<script>alert(1)</script> Pain ' }, { text: 'frais', strong: true }],
      },
    ]);
  });

  it.each(['abc', '12', '+33 5', '05 56 00 00 00 00 00 00'])('refuses a number that is none: %s', (phone) => {
    expect(() => editOf({ version: 0, phone }, '2026-11-25')).toThrow(InvalidInput);
  });

  it.each([
    { version: 0 },
    { version: -1, phone: null },
    { version: 0, week: ['09:00-12:00'] },
    { version: 0, week: ['9-12', '', '', '', '', '', ''] },
    { version: 0, week: ['25:00-26:00', '', '', '', '', '', ''] },
    { version: 0, disclosure: { page: true } },
  ])('takes no other form: %j', (edit) => expect(simpleEditSchema.safeParse(edit).success).toBe(false));
});
