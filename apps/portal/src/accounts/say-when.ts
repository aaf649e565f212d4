import { momentWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';

/** A day and hour in the words of the territory. Pure. */
export const sayWhen = ({ settings, locale }: PageScope, at: Date): string =>
  momentWords(at, { locale, timeZone: settings.timeZone });
