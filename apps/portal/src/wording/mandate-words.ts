import { type MandateGroup, pageGroupNames } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';

/** What a mandate leaves to the town, in one line. @param scope null: the whole page. Pure. */
export const scopeWords = (
  scope: readonly MandateGroup[] | null,
  { texts }: Pick<PageScope, 'texts'>,
): string => (scope ?? pageGroupNames).map((group) => texts.line(`mandate.groups.${group}`)).join(' · ');
