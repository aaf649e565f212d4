import { pathTo } from '@halles/contracts';
import { branches, type CategoryTree, leavesOf, TOWN_SERVICE } from '@halles/domain/categories';
import type { AdditionOutcome } from '@halles/domain/claims';
import { type FieldView, type FormState, FormWriter } from '@halles/platform/forms';
import {
  type ClaimBody,
  claimForm,
  claimSection,
  type ClaimSectionView,
  hiddenField,
  nameOf,
  placeOf,
} from '../claims';
import type { PageScope } from '../rendering/page-scope';
import { additionForm } from './addition.form';

/** Businesses of the directory that it may be, or the one that has its SIRET. */
export type FoundBusinesses = Extract<AdditionOutcome, { kind: 'alike' | 'listed' }>;

export interface AdditionState {
  /** Activities of the territory. */
  readonly tree: CategoryTree;
  readonly form: FormState;
  /** Null where none was found. */
  readonly found: FoundBusinesses | null;
  readonly communes: readonly { readonly code: string; readonly name: string }[];
}

function foundSection(scope: PageScope, found: FoundBusinesses): ClaimSectionView {
  const { texts, locale } = scope;
  const businesses = found.kind === 'alike' ? found.alike : [found.listed];
  return claimSection('semblables', texts.line(`additions.${found.kind}Heading`), {
    cards: businesses.map((subject) => ({
      title: nameOf(scope, subject),
      lines: [placeOf(subject)].filter((line) => line !== ''),
      action: {
        href: pathTo('claim.begin', locale, { listing: subject.id }),
        label: texts.line('claims.find.mine'),
      },
      forms: [],
    })),
  });
}

/** The fields of the form, with the lists to choose from. */
function fieldsOf(
  { texts, locale }: PageScope,
  form: FormWriter,
  { tree, communes }: AdditionState,
): FieldView[] {
  const empty = texts.line('additions.choose');
  const lists: Readonly<Record<string, FieldView>> = {
    category: form.select('category', {
      empty,
      groups: branches(tree).map((branch) => ({
        label: branch.label[locale],
        options: leavesOf(branch.id, tree)
          .filter(({ id }) => id !== TOWN_SERVICE)
          .map(({ id, label }) => ({ value: id, label: label[locale] })),
      })),
    }),
    communeCode: form.select('communeCode', {
      empty,
      groups: [
        {
          label: texts.line('additions.communes'),
          options: communes.map(({ code, name }) => ({ value: code, label: name })),
        },
      ],
    }),
  };
  return form.fields().map((field) => lists[field.id] ?? field);
}

/** The form that asks for a business to be added, with those that it may already be. Pure. */
export const presentAddition =
  (state: AdditionState) =>
  (scope: PageScope): ClaimBody => {
    const { texts, locale } = scope;
    const { form, found } = state;
    const writer = new FormWriter(additionForm, form, texts, locale);
    const hasAlike = found?.kind === 'alike';
    const fields = fieldsOf(scope, writer, state);
    return {
      lead: texts.line('additions.lead'),
      ...writer.summary(),
      ...(found
        ? {
            status: {
              tone: 'warning',
              title: texts.line(`additions.${found.kind}`),
              text: texts.line(`additions.${found.kind}Text`),
            },
          }
        : {}),
      sections: [
        ...(found ? [foundSection(scope, found)] : []),
        claimSection('commerce', texts.line('additions.business'), {
          paragraphs: form.values['siret'] === undefined ? [texts.line('additions.then')] : [],
          forms: [
            claimForm(
              pathTo('addition', locale),
              texts.line(hasAlike ? 'additions.submitOther' : 'additions.submit'),
              { ...writer.parts(), fields: hasAlike ? [...fields, hiddenField('isOther', 'yes')] : fields },
            ),
          ],
        }),
      ],
    };
  };
