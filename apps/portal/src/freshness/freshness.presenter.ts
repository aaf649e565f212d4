import {
  type DirectoryFreshness,
  FRESHNESS_WEIGHTS,
  FULL_DAYS,
  SCORED_FACTS,
  SPENT_DAYS,
} from '@halles/domain/freshness';
import { formatNumber } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { ProseWriter } from '../rendering/prose';
import type { ProseBody } from '../rendering/prose.view';

const FIGURES = ['score', 'listings', 'lately', 'withinYear', 'ever'] as const;

/** How fresh the directory is, and how that is measured, from the values that it is computed with. Pure. */
export function presentDirectoryFreshness(scope: PageScope, freshness: DirectoryFreshness): ProseBody {
  const { texts, locale } = scope;
  const write = new ProseWriter(scope, 'freshness', { full: FULL_DAYS, spent: SPENT_DAYS });
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    sections: [
      write.section('figures', {
        facts: FIGURES.map((name) => ({
          term: write.line(`facts.${name}`),
          value: formatNumber(freshness[name], locale),
        })),
      }),
      write.section('how'),
      write.section('weights', {
        facts: SCORED_FACTS.map((fact) => ({
          term: write.line(`weight.${fact}`),
          value: texts.line('pages.freshness.weight.points', { count: FRESHNESS_WEIGHTS[fact] }),
        })),
      }),
      write.section('closed'),
    ],
  };
}
