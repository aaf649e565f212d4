import { type MandateGroup, mandateGroupNames, listingPath } from '@halles/contracts';
import { type MandateFile, standingOf } from '@halles/domain/mandates';
import type { FormView } from '../accounts/account-views';
import { type AccountBody, section, type SectionView } from '../accounts/account-views';
import type { PageScope } from '../rendering/page-scope';
import { mandatePaths } from './mandate-routes';

/** What came with the form of a signature. */
export interface SignatureEntry {
  readonly name: string;
  readonly agreed: string;
}

export interface MandateState {
  readonly token: string;
  readonly now: Date;
  readonly entry?: SignatureEntry;
  /** Fields that are not right. */
  readonly errors?: ReadonlySet<string>;
}

const NAME_MAX = 100;

/** A day as it is said: « 25 novembre 2027 ». */
const dayOf = (date: Date, { locale, settings }: PageScope): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeZone: settings.timeZone,
  }).format(date);

function termsOf(file: MandateFile, scope: PageScope): SectionView {
  const { mandate, listing } = file;
  const { texts } = scope;
  const groups = mandate.scope ?? mandateGroupNames;
  const fact = (key: string, value: string) => ({ term: texts.line(`mandate.facts.${key}`), value });
  return section('terms', {
    heading: texts.line('mandate.terms'),
    facts: [
      fact('listing', [listing.name, listing.place].filter((part) => part !== null).join(', ')),
      fact('giver', `${mandate.giverName}, ${mandate.giverQuality}`),
      fact('town', texts.line('mandate.town', { agent: mandate.proposedByName })),
      fact('scope', groups.map((group: MandateGroup) => texts.line(`mandate.groups.${group}`)).join(' · ')),
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

function signForm({ texts, locale }: PageScope, { token, entry, errors }: MandateState): FormView {
  const error = (field: string) =>
    errors?.has(field) ? { error: texts.line(`mandate.errors.${field}`) } : {};
  return {
    action: mandatePaths('mandate', token)[locale],
    hidden: [],
    fields: [
      {
        id: 'name',
        type: 'text',
        label: texts.line('mandate.name'),
        hint: texts.line('mandate.nameHint'),
        autocomplete: 'name',
        maxlength: NAME_MAX,
        value: entry?.name ?? '',
        ...error('name'),
      },
    ],
    choices: {
      legend: texts.line('mandate.agreement'),
      boxes: [
        {
          id: 'agreed',
          name: 'agreed',
          value: 'yes',
          label: texts.line('mandate.agree'),
          checked: entry?.agreed === 'yes',
        },
      ],
    },
    submit: texts.line('mandate.sign'),
    look: '',
  };
}

/** The page of a mandate: what it says, and what can be done with it now. Pure. */
export function presentMandate(scope: PageScope, file: MandateFile, state: MandateState): AccountBody {
  const { texts, locale } = scope;
  const standing = standingOf(file.mandate, state.now);
  const errors = [...(state.errors ?? [])].map((field) => ({
    field,
    message: texts.line(`mandate.errors.${field}`),
  }));
  const end: FormView = {
    action: mandatePaths('end', state.token)[locale],
    hidden: [],
    fields: [],
    submit: texts.line(standing === 'active' ? 'mandate.end' : 'mandate.decline'),
    look: standing === 'active' ? 'button--danger' : 'button--quiet',
  };
  return {
    heading: texts.line(`mandate.heading.${standing}`),
    lead: texts.line(`mandate.lead.${standing}`),
    trail: [],
    ...(errors.length > 0 ? { problem: texts.line('mandate.invalid') } : {}),
    errors,
    sections: [
      termsOf(file, scope),
      ...(standing === 'proposed'
        ? [section('sign', { heading: texts.line('mandate.yours'), forms: [signForm(scope, state), end] })]
        : []),
      ...(standing === 'active'
        ? [
            section('end', {
              heading: texts.line('mandate.change'),
              paragraphs: [texts.line('mandate.endWords')],
              forms: [end],
            }),
          ]
        : []),
    ],
  };
}
