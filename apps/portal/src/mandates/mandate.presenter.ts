import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import { type MandateFile, statusOf } from '@halles/domain/mandates';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { type AccountBody, buttonForm, section, type SectionFormView, type SectionView } from '../accounts';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { dayOf } from '../wording/day-words';
import { scopeWords } from '../wording/mandate-words';
import { signatureForm } from './mandate.form';

export interface MandateState {
  readonly token: string;
  readonly now: Date;
  readonly form: FormState;
}

function termsOf(file: MandateFile, scope: PageScope): SectionView {
  const { mandate, listing } = file;
  const { texts } = scope;
  const fact = (key: string, value: string) => ({ term: texts.line(`mandate.facts.${key}`), value });
  return section('terms', {
    heading: texts.line('mandate.terms'),
    facts: [
      fact('listing', [listing.name, listing.place].filter((part) => part !== null).join(', ')),
      fact('giver', `${mandate.giverName}, ${mandate.giverQuality}`),
      fact('town', texts.line('mandate.town', { agent: mandate.proposedByName })),
      fact('scope', scopeWords(mandate.scope, scope)),
      fact('until', dayOf(mandate.expiresAt, scope)),
      ...(mandate.signedAt === null ? [] : [fact('signed', dayOf(mandate.signedAt, scope))]),
    ],
    paragraphs: [texts.line('mandate.promise'), texts.line('mandate.own')],
    links:
      listing.name === null
        ? []
        : [{ href: listingPath(scope.locale, listing), label: texts.line('mandate.page') }],
  });
}

function signForm(
  { texts, locale }: PageScope,
  { token, form }: MandateState,
  writer: FormWriter,
): SectionFormView {
  const error = writer.errorOf('agreed');
  return {
    action: pathTo('mandate', locale, { token }),
    fields: [
      writer.field('name'),
      {
        id: 'agreement',
        label: texts.line('mandate.agreement'),
        isBoxes: true,
        ...(error === undefined ? {} : { error }),
        options: [
          {
            id: 'agreed',
            name: 'agreed',
            value: 'yes',
            label: texts.line('mandate.agree'),
            checked: form.values['agreed']?.[0] === 'yes',
          },
        ],
      },
    ],
    submit: texts.line('mandate.sign'),
    look: '',
  };
}

/** The page of a mandate: what it says, and what can be done with it now. Pure. */
export function presentMandate(
  scope: PageScope,
  file: MandateFile,
  state: MandateState,
): PageModel & { readonly body: AccountBody } {
  const { texts, locale } = scope;
  const { token } = state;
  const standing = statusOf(file.mandate, state.now);
  const writer = new FormWriter(signatureForm, state.form, texts, locale);
  const isActive = standing === 'active';
  const end = buttonForm(
    pathTo('mandate.end', locale, { token }),
    texts.line(standing === 'proposed' ? 'mandate.decline' : 'mandate.end'),
    isActive ? 'button--danger' : 'button--quiet',
  );
  const heading = texts.line(`mandate.heading.${standing}`);
  return {
    head: {
      page: null,
      title: heading,
      description: heading,
      paths: pathsTo('mandate', { token }),
      noindex: true,
    },
    body: {
      heading,
      lead: texts.line(`mandate.lead.${standing}`),
      trail: [],
      ...writer.summary(),
      sections: [
        termsOf(file, scope),
        ...(standing === 'proposed'
          ? [
              section('sign', {
                heading: texts.line('mandate.yours'),
                forms: [signForm(scope, state, writer), end],
              }),
            ]
          : []),
        ...(isActive || standing === 'waiting'
          ? [
              section('end', {
                heading: texts.line('mandate.change'),
                paragraphs: [texts.line('mandate.endWords')],
                forms: [end],
              }),
            ]
          : []),
      ],
    },
  };
}
