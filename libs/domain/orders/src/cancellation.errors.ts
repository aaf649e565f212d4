import { defineError } from '@halles/kernel';

/** Its shop may cancel it still: whoever comes too late calls it. */
export const CancellationOver = defineError('cancellation-over', {
  kind: 'conflict',
  title: { fr: 'Trop tard pour annuler', en: 'Too late to cancel' },
  detail: () => ({
    fr: 'Rien n’a été annulé\u00a0: le délai convenu pour annuler vous-même est passé. Appelez le commerce.',
    en: 'Nothing was cancelled: the agreed time to cancel by yourself is over. Call the shop.',
  }),
});
