import type { AgendaResource } from '@halles/domain/agendas';
import type { PageScope } from '../../../rendering/page-scope';
import { resourceHoursText } from './resource-hours';

/** "Personne · ma-sa 09:00-12:00", in its parts. Pure. */
export const resourceWords = (
  { kind, capacity, hours, isActive }: AgendaResource,
  { texts }: PageScope,
): (string | null)[] => [
  texts.line(`agenda.resources.options.kind.${kind}`),
  capacity === 1 ? null : texts.line('agenda.resources.atOnce', { count: capacity }),
  hours === null ? null : resourceHoursText(hours),
  isActive ? null : texts.line('agenda.resources.inactive'),
];
