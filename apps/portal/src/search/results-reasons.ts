import { timeWords, wallTime } from '@halles/domain/hours';
import type { Origin, Reasons } from '@halles/domain/search';
import { linkTo } from '../rendering/layout.presenter';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { fromWords } from './results-words';
import type { ListingCardView } from './listing-card.view';

/** The context in which the reasons of a result are shown. */
export interface ReasonContext {
  /** « de vous », « du centre de Lille ». */
  readonly from: string;
  /** « en ce moment », « samedi 28 novembre à 15 h ». */
  readonly moment: string;
  /** The page that explains the order. */
  readonly ranking: LinkView;
}

/** The same for all results of a list. Pure. */
export const reasonContext = (origin: Origin, moment: string, scope: PageScope): ReasonContext => ({
  from: fromWords(origin, scope),
  moment,
  ranking: { ...linkTo(scope, 'ranking'), label: scope.texts.line('results.reasons.formula') },
});

function tierWords({ tier, opensAt }: Reasons, { moment }: ReasonContext, scope: PageScope): string {
  const { texts, settings, locale } = scope;
  if (tier !== 'soon' || opensAt === null) return texts.line(`results.reasons.${tier}`, { moment });
  const { minute } = wallTime(settings.timeZone, opensAt);
  return texts.line('results.reasons.soonAt', { time: timeWords(minute, locale) });
}

/**
 * « Pourquoi ici ? »: the figures by which a result stands where it stands, each in a sentence, in the order in which
 * they counted. Pure.
 */
export function presentReasons(
  reasons: Reasons,
  context: ReasonContext,
  scope: PageScope,
): NonNullable<ListingCardView['why']> {
  const { texts } = scope;
  const { metres, textMatch } = reasons;
  const points = [tierWords(reasons, context, scope)];
  if (metres !== null)
    points.push(texts.line('results.reasons.metres', { count: Math.round(metres), from: context.from }));
  if (textMatch !== null)
    points.push(texts.line('results.reasons.textMatch', { percent: Math.round(textMatch * 100) }));
  points.push(texts.line('results.reasons.unpaid'));
  return { points, ranking: context.ranking };
}
