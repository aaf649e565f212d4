import { pathTo } from '@halles/contracts';
import type { StoredCalmSpan } from '@halles/domain/footfall';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { hiddenField, section, type SettingsSectionsBody } from '../accounts';
import type { PageScope } from '../rendering/page-scope';
import { calmSpanWords } from '../wording/calm-words';
import { calmSpanForm } from './calm-hours.form';

/** What was just done. */
export const calmDone = ['add', 'remove'] as const;
export type CalmDone = (typeof calmDone)[number];

export interface CalmHoursState {
  readonly listing: number;
  readonly spans: readonly StoredCalmSpan[];
  /** Of what the form adds: sent twice, it is added once. */
  readonly newId: string;
  readonly form: FormState;
  readonly done: CalmDone | null;
}

/** The times that a place sets apart, and the form of another. Pure. */
export function presentCalmHours(
  scope: PageScope,
  { listing, spans, newId, form, done }: CalmHoursState,
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const line = (key: string): string => texts.line(`footfall.calmHours.${key}`);
  const action = pathTo('merchant.calmHours', locale, { listing });
  const writer = new FormWriter(calmSpanForm, form, texts, locale);
  return {
    ...writer.summary(),
    ...(done === null ? {} : { notice: line(`done.${done}`) }),
    sections: [
      section('calm-hours', {
        paragraphs: [line('lead')],
        rows: spans.map((span) => ({
          title: calmSpanWords(span, scope),
          detail: [line(`about.${span.kind}`), ...(span.isReserved ? [line('reserved')] : [])].join(' '),
          forms: [
            {
              action,
              fields: [hiddenField('do', 'remove'), hiddenField('id', span.id)],
              submit: texts.line('footfall.calmHours.remove', { span: calmSpanWords(span, scope) }),
              look: 'button--quiet',
            },
          ],
        })),
      }),
      section('add', {
        heading: line('add'),
        forms: [
          {
            action,
            fields: [hiddenField('do', 'add'), hiddenField('id', newId), ...writer.fields()],
            submit: line('submit'),
            look: '',
          },
        ],
      }),
    ],
    back: {
      href: pathTo('merchant.footfall', locale, { listing }),
      label: texts.line('footfall.doors.back'),
    },
  };
}
