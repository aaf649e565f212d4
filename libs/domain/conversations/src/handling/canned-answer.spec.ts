import { filledIn } from './canned-answer';

const VALUES = { firstName: 'Odile', shop: 'Le Rucher', hoursToday: '9 h – 12 h' };

describe('an answer that is kept ready', () => {
  it.each([
    [
      'Bonjour {prénom}, {commerce} est ouvert : {horaires du jour}.',
      'Bonjour Odile, Le Rucher est ouvert : 9 h – 12 h.',
    ],
    ['{ Prénom } {prenom} {first name} {SHOP} {hours today}', 'Odile Odile Odile Le Rucher 9 h – 12 h'],
    ['{prix} {} {{prénom}} {constructor}', '{prix} {} {Odile} {constructor}'],
  ])('has its words filled in: %s', (text, expected) => {
    expect(filledIn(text, VALUES)).toBe(expected);
  });

  it('fills in nothing of what was filled in', () => {
    expect(filledIn('{prénom}', { ...VALUES, firstName: '{commerce} $&' })).toBe('{commerce} $&');
  });
});
