import { branches, leavesOf, categoriesOf } from '@halles/domain/categories';
import type { ClaimSubject } from '@halles/domain/claims';
import type { TenantContext } from '@halles/platform/tenancy';
import type { PageScope } from '../rendering/page-scope';
import { claimPathTo } from './claim-routes';
import { type ClaimBody, claimForm, claimSection, lineField } from './claim-views';
import { nameOf, placeOf } from './claim-words';
import type { ProFieldView } from '../profiles';

export const additionFields = [
  'siret',
  'name',
  'category',
  'street',
  'postalCode',
  'communeCode',
  'phone',
  'message',
] as const;
export type AdditionField = (typeof additionFields)[number];
export type AdditionValues = Readonly<Record<AdditionField, string>>;

export interface AdditionState {
  readonly values: AdditionValues;
  readonly errors: readonly AdditionField[];
  readonly problem?: string;
  /** Businesses that it may be. */
  readonly alike: readonly ClaimSubject[];
  readonly communes: readonly { readonly code: string; readonly name: string }[];
}

/** The form that asks for a business to be added, with those that it may already be. Pure. */
export function presentAddition(scope: PageScope, ctx: TenantContext, state: AdditionState): ClaimBody {
  const { texts, locale } = scope;
  const { values, errors, problem, alike } = state;
  const fields = fieldsOf(scope, ctx, state);
  const action = claimPathTo('add', locale);
  const label = texts.line(alike.length > 0 ? 'claims.add.submitOther' : 'claims.add.submit');
  const form = claimForm(action, label, {
    fields,
    hidden: alike.length > 0 ? [{ name: 'isOther', value: 'yes' }] : [],
  });
  return {
    lead: texts.line('claims.add.lead'),
    ...(problem === undefined ? {} : { problem }),
    errors: errors.map((field) => ({ field, message: texts.line(`claims.add.errors.${field}`) })),
    ...(alike.length > 0
      ? {
          status: {
            tone: 'warning',
            title: texts.line('claims.add.alike'),
            text: texts.line('claims.add.alikeText'),
          },
        }
      : {}),
    sections: [
      ...(alike.length > 0
        ? [
            claimSection('semblables', texts.line('claims.add.alikeHeading'), {
              cards: alike.map((subject) => ({
                title: nameOf(scope, subject),
                lines: [placeOf(subject)].filter((line) => line !== ''),
                action: {
                  href: claimPathTo('begin', locale, subject.id),
                  label: texts.line('claims.find.mine'),
                },
                forms: [],
              })),
            }),
          ]
        : []),
      claimSection('commerce', texts.line('claims.add.business'), {
        paragraphs: values.siret === '' ? [texts.line('claims.add.then')] : [],
        forms: [form],
      }),
    ],
  };
}

function fieldsOf(
  scope: PageScope,
  ctx: TenantContext,
  { values, errors, communes }: AdditionState,
): ProFieldView[] {
  const { texts, locale } = scope;
  const words = (name: AdditionField) => ({
    id: name,
    label: texts.line(`claims.add.fields.${name}`),
    ...(texts.has(`claims.add.hints.${name}`) ? { hint: texts.line(`claims.add.hints.${name}`) } : {}),
    ...(errors.includes(name) ? { error: texts.line(`claims.add.errors.${name}`) } : {}),
  });
  const line = (name: AdditionField, more: Partial<ProFieldView>): ProFieldView => ({
    ...lineField(name, '', values[name], more),
    ...words(name),
  });
  const tree = categoriesOf(ctx);
  const option = (chosen: string, value: string, label: string) => ({
    value,
    label,
    selected: value === chosen,
  });
  return [
    line('siret', { inputmode: 'numeric', maxlength: 30 }),
    line('name', { autocomplete: 'organization', maxlength: 120 }),
    {
      ...words('category'),
      isSelect: true,
      empty: texts.line('claims.add.choose'),
      groups: branches(tree).map((branch) => ({
        label: branch.label[locale],
        options: leavesOf(branch.id, tree).map(({ id, label }) => option(values.category, id, label[locale])),
      })),
    },
    line('street', { autocomplete: 'street-address', maxlength: 120 }),
    line('postalCode', { autocomplete: 'postal-code', inputmode: 'numeric', maxlength: 5, isShort: true }),
    {
      ...words('communeCode'),
      isSelect: true,
      empty: texts.line('claims.add.choose'),
      groups: [
        {
          label: texts.line('claims.add.communes'),
          options: communes.map(({ code, name }) => option(values.communeCode, code, name)),
        },
      ],
    },
    line('phone', { type: 'tel', autocomplete: 'tel', maxlength: 30 }),
    { ...words('message'), isText: true, value: values.message, maxlength: 2_000 },
  ];
}
