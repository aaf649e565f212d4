import { type AgendaResource, type AgendaService, bandWords, durationWords } from '@halles/domain/agendas';
import { type FieldView, type FormState, FormWriter } from '@halles/platform/forms';
import { section, type SectionView } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { agendaServiceForm } from './agenda-item.form';
import { buttonForm, type ItemSections } from './agenda-item.presenter';

/** What the form of a service shows, with who serves for it by their names and not by their ids. Pure. */
export function namedResources(state: FormState, resources: readonly AgendaResource[]): FormState {
  const error = state.errors.resources;
  if (!error || !('changedTo' in error)) return state;
  const nameOf = (id: string): string => resources.find((one) => one.id === id)?.name ?? '–';
  return { ...state, errors: { ...state.errors, resources: { changedTo: error.changedTo.map(nameOf) } } };
}

/** The fields of a service; the boxes of resources are those of the agenda. Pure. */
export function serviceFields(
  { texts, locale }: PageScope,
  state: FormState,
  resources: readonly AgendaResource[],
): FieldView[] {
  const chosen = new Set(state.values.resources ?? []);
  const form = new FormWriter(agendaServiceForm, state, texts, locale);
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

/** "avec Anne ou Bruno · Cabine 1": one of each kind; null where it takes nobody and nothing. Pure. */
function servedBy(
  { resourceIds }: AgendaService,
  resources: readonly AgendaResource[],
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string | null {
  const serving = resources.filter(({ id }) => resourceIds.includes(id));
  if (serving.length === 0) return null;
  const kinds = [...new Set(serving.map(({ kind }) => kind))];
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const names = kinds.map((kind) =>
    either.format(serving.filter((one) => one.kind === kind).map(({ name }) => name)),
  );
  return texts.line('agenda.services.servedBy', { names: names.join(' + ') });
}

/** "45 minutes · 28 €", in its parts. Pure. */
export const serviceWords = (
  service: AgendaService,
  { texts, locale }: PageScope,
  resources: readonly AgendaResource[],
): (string | null)[] => [
  durationWords(service.duration, locale),
  bandWords(service, locale),
  servedBy(service, resources, { texts, locale }),
  service.access === 'everyone' ? null : texts.line(`agenda.services.access.${service.access}`),
  service.isActive ? null : texts.line('agenda.services.inactive'),
];

/** The link by which a shop invites to a service, where it is for invited customers. Pure. */
export function invitationSections(
  { id, access, invitation }: AgendaService,
  { texts, locale, origin }: PageScope,
  { action, link }: ItemSections,
): SectionView[] {
  if (access !== 'invited') return [];
  const line = (key: string): string => texts.line(`agenda.services.invitation.${key}`);
  return [
    section('invitation', {
      heading: line('heading'),
      paragraphs: [line('text'), line('renewText')],
      codes: [origin + link(locale, id, invitation)],
      forms: [buttonForm(action, 'invite', line('renew'), 'button--quiet')],
    }),
  ];
}
