import { isTownService, type Listing } from '@halles/domain/listings';
import { Texts } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';

/** Texts that speak of a shop, as they are said of a service of the town. */
const OF_TOWN = /^townService\./;

/** Made once for each language of each theme. */
const known = new WeakMap<Texts, Texts>();

function townsWords(texts: Texts): Texts {
  const made = known.get(texts);
  if (made) return made;
  const table = new Map(texts.entries());
  for (const [key, value] of texts.entries())
    if (OF_TOWN.test(key)) table.set(key.replace(OF_TOWN, ''), value);
  const worded = new Texts(texts.locale, table);
  known.set(texts, worded);
  return worded;
}

/** The words for a place: a service of the town is called a service, and no shop. Pure. */
export const wordsFor = <Scope extends Pick<PageScope, 'texts'>>(
  listing: Pick<Listing, 'category'>,
  scope: Scope,
): Scope => (isTownService(listing) ? { ...scope, texts: townsWords(scope.texts) } : scope);
