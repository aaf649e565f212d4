import type { TenantState } from '@halles/contracts';
import { defineError } from '@halles/kernel';

export const HostTaken = defineError<{ host: string }>('host-taken', {
  kind: 'conflict',
  title: { fr: 'Nom d’hôte déjà pris', en: 'Host name already taken' },
  detail: ({ host }) => ({
    fr: `${host} appartient déjà à un territoire. Choisissez un autre nom, ou retirez-le d’abord de l’autre.`,
    en: `${host} already belongs to a territory. Choose another name, or remove it from the other first.`,
  }),
});

export const TenantExists = defineError<{ slug: string }>('tenant-exists', {
  kind: 'conflict',
  title: { fr: 'Territoire déjà ouvert', en: 'Territory already open' },
  detail: ({ slug }) => ({ fr: `« ${slug} » existe déjà.`, en: `"${slug}" exists already.` }),
});

export const StateRefused = defineError<{ slug: string; from: TenantState; to: TenantState }>(
  'tenant-state-refused',
  {
    kind: 'conflict',
    title: { fr: 'Changement d’état impossible', en: 'Change of state not possible' },
    detail: ({ slug, from, to }) => ({
      fr: `« ${slug} » est à l’état « ${from} » et ne peut pas passer à « ${to} ».`,
      en: `"${slug}" is ${from} and cannot become ${to}.`,
    }),
  },
);

export const UnknownDatabase = defineError<{ database: string; known: string }>('unknown-database', {
  kind: 'invalid',
  title: { fr: 'Base de données inconnue', en: 'Unknown database' },
  detail: ({ database, known }) => ({
    fr: `Aucune base ne s’appelle « ${database} ». Connues : ${known} (variable DATABASES).`,
    en: `No database is called "${database}". Known: ${known} (variable DATABASES).`,
  }),
});

export const ExportDisturbed = defineError<{ name: string }>('export-disturbed', {
  kind: 'conflict',
  title: { fr: 'Fichier modifié pendant l’export', en: 'File changed during the export' },
  detail: ({ name }) => ({
    fr: `« ${name} » a été modifié pendant qu’il était archivé : aucune archive n’a été faite. Relancez la commande.`,
    en: `"${name}" was changed while it was packed: no archive was made. Run the command again.`,
  }),
});
