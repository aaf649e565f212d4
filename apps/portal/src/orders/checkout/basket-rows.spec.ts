import { newForm } from '@halles/platform/forms';
import { choicesText, quantitiesOf } from './basket.form';
import { goneFrom, namedByWanted, withAdded } from './basket-rows';

const id = (place: number): string => `0193a7e2-0000-4000-8000-00000000000${String(place)}`;
const [SMALL, MEDIUM, LOAF] = [id(1), id(2), id(3)] as const;
const CHOICE = choicesText([{ group: 'Coupe', name: 'Tranché' }]);
const form = (values: Record<string, string>, errors: object = {}) => ({
  ...newForm(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))),
  errors: errors as Record<string, { key: string }>,
});

describe('what the page of a product adds to a basket', () => {
  it.each([
    ['2', '3', '5'],
    ['2', '1e9', '1e9'],
    ['2', '0x10', '0x10'],
    ['2', '-1', '-1'],
    ['1,5', '2', '2'],
  ])('%j and %j are %j: what is no number of pieces makes no sum', (has, adds, all) => {
    const field = `q-${LOAF}`;
    expect(withAdded({ [field]: [has] }, { [field]: [adds] }, LOAF)[field]).toEqual([all]);
  });
});

describe('the rows of a basket', () => {
  it('are named by the variant that is wanted, with all that was said of it', () => {
    const error = { key: 'quantity' };
    const named = namedByWanted(
      form(
        {
          ...{ [`q-${SMALL}`]: '2', [`v-${SMALL}`]: MEDIUM, [`o-${SMALL}-0-1`]: CHOICE },
          ...{ slot: '1', [`q-${LOAF}`]: '1' },
        },
        { [`q-${SMALL}`]: error, slot: error },
      ),
    );
    expect(named.values).toEqual({
      ...{ [`q-${MEDIUM}`]: ['2'], [`v-${MEDIUM}`]: [MEDIUM], [`o-${MEDIUM}-0-1`]: [CHOICE] },
      ...{ slot: ['1'], [`q-${LOAF}`]: ['1'] },
    });
    expect(named.errors).toEqual({ [`q-${MEDIUM}`]: error, slot: error });
  });

  it('are all there afterwards: none is written over another', () => {
    const sent = form({
      ...{ [`q-${SMALL}`]: '2', [`v-${SMALL}`]: MEDIUM, [`q-${SMALL}-1`]: '3', [`v-${SMALL}-1`]: MEDIUM },
      ...{ [`q-${MEDIUM}`]: '4', [`v-${MEDIUM}`]: SMALL, [`q-${MEDIUM}-1`]: '5', [`v-${MEDIUM}-2`]: SMALL },
      ...{ [`q-${MEDIUM}-2`]: '0', [`o-${MEDIUM}-2-0`]: CHOICE },
    });
    const amounts = (values: typeof sent.values) =>
      quantitiesOf(values).lines.map(({ productId, quantity, choices }) => [
        productId,
        quantity,
        choices.length,
      ]);
    const named = namedByWanted(sent);
    expect(amounts(named.values)).toEqual(amounts(sent.values));
    expect(Object.keys(named.values).filter((name) => name.startsWith('q-'))).toHaveLength(4);
  });

  it('stay as they are where no variant was chosen, or nothing is wanted', () => {
    const state = form({
      [`q-${SMALL}`]: '2',
      [`v-${SMALL}`]: '',
      [`q-${SMALL}-1`]: '0',
      [`v-${SMALL}-1`]: MEDIUM,
    });
    expect(namedByWanted(state)).toBe(state);
  });

  it('are of what is sold no more where they are on no page', () => {
    const pages = [
      { ids: [SMALL], sections: [null] },
      { ids: [LOAF], sections: [null] },
    ];
    const { values } = form({
      ...{ [`q-${SMALL}`]: '2', [`v-${SMALL}`]: MEDIUM, [`q-${SMALL}-1`]: '1', [`v-${SMALL}-1`]: MEDIUM },
      ...{ [`q-${LOAF}`]: '1', [`q-${id(4)}`]: '0' },
    });
    expect(goneFrom(values, pages)).toEqual([MEDIUM]);
  });
});
