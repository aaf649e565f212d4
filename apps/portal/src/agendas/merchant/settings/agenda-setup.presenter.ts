import { pathTo } from '@halles/contracts';
import { AGENDA_TEMPLATES, type AgendaTemplateName, type AgendaTemplateWords } from '@halles/domain/agendas';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { section, type SettingsSectionsBody } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { agendaSetupForm } from './agenda-setup.form';

export interface AgendaSetupState {
  readonly listing: number;
  /** Whether the place said when it is open: nobody can book without. */
  readonly hasHours: boolean;
  readonly form: FormState;
}

/** What a template calls its resources and its services, in the language of who opens the agenda. Pure. */
export function templateWords(name: AgendaTemplateName, { texts }: PageScope): AgendaTemplateWords {
  const line = (key: string): string => texts.line(`agenda.templates.${name}.${key}`);
  const { resource, services } = AGENDA_TEMPLATES[name];
  return {
    resource: resource === null ? '' : line('resource'),
    services: Object.fromEntries(services.map(({ key }) => [key, line(`services.${key}`)])),
  };
}

/** The questions, or that the hours come first. Pure. */
export function presentAgendaSetup(
  scope: PageScope,
  { listing, hasHours, form: state }: AgendaSetupState,
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const back = { href: pathTo('merchant.listing', locale, { listing }), label: texts.line('agenda.back') };
  if (!hasHours)
    return {
      errors: [],
      sections: [
        section('hours', {
          paragraphs: [texts.line('agenda.setup.noHours')],
          links: [
            {
              href: pathTo('profile.hours', locale, { listing }),
              label: texts.line('agenda.setup.toHours'),
            },
          ],
        }),
      ],
      back,
    };
  const form = new FormWriter(agendaSetupForm, state, texts, locale);
  const action = pathTo('merchant.agendaSetup', locale, { listing });
  return {
    ...form.summary(),
    sections: [
      section('questions', {
        paragraphs: [texts.line('agenda.setup.lead')],
        forms: [{ action, fields: form.fields(), submit: texts.line('agenda.setup.open'), look: '' }],
      }),
    ],
    back,
  };
}
