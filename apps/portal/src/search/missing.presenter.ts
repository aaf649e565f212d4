import type { CategoryTree } from '@halles/domain/categories';
import { linkTo } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { emptySearchParams } from './search-params';
import { branchLinks } from './results-empty';
import { presentSearchBox } from './results.presenter';
import { contactPath } from '../rendering/page-names';
import type { ResultsBody } from './results.view';

/** The page of an address below the directory that names nothing: what it says is in the search box already. Pure. */
export function presentMissing(
  scope: PageScope,
  { tree, words }: { readonly tree: CategoryTree; readonly words: string },
): { readonly title: string; readonly body: ResultsBody } {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`results.landing.missing.${key}`);
  const body: ResultsBody = {
    heading: line('title'),
    trail: [],
    search: presentSearchBox({ params: { ...emptySearchParams, q: words }, tree }, scope),
    notes: [],
    categories: [],
    results: [],
    empty: {
      heading: line('heading'),
      tips: [line('tip')],
      wider: [],
      places: [],
      categories: branchLinks({ tree }, scope),
      missing: {
        label: texts.line('results.empty.missing'),
        href: contactPath(locale, texts.line('results.empty.subject', { heading: words }).slice(0, 150)),
      },
    },
    ranking: { ...linkTo(scope, 'ranking'), label: texts.line('results.ranking') },
  };
  return { title: line('title'), body };
}
