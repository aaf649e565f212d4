import { defineError } from '@halles/kernel';

/** Neither the code nor a name: the shop says that there is none, and does not just leave it out. */
export const HandOverUnproven = defineError('hand-over-unproven', {
  kind: 'invalid',
  title: { fr: 'Code ou nom à demander', en: 'Code or name to be asked for' },
  detail: () => ({
    fr: 'Rien n’a été remis\u00a0: écrivez le code du client, ou le nom de qui reçoit la commande. Sans l’un ni l’autre, touchez le bouton qui dit «\u00a0sans code\u00a0».',
    en: 'Nothing was handed over: type the code of the customer, or the name of who receives the order. With neither, press the button that says “without a code”.',
  }),
});

/** Who paid online and says that they got nothing is to be answered with a proof. */
export const PrepaidHandOverUnsure = defineError('prepaid-hand-over-unsure', {
  kind: 'invalid',
  title: { fr: 'Payée en ligne\u00a0: à confirmer', en: 'Paid online: to be confirmed' },
  detail: () => ({
    fr: 'Rien n’a été remis\u00a0: cette commande est payée en ligne. Pour la remettre sans code ni nom, cochez que vous savez ce que cela veut dire.',
    en: 'Nothing was handed over: this order is paid online. To hand it over with neither code nor name, tick that you know what that means.',
  }),
});
