import { MAX_GRAMS, type Weighing, weighingSchema } from '@halles/contracts';
import { gramsOf, weightWords } from '@halles/domain/catalogue';
import { type FormValues, type InputError, oneOf, textOf } from '@halles/platform/forms';

/** How a price is meant: of a piece; of a kilo, by a weight that the customer chooses; of a kilo, by pieces. */
export const SOLD_BY = ['piece', 'weight', 'weighedPiece'] as const;
export type SoldBy = (typeof SOLD_BY)[number];

/** The fields that say which weights one may choose, or what a piece weighs. */
type WeightName = 'least' | 'most' | 'step' | 'pieceWeight';

/** What most counters sell: whoever says nothing has these. */
const USUAL = { least: 100, most: 2_000, step: 50 } as const;

/** How a product is sold, as it was typed, and what is wrong with it. Pure. */
export function weighingOf(values: FormValues): {
  readonly weighing: Weighing | null;
  readonly errors: Readonly<Record<string, InputError>>;
} {
  const errors: Record<string, InputError> = {};
  const gramsIn = (name: WeightName, otherwise: number): number => {
    const text = textOf(values, name);
    const grams = text === '' ? otherwise : (gramsOf(text) ?? 0);
    if (grams < 1 || grams > MAX_GRAMS) errors[name] = { key: name };
    return grams;
  };
  switch (oneOf(values, 'soldBy', SOLD_BY)) {
    case 'weight': {
      const least = gramsIn('least', USUAL.least);
      const most = gramsIn('most', Math.max(USUAL.most, least));
      const step = gramsIn('step', USUAL.step);
      if (Object.keys(errors).length === 0 && least > most) errors['most'] = { key: 'most' };
      return made({ by: 'weight', least, most, step }, errors);
    }
    case 'weighedPiece':
      return made({ by: 'piece', grams: gramsIn('pieceWeight', 0) }, errors);
    default:
      return { weighing: null, errors };
  }
}

const made = (weighing: Weighing, errors: Readonly<Record<string, InputError>>) => ({
  weighing: Object.keys(errors).length === 0 ? weighingSchema.parse(weighing) : null,
  errors,
});

/** What the fields are filled in with: what is read again gives the same. Pure. */
export function weighingTexts(weighing: Weighing | null): Readonly<Record<WeightName, string>> & {
  readonly soldBy: SoldBy;
} {
  const none = { least: '', most: '', step: '', pieceWeight: '' };
  const words = (grams: number): string => weightWords(grams, 'fr');
  if (weighing === null) return { ...none, soldBy: 'piece' };
  if (weighing.by === 'piece') return { ...none, soldBy: 'weighedPiece', pieceWeight: words(weighing.grams) };
  const { least, most, step } = weighing;
  return { ...none, soldBy: 'weight', least: words(least), most: words(most), step: words(step) };
}
