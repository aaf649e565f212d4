import { pathTo } from '@halles/contracts';
import { type AgendaResource, type AgendaService, bandWords, durationWords } from '@halles/domain/agendas';
import { type FieldView, type FormState, FormWriter } from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SettingsSectionsBody } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { agendaServiceForm } from './agenda-item.form';
import { type AgendaItemChange, archiveSection, NEW_ID, upForm } from './agenda-items';

interface ServicesState {
  readonly listing: number;
  readonly services: readonly AgendaService[];
  readonly resources: readonly AgendaResource[];
  /** Of the service that the form adds. */
  readonly form: FormState;
  readonly newId: string;
  readonly done: AgendaItemChange | null;
}

/** The fields of a service; the boxes of resources are those of the agenda. Pure. */
function fieldsOf(
  form: FormWriter,
  { values }: FormState,
  resources: readonly AgendaResource[],
): FieldView[] {
  const chosen = new Set(values.resources ?? []);
  return form.fields().flatMap((field) => {
    if (field.id !== 'resources') return [field];
    if (resources.length === 0) return [];
    const options = resources.map(({ id, name }) => ({
      id: `resources-${id}`,
      name: 'resources',
      value: id,
      label: name,
      checked: chosen.has(id),
    }));
    return [{ ...field, options }];
  });
}

/** "45 minutes · 28 €", and who it is for where that is not everybody. Pure. */
function serviceWords(service: AgendaService, { texts, locale }: PageScope): string {
  return [
    durationWords(service.duration, locale),
    bandWords(service, locale),
    service.isActive ? null : texts.line('agenda.services.inactive'),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The services of an agenda, with a form that adds to them. Pure. */
export function presentAgendaServices(
  scope: PageScope,
  { listing, services, resources, form: state, newId, done }: ServicesState,
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const form = new FormWriter(agendaServiceForm, state, texts, locale);
  const rowOf = (service: AgendaService, index: number): RowView => {
    const action = pathTo('merchant.agendaService', locale, { listing, service: service.id });
    return {
      title: service.name,
      href: action,
      detail: serviceWords(service, scope),
      forms: index === 0 ? [] : [upForm(scope, action, service.name)],
    };
  };
  return {
    ...form.summary(),
    ...(done === null ? {} : { notice: texts.line(`agenda.services.done.${done}`) }),
    sections: [
      section('services', {
        paragraphs: services.length === 0 ? [texts.line('agenda.services.none')] : [],
        rows: services.map(rowOf),
      }),
      section('new', {
        fold: { label: texts.line('agenda.services.add'), isOpen: Object.keys(state.errors).length > 0 },
        forms: [
          {
            action: pathTo('merchant.agendaServices', locale, { listing }),
            fields: [hiddenField(NEW_ID, newId), ...fieldsOf(form, state, resources)],
            submit: texts.line('agenda.services.add'),
            look: '',
          },
        ],
      }),
    ],
    back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
  };
}

/** One service, to be changed or taken out of the agenda. Pure. */
export function presentAgendaService(
  scope: PageScope,
  {
    listing,
    service,
    resources,
    form: state,
  }: {
    readonly listing: number;
    readonly service: AgendaService;
    readonly resources: readonly AgendaResource[];
    readonly form: FormState;
  },
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const form = new FormWriter(agendaServiceForm, state, texts, locale);
  const action = pathTo('merchant.agendaService', locale, { listing, service: service.id });
  return {
    ...form.summary(),
    sections: [
      section('service', {
        forms: [
          { action, fields: fieldsOf(form, state, resources), submit: texts.line('agenda.save'), look: '' },
        ],
      }),
      archiveSection(scope, action, 'agenda.services'),
    ],
    back: {
      href: pathTo('merchant.agendaServices', locale, { listing }),
      label: texts.line('agenda.services.heading'),
    },
  };
}
