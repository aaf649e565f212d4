import { pathTo } from '@halles/contracts';
import {
  type GaugeRule,
  limitsOf,
  lowest,
  peopleOf,
  type PlaceLimits,
  strictest,
} from '@halles/domain/place-days';
import type { Interval } from '@halles/domain/hours';
import { type FormState, FormWriter, newForm } from '@halles/platform/forms';
import { type RowView, section, type SectionView, type SettingsSectionsBody } from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { ruleSentence } from '../wording/gauge-words';
import { merchantGaugeForm, merchantGaugeValues } from './merchant-gauge.form';

export interface MerchantGaugeState {
  readonly listing: number;
  /** What limits the place today, and in the months to come. */
  readonly limits: PlaceLimits;
  readonly today: Interval;
  readonly timeZone: string;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  readonly isDone: boolean;
}

/** How many may be inside today, and by whose word. Pure. */
function nowSection({ limits, today, timeZone }: MerchantGaugeState, { texts }: PageScope): SectionView {
  const rules = limits.rules.filter(({ formula }) => formula.kind !== 'hours');
  const all = limitsOf({ ...limits, rules }, today, timeZone);
  const most = lowest(strictest(all), today.from, today.until);
  const heading = texts.line('gauge.now.heading');
  if (!Number.isFinite(most))
    return section('gauge-now', { heading, paragraphs: [texts.line('gauge.now.none')] });
  const decisive = all.find((one) => lowest(one.most, today.from, today.until) === most);
  const whose =
    decisive?.rule === null || decisive === undefined
      ? texts.line('gauge.now.own')
      : texts.line('gauge.now.rule', { title: decisive.rule.title });
  return section('gauge-now', {
    heading,
    paragraphs: [`${texts.line('gauge.now.most', { count: most })} ${whose}`, texts.line('gauge.now.count')],
  });
}

/** What a rule means for this place, or what is not known of it. Pure. */
function meaning(rule: GaugeRule, { limits }: MerchantGaugeState, { texts }: PageScope): string {
  if (rule.formula.kind === 'hours' || rule.formula.kind === 'closed') return '';
  const count = peopleOf(rule, limits.gauge);
  if (count !== null) return texts.line('gauge.rules.people', { count });
  return texts.line(rule.formula.kind === 'surface' ? 'gauge.rules.noSurface' : 'gauge.rules.noPeople');
}

function ruleRow(rule: GaugeRule, state: MerchantGaugeState, scope: PageScope): RowView {
  const words = [
    ruleSentence(rule, scope),
    meaning(rule, state, scope),
    scope.texts.line('gauge.rule.from', { source: rule.source }),
  ];
  return {
    title: rule.title,
    detail: words.filter((part) => part !== '').join(' '),
    ...(rule.sourceUrl === null ? {} : { href: rule.sourceUrl }),
    forms: [],
  };
}

/** What a place says of how many people may be inside, and what the rules of its territory make of it. Pure. */
export function presentMerchantGauge(scope: PageScope, state: MerchantGaugeState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, limits } = state;
  const sent = {
    ...(state.form ?? newForm()),
    values: { ...merchantGaugeValues(limits.gauge), ...state.form?.values },
  };
  const form = new FormWriter(merchantGaugeForm, sent, texts, locale);
  const action = pathTo('merchant.gauge', locale, { listing });
  return {
    ...form.summary(),
    ...(state.isDone ? { notice: texts.line('gauge.form.done') } : {}),
    sections: [
      nowSection(state, scope),
      ...(limits.rules.length === 0
        ? []
        : [
            section('gauge-rules', {
              heading: texts.line('gauge.rules.heading'),
              paragraphs: [texts.line('gauge.rules.text')],
              rows: limits.rules.map((rule) => ruleRow(rule, state, scope)),
            }),
          ]),
      section('gauge-place', {
        heading: texts.line('gauge.form.heading'),
        paragraphs: [texts.line('gauge.form.text')],
        forms: [{ action, fields: form.fields(), submit: texts.line('gauge.form.submit'), look: '' }],
      }),
    ],
    back: { href: pathTo('merchant.listing', locale, { listing }), label: texts.line('gauge.back') },
  };
}
