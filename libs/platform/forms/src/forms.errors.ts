import { defineError } from '@halles/kernel';
import { waitWords } from '@halles/platform/http';

export const ProofMissing = defineError<{ retryAfterSeconds: number }>('proof-missing', {
  kind: 'rate-limited',
  title: { fr: 'Trop d’envois sans JavaScript', en: 'Too many forms sent without JavaScript' },
  detail: ({ retryAfterSeconds }) => ({
    fr: `Sans JavaScript, seuls quelques formulaires par heure peuvent être envoyés depuis un même réseau, pour écarter les robots. Vous pouvez envoyer celui-ci à nouveau ${waitWords(retryAfterSeconds, 'fr')}, ou tout de suite en activant JavaScript.`,
    en: `Without JavaScript, only a few forms an hour can be sent from one network, to keep robots away. You can send this one again ${waitWords(retryAfterSeconds, 'en')}, or at once with JavaScript switched on.`,
  }),
});
