import { isoOfDay, wallTime } from '@halles/domain/hours';
import {
  type GaugeRule,
  gaugeRuleDays,
  gaugeRuleWords,
  peopleOf,
  type PlaceLimits,
} from '@halles/domain/place-days';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';

/** What is said of a rule on how many people may be inside. */
export interface GaugeNoticeView {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  /** The text of the law; absent where the town gave no address. */
  readonly link?: LinkView;
}

/** With its first letter as a capital. Pure. */
export const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "Une personne pour 8 m², du 28 novembre 2020 au 8 juin 2021." Pure. */
export const ruleSentence = (rule: GaugeRule, { locale }: PageScope): string =>
  `${capitalized(gaugeRuleWords(rule, locale))}, ${gaugeRuleDays(rule, locale)}.`;

/** Rules that count or soon will, for everybody to read. Pure. */
export function gaugeNotices(rules: readonly GaugeRule[], scope: PageScope): GaugeNoticeView[] {
  return rules.map((rule) => {
    const source = scope.texts.line('gauge.rule.from', { source: rule.source });
    return {
      title: rule.title,
      text: ruleSentence(rule, scope),
      source,
      ...(rule.sourceUrl === null ? {} : { link: { href: rule.sourceUrl, label: source } }),
    };
  });
}

/** What the page of a place says of the rules that concern it: "4 m² par personne : 12 personnes au plus". Pure. */
export function placeGaugeNotices({ gauge, rules }: PlaceLimits, now: number, scope: PageScope): string[] {
  const today = isoOfDay(wallTime(scope.settings.timeZone, now).day);
  const { texts, locale } = scope;
  return rules.map((rule) => {
    const closes = 'keepsPickup' in rule.formula;
    const most = closes ? null : peopleOf(rule, gauge);
    const hasNumber = most !== null && rule.formula.kind !== 'people';
    const words = hasNumber
      ? texts.line('gauge.rule.means', { rule: gaugeRuleWords(rule, locale), count: most })
      : gaugeRuleWords(rule, locale);
    // Who finds it closed wants to know until when.
    const days = rule.firstDay <= today && !closes ? '' : ` ${gaugeRuleDays(rule, locale)}`;
    return `${capitalized(words)}${days}. ${texts.line('gauge.rule.from', { source: rule.source })}`;
  });
}
