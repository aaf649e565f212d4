import { defineError } from '@halles/kernel';

export const SearchCursorRefused = defineError('search-cursor-refused', {
  kind: 'invalid',
  title: { fr: 'Page de résultats inconnue', en: 'Unknown page of results' },
  detail: () => ({
    fr: 'La suite de ces résultats ne peut pas être retrouvée. Relancez la recherche depuis le début.',
    en: 'The continuation of these results cannot be found. Start the search again.',
  }),
});
