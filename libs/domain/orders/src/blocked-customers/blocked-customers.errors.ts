import { defineError, phoneWords } from '@halles/kernel';

/** Accuses nobody, and says nothing of why: whoever reads it may have typed somebody else's address. */
export const OrderRefusedOnline = defineError<{ phone: string | null }>('order-refused-online', {
  kind: 'conflict',
  title: { fr: 'Commande à passer autrement', en: 'Order to be placed otherwise' },
  detail: ({ phone }) => ({
    fr:
      phone === null
        ? 'Ce commerce ne peut pas prendre votre commande en ligne. Rien n’a été commandé\u202f; passez le voir.'
        : `Ce commerce ne peut pas prendre votre commande en ligne. Rien n’a été commandé\u202f; appelez-le au ${phoneWords(phone)}.`,
    en:
      phone === null
        ? 'This shop cannot take your order online. Nothing was ordered; go and see it.'
        : `This shop cannot take your order online. Nothing was ordered; call it on ${phoneWords(phone)}.`,
  }),
});
