import { defineError } from '@halles/kernel';

export const DatabaseBusy = defineError('database-busy', {
  kind: 'unavailable',
  title: { fr: 'Service très demandé', en: 'Service very busy' },
  detail: () => ({
    fr: 'Trop de demandes en même temps. Réessayez dans quelques secondes.',
    en: 'Too many requests at once. Try again in a few seconds.',
  }),
  retryAfter: 2,
});

export const DatabaseUnreachable = defineError('database-unreachable', {
  kind: 'unavailable',
  title: { fr: 'Service momentanément indisponible', en: 'Service temporarily unavailable' },
  detail: () => ({
    fr: 'Les données ne sont pas accessibles pour le moment. Réessayez dans un instant.',
    en: 'The data cannot be reached at the moment. Try again shortly.',
  }),
  retryAfter: 5,
});

export const MigratorKeyMissing = defineError('migrator-key-missing', {
  kind: 'invalid',
  title: { fr: 'Clé d’administration manquante', en: 'Administration key missing' },
  detail: () => ({
    fr: 'Indiquez MIGRATOR_KEY : la clé de la ligne de commande, qu’aucun serveur ne doit avoir.',
    en: 'Set MIGRATOR_KEY: the key of the command line, which no server may have.',
  }),
});

/** Something asked for a connection without saying for which tenant: an error of the program, never a default tenant. */
export class NoScopeError extends Error {
  constructor() {
    super('no database scope: a query ran outside UnitOfWork');
    this.name = 'NoScopeError';
  }
}
