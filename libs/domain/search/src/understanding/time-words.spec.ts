import { readTime } from './time-words';
import { tokensOfText } from './typed-text';

const ZONE = 'Europe/Paris';
/** A Wednesday, 10:20 in Paris. */
const NOW = Date.parse('2026-11-25T09:20:00Z');
const read = (text: string, now = NOW) => {
  const { rest, during, ...said } = readTime(tokensOfText(text), now, ZONE);
  return {
    ...said,
    rest: rest.map(({ word }) => word).join(' '),
    during: during && [new Date(during.from).toISOString(), new Date(during.until).toISOString()],
  };
};

describe('what a text says about when', () => {
  it.each([
    ['boulangerie ouverte', 'boulangerie'],
    ['boulangerie ouverte maintenant', 'boulangerie'],
    ['bakery open now', 'bakery'],
  ])('%j asks for what is open now', (text, rest) => {
    expect(read(text)).toMatchObject({ isRequested: true, during: null, rest });
  });

  it.each([
    ['ouvert dimanche', ['2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z']],
    ['ouvert le dimanche matin', ['2026-11-29T07:00:00.000Z', '2026-11-29T11:00:00.000Z']],
    ['ouvert mercredi', ['2026-11-25T09:20:00.000Z', '2026-11-25T23:00:00.000Z']],
    ['ouvert demain', ['2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z']],
    ['ce soir', ['2026-11-25T18:00:00.000Z', '2026-11-25T23:00:00.000Z']],
    ['ouvert ce week-end', ['2026-11-27T23:00:00.000Z', '2026-11-29T23:00:00.000Z']],
    ['open on sunday', ['2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z']],
    ['ouvert la nuit', ['2026-11-25T23:00:00.000Z', '2026-11-26T04:00:00.000Z']],
  ])('"restaurant %s" is during %j', (text, during) => {
    expect(read(`restaurant ${text}`)).toMatchObject({ isRequested: true, during, rest: 'restaurant' });
  });

  it('looks at tomorrow evening once this one is over, and at next week once the day is', () => {
    const night = Date.parse('2026-11-25T22:55:00Z');
    expect(read('bar ce soir', night).during?.[0]).toBe('2026-11-26T18:00:00.000Z');
    expect(read('bar mercredi', night).during?.[0]).toBe('2026-12-01T23:00:00.000Z');
  });

  it('keeps the day of the clock when it jumps', () => {
    const march = Date.parse('2027-03-27T12:00:00Z');
    expect(read('marché dimanche', march).during).toEqual([
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T22:00:00.000Z',
    ]);
  });

  it.each([
    ['coiffeur libre cet après-midi', 'coiffeur', ['2026-11-25T13:00:00.000Z', '2026-11-25T17:00:00.000Z']],
    [
      'coiffeur libre cette après-midi près de moi',
      'coiffeur',
      ['2026-11-25T13:00:00.000Z', '2026-11-25T17:00:00.000Z'],
    ],
    ['libre demain matin opticien', 'opticien', ['2026-11-26T07:00:00.000Z', '2026-11-26T11:00:00.000Z']],
    ['rdv coiffeur samedi', 'coiffeur', ['2026-11-27T23:00:00.000Z', '2026-11-28T23:00:00.000Z']],
    ['garage rendez-vous ce soir', 'garage', ['2026-11-25T18:00:00.000Z', '2026-11-25T23:00:00.000Z']],
    ['coiffeur libre maintenant', 'coiffeur', ['2026-11-25T09:20:00.000Z', '2026-11-25T11:20:00.000Z']],
    ['coiffeur disponible', 'coiffeur', ['2026-11-25T09:20:00.000Z', '2026-12-09T09:20:00.000Z']],
    ['hairdresser free tomorrow', 'hairdresser', ['2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z']],
    ['hairdresser available today', 'hairdresser', ['2026-11-25T09:20:00.000Z', '2026-11-25T23:00:00.000Z']],
  ])('%j asks for a time that can be booked', (text, rest, during) => {
    expect(read(text)).toMatchObject({ isRequested: true, isFree: true, rest, during });
  });

  it.each([
    'air libre',
    'le rendez-vous',
    'laverie libre-service ce soir',
    'boulangerie ouverte demain',
    'bar ce soir',
  ])('%j asks for no time to be booked', (text) => expect(read(text)).toMatchObject({ isFree: false }));

  it.each([
    'canal du midi',
    'le soir',
    'aux portes de la nuit',
    'dimanche',
    'garde d enfants',
    'mode de garde',
  ])('says nothing in %j', (text) => {
    expect(read(text)).toMatchObject({ isRequested: false, during: null, onDuty: false, words: [] });
  });

  it.each(['pharmacie de garde', 'pharmacie garde', 'médecin de garde lille', 'pharmacy on duty'])(
    '%j asks who is on duty',
    (text) => {
      expect(read(text)).toMatchObject({ isRequested: true, onDuty: true });
    },
  );
});
