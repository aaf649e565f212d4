import { agendaServiceSchema } from '@halles/contracts';
import { filesTo } from '../files/booking-file';
import { answersTo } from './service-questions';
import { asLongAs, detailsProblem, durationsOf, isOpenTo, withDuration } from './service-details';

const service = (more: object = {}) => ({
  ...agendaServiceSchema.parse({ name: 'Coupe', duration: 30, priceCents: 2_800, ...more }),
  id: '6f2d1c9e-0000-4000-8000-000000000001',
  invitation: 0,
});
const sent = { address: null, phone: null, accepts: false, answers: [] };
const home = { street: '3 rue du Lac', postcode: '26000', town: 'Valence' };

describe('what is said of a service', () => {
  it('is booked in one of its lengths, at its price', () => {
    const choice = service({ priceMaxCents: 3_500, durations: [{ duration: 60, priceCents: 4_500 }] });
    expect(durationsOf(choice).map(({ duration }) => duration)).toEqual([30, 60]);
    expect(withDuration(choice, null)).toMatchObject({ duration: 30, priceMaxCents: 3_500 });
    expect(withDuration(choice, 60)).toMatchObject({ duration: 60, priceCents: 4_500, priceMaxCents: null });
    expect(withDuration(choice, 45)).toBeNull();
    const startsAt = new Date('2026-12-01T09:00:00Z');
    expect(asLongAs(choice, { startsAt, endsAt: new Date('2026-12-01T09:45:00Z') }).duration).toBe(45);
  });

  it('names no length twice', () => {
    for (const durations of [[30], [60, 60]]) {
      const all = durations.map((duration) => ({ duration, priceCents: null }));
      expect(() => service({ durations: all })).toThrow();
    }
  });

  it.each([
    ['shop', {}, null],
    ['home', {}, 'address'],
    ['home', { address: home }, null],
    ['home', { address: { ...home, postcode: '38000' } }, 'zone'],
    ['phone', {}, 'phone'],
    ['phone', { phone: '+33612345678' }, null],
    ['video', {}, null],
  ])('asks for what is needed %s: %j is %s', (venue, more, problem) => {
    const postcodes = ['26000', '26500'];
    expect(detailsProblem(service({ venue, postcodes }), { ...sent, ...more })).toBe(problem);
  });

  it('wants its instructions accepted', () => {
    const told = service({ instructionsBefore: 'Venez à jeun.' });
    expect(detailsProblem(told, sent)).toBe('instructions');
    expect(detailsProblem(told, { ...sent, accepts: true })).toBeNull();
  });

  it('is booked with its questions answered, those of before left out', () => {
    const asking = service({
      questions: [
        { label: 'Votre véhicule', choices: ['voiture', 'moto'], isRequired: true },
        { label: 'Sa plaque' },
      ],
    });
    const given = (...pairs: [string, string][]) => pairs.map(([label, answer]) => ({ label, answer }));
    const car = ['Votre véhicule', 'voiture'] as [string, string];
    for (const [answers, problem] of [
      [[], 'answers'],
      [given(['Votre véhicule', 'char']), 'answers'],
      [given(car), null],
    ] as const)
      expect(detailsProblem(asking, { ...sent, answers: [...answers] })).toBe(problem);
    const all = given(['Sa plaque', 'AB-123-CD'], ['Son âge', '7'], car);
    expect(answersTo(asking.questions, all)).toEqual(given(car, ['Sa plaque', 'AB-123-CD']));
  });

  it('is booked with the files that it asks for, and those alone', () => {
    const questions = [
      { label: 'Une photo', isRequired: true, isFile: true },
      { label: 'Un devis', isFile: true },
      { label: 'Sa plaque' },
    ];
    const asking = service({ questions });
    const [photo, plate] = [{ label: 'Une photo' }, { label: 'Sa plaque' }];
    const file = { id: '', type: 'image/jpeg', bytes: 1 } as const;
    expect(detailsProblem(asking, sent)).toBe('answers');
    // Words are no file, and a file no words.
    const words = [{ label: 'Une photo', answer: 'la voici' }];
    expect(detailsProblem(asking, { ...sent, answers: words })).toBe('answers');
    expect(detailsProblem(asking, { ...sent, files: [{ ...file, ...photo }] })).toBeNull();
    expect(answersTo(asking.questions, words, [photo])).toEqual([]);
    expect(filesTo(asking.questions, [plate, photo, photo])).toEqual([photo]);
    for (const wrong of [
      [{ label: 'Une photo', isFile: true, choices: ['a', 'b'] }],
      ['a', 'b', 'c'].map((label) => ({ label, isFile: true })),
    ])
      expect(() => service({ questions: wrong })).toThrow();
  });

  it('is open to everyone, to who is invited, by the last link, or to nobody but the shop', () => {
    const open = (access: string) =>
      [null, 1, 2].map((invited) => isOpenTo({ ...service({ access }), invitation: 2 }, invited));
    expect(['everyone', 'invited', 'staff'].map(open)).toEqual([
      [true, true, true],
      [false, false, true],
      [false, false, false],
    ]);
    expect(isOpenTo(service({ isActive: false }), 0)).toBe(false);
  });
});
