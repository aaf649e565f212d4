import { pathTo } from '@halles/contracts';
import {
  type GaugeRule,
  limitsOf,
  lowest,
  peopleOf,
  type PlaceLimits,
  strictest,
} from '@halles/domain/place-days';
import type { AboveGauge } from '@halles/domain/gauges';
import { dateWords, type Interval, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { type FormState, FormWriter, newForm, withSeen, withSeenField } from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SectionView, type SettingsSectionsBody } from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { ruleSentence } from '../wording/gauge-words';
import { type MerchantGaugeChange, merchantGaugeForm, merchantGaugeValues } from './merchant-gauge.form';

export interface MerchantGaugeState {
  readonly listing: number;
  /** What limits the place today, and in the months to come. */
  readonly limits: PlaceLimits;
  readonly today: Interval;
  readonly timeZone: string;
  /** Null where nothing was sent. */
  readonly form: FormState | null;
  /** Who comes while there would be too many. */
  readonly above: readonly AboveGauge[];
  readonly done: MerchantGaugeChange | null;
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

const DONE: Readonly<Record<MerchantGaugeChange, string>> = {
  saved: 'gauge.form.done',
  propose: 'gauge.above.donePropose',
  split: 'gauge.above.doneSplit',
  keep: 'gauge.above.doneKeep',
};

function aboveRow(visit: AboveGauge, { listing, timeZone }: MerchantGaugeState, scope: PageScope): RowView {
  const { texts, locale } = scope;
  const { day, minute } = wallTime(timeZone, visit.from);
  const words = {
    time: `${weekdayWords(day, locale)} ${dateWords(day, locale)}, ${timeWords(minute, locale)}`,
    customer: visit.name ?? texts.line('gauge.above.erased'),
    reference: visit.name ?? '',
    count: visit.people,
  };
  const most = texts.line('gauge.above.most', { count: visit.most });
  const mayAsk = visit.hasEmail && visit.asked === null;
  const decide = (
    what: 'propose' | 'split' | 'keep',
    look: '' | 'button--quiet',
  ): RowView['forms'][number] => ({
    action: pathTo('merchant.gauge', locale, { listing }),
    fields: [hiddenField('do', what), hiddenField('kind', visit.kind), hiddenField('id', visit.id)],
    submit: texts.line(`gauge.above.${what}`),
    look,
  });
  return {
    title: texts.line(`gauge.above.${visit.kind}`, words),
    ...(visit.kind === 'booking'
      ? { href: pathTo('merchant.booking', locale, { listing, booking: visit.id }) }
      : {}),
    detail: visit.asked === null ? most : `${most} ${texts.line(`gauge.above.asked.${visit.asked}`)}`,
    forms: [
      ...(mayAsk ? [decide('propose', '')] : []),
      ...(mayAsk && visit.canSplit ? [decide('split', 'button--quiet')] : []),
      decide('keep', 'button--quiet'),
    ],
  };
}

/** Who comes above the gauge, with what the shop may do: nothing is cancelled by itself. Pure. */
const aboveSections = (state: MerchantGaugeState, scope: PageScope): SectionView[] =>
  state.above.length === 0
    ? []
    : [
        section('gauge-above', {
          heading: scope.texts.line('gauge.above.heading'),
          paragraphs: [scope.texts.line('gauge.above.text')],
          rows: state.above.map((visit) => aboveRow(visit, state, scope)),
        }),
      ];

/** What a place says of how many people may be inside, and what the rules of its territory make of it. Pure. */
export function presentMerchantGauge(scope: PageScope, state: MerchantGaugeState): SettingsSectionsBody {
  const { texts, locale } = scope;
  const { listing, limits } = state;
  const sent = {
    ...(state.form ?? newForm()),
    values: { ...withSeen(merchantGaugeValues(limits.gauge)), ...state.form?.values },
  };
  const form = new FormWriter(merchantGaugeForm, sent, texts, locale);
  const action = pathTo('merchant.gauge', locale, { listing });
  const { fields } = withSeenField({ fields: form.fields() }, sent.values);
  return {
    ...form.summary(),
    ...(state.done === null ? {} : { notice: texts.line(DONE[state.done]) }),
    sections: [
      nowSection(state, scope),
      ...aboveSections(state, scope),
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
        forms: [
          {
            action,
            fields: [hiddenField('do', 'gauge'), ...fields],
            submit: texts.line('gauge.form.submit'),
            look: '',
          },
        ],
      }),
    ],
    back: { href: pathTo('merchant.listing', locale, { listing }), label: texts.line('gauge.back') },
  };
}
