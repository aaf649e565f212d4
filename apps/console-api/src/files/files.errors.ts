import { defineError } from '@halles/kernel';

export const ConsoleNotBuilt = defineError('console-not-built', {
  kind: 'unavailable',
  title: { fr: 'Console non construite', en: 'Console not built' },
  detail: () => ({
    fr: 'L’interface de la console manque à cette installation : lancez « npm run build », puis redémarrez.',
    en: 'The console’s interface is missing from this installation: run "npm run build", then restart.',
  }),
});
