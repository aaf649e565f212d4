import type { ReasonTemplatesView } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { ReasonOffer } from './decision-form.component';

/**
 * Sentences to begin from, in the language of whoever will read them, under titles in that of who chooses. Pure.
 * @param reader undefined while it is not known who
 */
export const reasonOffers = (
  view: ReasonTemplatesView | undefined,
  reader: Locale | undefined,
  chooser: Locale,
): readonly ReasonOffer[] =>
  reader === undefined
    ? []
    : (view?.templates ?? []).map(({ id, purpose, title, text }) => ({
        id,
        purpose,
        title: title[chooser],
        text: text[reader],
      }));
