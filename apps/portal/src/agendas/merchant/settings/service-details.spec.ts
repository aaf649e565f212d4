import { readDurations, serviceDetailFields } from './service-details.form';
import { questionLines, readQuestions } from './service-questions.form';

describe('the details of a service as a shop writes them', () => {
  it.each([
    ['', []],
    ['45', [[45, null]]],
    [
      '45 : 38\r\n60 min : 45,50 €',
      [
        [45, 3_800],
        [60, 4_550],
      ],
    ],
    ['90\u00a0minutes = 60', [[90, 6_000]]],
  ])('reads the lengths of %j', (text, lengths) => {
    const read = serviceDetailFields.durations.parse(text);
    expect(read.map(({ duration, priceCents }) => [duration, priceCents])).toEqual(lengths);
  });

  it.each(['une heure', '45 : beaucoup', '2', '45\n45', '10\n20\n30\n40\n50\n60', '9999'])(
    'refuses the lengths of %j',
    (text) => {
      expect(readDurations(text)).toBeNull();
    },
  );

  it('reads questions, those that have to be answered and those to choose from, and writes them again', () => {
    const text = '* Votre véhicule | voiture | moto\nSa plaque\n*+ Une photo\n+ Un devis';
    const read = serviceDetailFields.questions.parse(text);
    expect(read).toEqual([
      { label: 'Votre véhicule', choices: ['voiture', 'moto'], isRequired: true },
      { label: 'Sa plaque', choices: [], isRequired: false },
      { label: 'Une photo', choices: [], isRequired: true, isFile: true },
      { label: 'Un devis', choices: [], isRequired: false, isFile: true },
    ]);
    expect(questionLines(read)).toBe(text);
    for (const label of ['+ de 65 ans\u00a0?', '* en cuisine', '\\o/'])
      for (const more of [{}, { isFile: true }]) {
        const question = { label, choices: [], isRequired: true, ...more };
        expect(readQuestions(questionLines([question]))).toEqual([question]);
      }
    for (const wrong of [
      '*',
      'Oui | seulement',
      'Deux fois\nDeux fois',
      'x'.repeat(201),
      '| a | b',
      '+ Photo | a | b',
      '+a\n+b\n+c',
    ])
      expect(readQuestions(wrong)).toBeNull();
  });

  it('reads postcodes however they are set apart, and nothing else', () => {
    expect(serviceDetailFields.postcodes.parse('26000; 26500,  26000')).toEqual(['26000', '26500']);
    expect(serviceDetailFields.postcodes.safeParse('Valence').success).toBe(false);
  });

  it('takes the address of a video over https alone', () => {
    expect(serviceDetailFields.videoUrl.parse('')).toBeNull();
    for (const [url, isRight] of [
      ['https://visio.numerique.gouv.fr/salle', true],
      ['http://visio.example/salle', false],
      ['javascript:alert(1)', false],
    ] as const)
      expect(serviceDetailFields.videoUrl.safeParse(url).success).toBe(isRight);
  });
});
