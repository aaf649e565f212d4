import { defineError } from '@halles/kernel';

export const PairNotFound = defineError('pair-not-found', {
  kind: 'not-found',
  title: { fr: 'Doublon introuvable', en: 'Duplicate not found' },
  detail: () => ({
    fr: 'Aucun doublon possible de ce territoire ne porte ce numéro, ou il est déjà tranché.',
    en: 'No possible duplicate of this territory has this number, or it is decided already.',
  }),
});

export const BothListingsOwned = defineError('both-listings-kept', {
  kind: 'conflict',
  title: { fr: 'Les deux fiches sont tenues', en: 'Both listings are kept' },
  detail: () => ({
    fr: 'Chacune des deux fiches est tenue par un compte. Réunissez-les quand l’une aura été rendue par la personne qui la tient.',
    en: 'An account keeps each of the two listings. Merge them once the person who keeps one has given it back.',
  }),
});

export const TownServiceMerged = defineError('town-service-merged', {
  kind: 'conflict',
  title: {
    fr: 'Un service de la collectivité ne se réunit pas',
    en: 'A service of the local authority is not merged',
  },
  detail: () => ({
    fr: 'L’une des deux fiches est un service de la collectivité, que ses agents tiennent. Dites que les deux sont distinctes, ou fermez le service depuis sa page.',
    en: 'One of the two listings is a service of the local authority, which its agents keep. Say that the two are distinct, or close the service on its page.',
  }),
});

export const MergedFurther = defineError('merged-further', {
  kind: 'conflict',
  title: { fr: 'La fiche a été réunie à une autre depuis', en: 'The listing was merged further since' },
  detail: () => ({
    fr: 'La fiche qui était restée a été réunie à une autre depuis. Séparez d’abord ces deux-là.',
    en: 'The listing that stayed was merged into another one since. Take those two apart first.',
  }),
});

export const NothingToSeparate = defineError('nothing-to-separate', {
  kind: 'conflict',
  title: { fr: 'Plus rien ne parle de l’autre fiche', en: 'Nothing tells of the other listing any more' },
  detail: () => ({
    fr: 'Aucune source ne parle plus de la fiche qui a été réunie à l’autre\u00a0: il n’y a rien à remettre à part.',
    en: 'No source tells of the listing that was merged any more: there is nothing to set apart.',
  }),
});

export const KeptByPassedClaim = defineError('kept-by-passed-claim', {
  kind: 'conflict',
  title: { fr: 'Quelqu’un tient la page depuis', en: 'Somebody keeps the page since' },
  detail: () => ({
    fr: 'Une demande sur la page qui a disparu est passée à celle qui reste, et a été acceptée depuis\u00a0: cette personne tient la page qui reste, et un mail le lui a dit. Reprenez d’abord cette décision, ou attendez que la page soit rendue.',
    en: 'A claim on the page that went was passed on to the one that stays, and was accepted since: that person keeps the page that stays, and a mail told them so. Take that decision back first, or wait until the page is given back.',
  }),
});
