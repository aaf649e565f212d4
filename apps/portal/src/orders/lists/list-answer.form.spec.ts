import { piecesIn } from './list-answer.form';

describe('a line of a list', () => {
  it.each([
    ['2 salades', 2, 'salades'],
    ['- 3 suisses', 3, 'suisses'],
    ['12 œufs', 12, 'œufs'],
    ['2 x 500 g de pâtes', 2, '500 g de pâtes'],
    ['2x lait', 2, 'lait'],
    ['3 × 1 kg de farine', 3, '1 kg de farine'],
    ['pain de campagne × 2', 2, 'pain de campagne'],
    ['2 grosses tomates', 2, 'grosses tomates'],
    ['3 laits', 3, 'laits'],
  ])('says how many pieces: %s', (line, quantity, label) =>
    expect(piecesIn(line)).toEqual({ quantity, label }),
  );

  it.each([
    ...[
      'des pommes',
      '500 g de beurre',
      '2 kg de pommes',
      '1,5 l de lait',
      '2\u00a0L de jus',
      '1/2 pain',
      '20 € de fruits',
    ],
    ...[
      '2 à 3 tomates',
      '2 ou 3 courgettes',
      '2 - 3 poires',
      '1000 clous',
      '0 sel',
      '2',
      '7up',
      'eau × 0',
      '',
      '<b>2 pains</b>',
    ],
  ])('stays as it is where a number counts something else: %s', (line) =>
    expect(piecesIn(line)).toEqual({ quantity: 1, label: line }),
  );
});
