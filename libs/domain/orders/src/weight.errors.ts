import { weightWords } from '@halles/domain/catalogue';
import { defineError } from '@halles/kernel';

export const WeightRefused = defineError('weight-refused', {
  kind: 'invalid',
  title: { fr: 'Poids impossible', en: 'Weight not possible' },
  detail: () => ({
    fr: 'Ce poids ne va pas à ces articles. Rien n’a été noté\u00a0: relisez la balance.',
    en: 'This weight does not fit these goods. Nothing was noted: read the scales again.',
  }),
});

/** Asked once more: shown at the weight, whose hint says how it is read. */
export const WeightUnlikely = defineError<{ position: number; grams: number; ordered: number }>(
  'weight-unlikely',
  {
    kind: 'invalid',
    title: { fr: 'Relisez la balance', en: 'Read the scales again' },
    detail: ({ grams, ordered }) => ({
      fr: `Rien n’a été noté\u00a0: vous avez écrit ${weightWords(grams, 'fr')}, pour ${weightWords(ordered, 'fr')} commandés. Un nombre entier compte des grammes, un nombre à virgule des kilos. Corrigez le poids, ou confirmez-le.`,
      en: `Nothing was noted: you wrote ${weightWords(grams, 'en')}, where ${weightWords(ordered, 'en')} was ordered. A whole number counts grams, one with decimals kilos. Correct the weight, or confirm it.`,
    }),
  },
);
