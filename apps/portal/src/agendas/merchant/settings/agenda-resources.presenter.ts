import { pathTo } from '@halles/contracts';
import type { AgendaResource } from '@halles/domain/agendas';
import { type FormState, FormWriter } from '@halles/platform/forms';
import { hiddenField, type RowView, section, type SettingsSectionsBody } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { agendaResourceForm } from './agenda-item.form';
import { type AgendaItemChange, archiveSection, NEW_ID, upForm } from './agenda-items';
import { resourceHoursText } from './resource-hours';

interface ResourcesState {
  readonly listing: number;
  readonly resources: readonly AgendaResource[];
  /** Of what the form adds. */
  readonly form: FormState;
  readonly newId: string;
  readonly done: AgendaItemChange | null;
}

/** "Personne · ma-sa 09:00-12:00". Pure. */
const resourceWords = ({ kind, capacity, hours, isActive }: AgendaResource, { texts }: PageScope): string =>
  [
    texts.line(`agenda.resources.options.kind.${kind}`),
    capacity === 1 ? null : texts.line('agenda.resources.atOnce', { count: capacity }),
    hours === null ? null : resourceHoursText(hours),
    isActive ? null : texts.line('agenda.resources.inactive'),
  ]
    .filter((part) => part !== null)
    .join(' · ');

/** Who and what bookings take, with a form that adds to them. Pure. */
export function presentAgendaResources(
  scope: PageScope,
  { listing, resources, form: state, newId, done }: ResourcesState,
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const form = new FormWriter(agendaResourceForm, state, texts, locale);
  const rowOf = (resource: AgendaResource, index: number): RowView => {
    const href = pathTo('merchant.agendaResource', locale, { listing, resource: resource.id });
    return {
      title: resource.name,
      href,
      detail: resourceWords(resource, scope),
      forms: index === 0 ? [] : [upForm(scope, href, resource.name)],
    };
  };
  return {
    ...form.summary(),
    ...(done === null ? {} : { notice: texts.line(`agenda.resources.done.${done}`) }),
    sections: [
      section('resources', {
        paragraphs: [texts.line(resources.length === 0 ? 'agenda.resources.none' : 'agenda.resources.lead')],
        rows: resources.map(rowOf),
      }),
      section('new', {
        fold: { label: texts.line('agenda.resources.add'), isOpen: Object.keys(state.errors).length > 0 },
        forms: [
          {
            action: pathTo('merchant.agendaResources', locale, { listing }),
            fields: [hiddenField(NEW_ID, newId), ...form.fields()],
            submit: texts.line('agenda.resources.add'),
            look: '',
          },
        ],
      }),
    ],
    back: { href: pathTo('merchant.agenda', locale, { listing }), label: texts.line('agenda.toAgenda') },
  };
}

/** One of them, to be changed or taken out of the agenda. Pure. */
export function presentAgendaResource(
  scope: PageScope,
  {
    listing,
    resource,
    form: state,
  }: {
    readonly listing: number;
    readonly resource: AgendaResource;
    readonly form: FormState;
  },
): SettingsSectionsBody {
  const { texts, locale } = scope;
  const form = new FormWriter(agendaResourceForm, state, texts, locale);
  const action = pathTo('merchant.agendaResource', locale, { listing, resource: resource.id });
  return {
    ...form.summary(),
    sections: [
      section('resource', {
        forms: [{ action, fields: form.fields(), submit: texts.line('agenda.save'), look: '' }],
      }),
      archiveSection(scope, action, 'agenda.resources'),
    ],
    back: {
      href: pathTo('merchant.agendaResources', locale, { listing }),
      label: texts.line('agenda.resources.heading'),
    },
  };
}
