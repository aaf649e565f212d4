import { defineError } from '@halles/kernel';

export const OrderCallOver = defineError('order-call-over', {
  kind: 'conflict',
  title: { fr: 'Plus à rappeler', en: 'No call needed any more' },
  detail: () => ({
    fr: 'Cette commande a reçu une réponse, ou elle est annulée\u00a0: il n’y a plus à appeler.',
    en: 'This order was answered or cancelled: there is nothing to call about any more.',
  }),
});

export const OrderCallNoteChanged = defineError('order-call-note-changed', {
  kind: 'conflict',
  title: { fr: 'Note changée entre-temps', en: 'Note changed meanwhile' },
  detail: () => ({
    fr: 'Un collègue a changé cette note. Lisez la sienne, complétez la vôtre et gardez-la.',
    en: 'A colleague changed this note. Read theirs, complete yours and keep it.',
  }),
});

export const OrderCallTaken = defineError<{ name: string }>('order-call-taken', {
  kind: 'conflict',
  title: { fr: 'Déjà suivie', en: 'Followed already' },
  detail: ({ name }) => ({
    fr: `${name} appelle déjà ce commerce. Rechargez la page pour voir où cela en est.`,
    en: `${name} calls this shop already. Reload the page to see where it stands.`,
  }),
});
