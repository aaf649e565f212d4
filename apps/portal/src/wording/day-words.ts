import { isoOfDay, wallTime } from '@halles/domain/hours';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';

/** « 25 novembre 2026 », by the calendar of the territory. Pure. */
export const dayOf = (at: Date, { settings, locale }: Pick<PageScope, 'settings' | 'locale'>): string =>
  formatDay(isoOfDay(wallTime(settings.timeZone, at.getTime()).day), locale);
