import { pathTo, type ResourceAbsence } from '@halles/contracts';
import { absenceKey, type AgendaResource, NO_LAST_DAY } from '@halles/domain/agendas';
import { dateWords, dayOfIso, timeWords, weekdayWords } from '@halles/domain/hours';
import { hiddenField, type RowView } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';

const MINUTES_OF_DAY = 1_440;

type Words = Pick<PageScope, 'texts' | 'locale'>;

/** "chaque mardi, 14 h – 16 h, jusqu’au 30 juin 2027", "24 décembre 2026, toute la journée". Pure. */
export function absenceSpanWords(absence: ResourceAbsence, { texts, locale }: Words): string {
  const { from, until, fromMinute = 0, untilMinute = MINUTES_OF_DAY, isWeekly = false } = absence;
  const [first, last] = [dayOfIso(from), dayOfIso(until)];
  const isWhole = fromMinute === 0 && untilMinute === MINUTES_OF_DAY;
  const words = {
    first: dateWords(first, locale, true),
    last: dateWords(last, locale, true),
    weekday: weekdayWords(first, locale),
    time: timeWords(fromMinute, locale),
    until: timeWords(untilMinute, locale),
  };
  const times = isWhole ? '' : 'Times';
  if (!isWeekly)
    return texts.line(`agenda.rules.blocked.${first === last ? 'oneDay' : 'days'}${times}`, words);
  const weekly = texts.line(`agenda.rules.blocked.weekly${times}`, words);
  const bounds = until === NO_LAST_DAY ? 'since' : 'sinceUntil';
  return texts.line(`agenda.rules.blocked.${bounds}`, { ...words, weekly });
}

/** An absence with the button that takes it out. Pure. @param isNamed says who is away */
export function absenceRow(
  listing: number,
  { id, name }: Pick<AgendaResource, 'id' | 'name'>,
  absence: ResourceAbsence,
  scope: PageScope,
  isNamed: boolean,
): RowView {
  const { texts, locale } = scope;
  const span = absenceSpanWords(absence, scope);
  return {
    title: isNamed ? `${name} · ${span}` : span,
    ...(isNamed ? { href: pathTo('merchant.agendaResource', locale, { listing, resource: id }) } : {}),
    detail: absence.reason ?? '',
    forms: [
      {
        action: pathTo('merchant.agendaRules', locale, { listing }),
        fields: [
          hiddenField('do', 'back'),
          hiddenField('who', id),
          hiddenField('absence', absenceKey(absence)),
        ],
        submit: texts.line('agenda.rules.blocked.back'),
        look: 'button--quiet',
      },
    ],
  };
}
