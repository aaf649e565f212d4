import { defineError } from '@halles/kernel';

export const TooManyStreams = defineError('too-many-streams', {
  kind: 'rate-limited',
  title: { fr: 'Trop de pages ouvertes', en: 'Too many open pages' },
  detail: () => ({
    fr: 'Trop de pages suivent ce qui se passe en direct. Fermez-en, ou rechargez celle-ci de temps en temps.',
    en: 'Too many pages follow live what happens. Close some, or reload this one from time to time.',
  }),
  retryAfter: 60,
});
