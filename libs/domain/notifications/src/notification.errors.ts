import { defineError } from '@halles/kernel';

export const PushServiceUnknown = defineError('push-service-unknown', {
  kind: 'invalid',
  title: { fr: 'Navigateur non pris en charge', en: 'Browser not supported' },
  detail: () => ({
    fr: 'Les alertes de ce navigateur passent par un service que cette installation ne connaît pas. Les courriels continuent.',
    en: 'The alerts of this browser go through a service that this installation does not know. Mails go on.',
  }),
});

export const TooManyBrowsers = defineError('too-many-browsers', {
  kind: 'conflict',
  title: { fr: 'Trop d’appareils', en: 'Too many devices' },
  detail: () => ({
    fr: 'Dix appareils reçoivent déjà vos alertes. Retirez-les, puis réactivez les alertes sur celui-ci.',
    en: 'Ten devices get your alerts already. Remove them, then turn alerts on again on this one.',
  }),
});
