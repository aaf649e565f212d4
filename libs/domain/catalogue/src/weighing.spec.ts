import { isSellable } from './options';
import { countedAnew, gramsOf, isSoldOut, priceOfWeight, weightOf } from './weighing';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;
const HEN = { by: 'piece', grams: 1_400 } as const;

describe('goods that are sold by weight', () => {
  it.each([
    ['350', 350],
    ['350 g', 350],
    ['1,5 kg', 1_500],
    ['1.5kg', 1_500],
    ['1,372', 1_372],
    ['0,35', 350],
    ['1 kilo', 1_000],
    ['', null],
    ['0', null],
    ['-350', null],
    ['1e9', null],
    ['75 cl', null],
    ['6 pièces', null],
    ['1,3725 kg', null],
  ])('are asked for by what is written, %p', (text, grams) => {
    expect(gramsOf(text)).toBe(grams);
  });

  it.each([
    ['pieces that are grams now', null, CUT, null],
    ['grams that are pieces now', CUT, null, null],
    ['grams of which one chooses pieces now', CUT, HEN, null],
    ['pieces that are weighed now', null, HEN, 12],
    ['grams of which one chooses others now', CUT, { ...CUT, least: 50 }, 12],
  ])('keep a number that was counted of %s only where it counts the same', (_, before, weighing, stock) => {
    expect(countedAnew({ stock: 12, weighing: before }, { stock: 12, weighing }).stock).toBe(stock);
    expect(countedAnew({ stock: 12, weighing: before }, { stock: 30, weighing }).stock).toBe(30);
  });

  it('cost whole cents, half a cent upwards', () => {
    // 24.90 a kilo: 350 g are 8.715.
    expect(priceOfWeight(2_490, 350)).toBe(872);
    expect(priceOfWeight(2_490, 349)).toBe(869);
    expect(priceOfWeight(1_000, 1)).toBe(1);
    expect(priceOfWeight(10_000_000, 100_000)).toBe(1_000_000_000);
  });

  it('are had by the weights that the shop cuts, and by no others', () => {
    const chosen = (grams: number) => weightOf(CUT, 1, { by: 'weight', grams });
    expect([100, 150, 2_000].map(chosen)).toEqual(
      [100, 150, 2_000].map((grams) => ({ by: 'weight', grams })),
    );
    for (const grams of [0, -100, 50, 120, 2_050, 1e9])
      expect(chosen(grams)).toEqual({ problem: 'weight', least: 100, most: 2_000, step: 50 });
    expect(weightOf(CUT, 3, null)).toMatchObject({ problem: 'weight' });
  });

  it('weigh about so much a piece, where pieces are chosen', () => {
    expect(weightOf(HEN, 3, null)).toEqual({ by: 'piece', grams: 4_200 });
    expect(weightOf(HEN, 1, { by: 'weight', grams: 1_500 })).toEqual({ problem: 'pieces' });
  });

  it('are told apart from what is sold by the piece: a kilo and a half of that is none', () => {
    expect(weightOf(null, 2, null)).toBeNull();
    expect(weightOf(null, 1, { by: 'weight', grams: 1_500 })).toEqual({ problem: 'pieces' });
  });

  it('cost a cent at least, however little is cut', () => {
    const price = { priceCents: 1, options: [] };
    expect(isSellable({ ...price, weighing: HEN })).toBe(true);
    expect(isSellable({ ...price, weighing: CUT })).toBe(false);
  });

  it('are sold out once less is left than the least that is cut', () => {
    expect(isSoldOut({ stock: 99, weighing: CUT })).toBe(true);
    expect(isSoldOut({ stock: 100, weighing: CUT })).toBe(false);
    expect(isSoldOut({ stock: 1, weighing: HEN })).toBe(false);
    expect(isSoldOut({ stock: null, weighing: CUT })).toBe(false);
  });
});
