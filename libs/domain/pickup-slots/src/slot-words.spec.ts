import { slotChoiceWords, slotWords } from './slot-words';

const slotOn = (iso: string) => ({
  from: Date.parse(`${iso}T09:00:00Z`),
  until: Date.parse(`${iso}T09:30:00Z`),
});

describe('the words of a slot', () => {
  it('name its day also where it stands alone in a list that is closed', () => {
    expect(slotWords(slotOn('2026-12-05'), 'Europe/Paris', 'fr')).toBe(
      'samedi 5\u00a0décembre, 10\u00a0h – 10\u00a0h\u00a030',
    );
    expect(slotChoiceWords(slotOn('2026-12-05'), 'Europe/Paris', 'fr')).toBe(
      'sam.\u00a05\u00a0déc., 10\u00a0h – 10\u00a0h\u00a030',
    );
    expect(slotChoiceWords(slotOn('2027-05-01'), 'Europe/Paris', 'fr')).toMatch(
      /^sam\.\u00a01er\u00a0mai, 11/,
    );
    expect(slotChoiceWords(slotOn('2026-12-05'), 'Europe/Paris', 'en')).toBe(
      'Sat\u00a05\u00a0Dec, 10\u00a0am – 10:30\u00a0am',
    );
  });
});
