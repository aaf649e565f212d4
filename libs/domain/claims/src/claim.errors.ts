import { defineError, pluralForm } from '@halles/kernel';

export const ClaimNotFound = defineError('claim-not-found', {
  kind: 'not-found',
  title: { fr: 'Demande introuvable', en: 'Claim not found' },
  detail: () => ({
    fr: 'Cette demande n’existe pas, ou elle n’est pas la vôtre.',
    en: 'This claim does not exist, or it is not yours.',
  }),
});

export const ClaimStateRefused = defineError('claim-state-refused', {
  kind: 'conflict',
  title: { fr: 'La demande a changé', en: 'The claim has changed' },
  detail: () => ({
    fr: 'Cette demande a changé entre-temps et ne permet plus cette action. Rechargez la page pour voir où elle en est.',
    en: 'This claim has changed meanwhile and does not allow this any more. Reload the page to see how it stands.',
  }),
});

export const ClaimAlreadyOwner = defineError('claim-already-owner', {
  kind: 'conflict',
  title: { fr: 'Ce commerce est déjà le vôtre', en: 'This business is yours already' },
  detail: () => ({
    fr: 'Vous tenez déjà la page de ce commerce : elle est dans votre espace commerçants.',
    en: 'You already keep the page of this business: it is in your merchant space.',
  }),
});

export const ClaimantUnproven = defineError('claimant-unproven', {
  kind: 'conflict',
  title: { fr: 'Adresse non confirmée', en: 'Address not confirmed' },
  detail: () => ({
    fr: 'Cette personne n’a pas encore confirmé l’adresse électronique de son compte : elle ne peut pas recevoir la page. Demandez-lui de suivre le lien de confirmation, puis décidez.',
    en: 'This person has not confirmed the email address of their account yet: they cannot be given the page. Ask them to follow the confirmation link, then decide.',
  }),
});

export const ClaimsTooMany = defineError('claims-too-many', {
  kind: 'conflict',
  title: { fr: 'Trop de demandes en cours', en: 'Too many claims under way' },
  detail: () => ({
    fr: 'Vous avez vingt demandes en cours. Terminez ou retirez-en une avant d’en faire une autre.',
    en: 'You have twenty claims under way. Finish or withdraw one before you make another.',
  }),
});

export const ClaimCodeRefused = defineError<{ readonly triesLeft: number }>('claim-code-refused', {
  kind: 'invalid',
  title: { fr: 'Ce n’est pas le code', en: 'That is not the code' },
  detail: ({ triesLeft }) =>
    triesLeft === 0
      ? {
          fr: 'Ce n’est pas le code, et c’était le dernier essai. Demandez un nouveau code.',
          en: 'That is not the code, and it was the last try. Ask for a new code.',
        }
      : {
          fr: `Ce n’est pas le code. Vérifiez-le : il reste ${triesLeft} ${{ one: 'essai', other: 'essais' }[pluralForm(triesLeft, 'fr')]}.`,
          en: `That is not the code. Check it: ${triesLeft} ${{ one: 'try', other: 'tries' }[pluralForm(triesLeft, 'en')]} left.`,
        },
});

export const ClaimCodeOver = defineError('claim-code-over', {
  kind: 'gone',
  title: { fr: 'Ce code ne vaut plus', en: 'This code is no longer valid' },
  detail: () => ({
    fr: 'Aucun code n’est valable en ce moment : il a expiré, ou trop d’essais ont été faits. Demandez un nouveau code.',
    en: 'No code is valid at the moment: it has expired, or there were too many tries. Ask for a new code.',
  }),
});

export const ClaimCodesTooMany = defineError<{ readonly retryAfterSeconds: number }>('claim-codes-too-many', {
  kind: 'rate-limited',
  title: { fr: 'Trop de codes demandés', en: 'Too many codes asked for' },
  detail: () => ({
    fr: 'Plusieurs codes sont déjà partis vers ce commerce. Attendez, ou choisissez une autre preuve.',
    en: 'Several codes were sent to this business already. Wait, or choose another proof.',
  }),
});

export const ClaimProofUnavailable = defineError('claim-proof-unavailable', {
  kind: 'invalid',
  title: { fr: 'Cette preuve n’est pas possible', en: 'This proof is not possible' },
  detail: () => ({
    fr: 'Cette preuve n’est pas possible pour ce commerce. Choisissez-en une autre dans la liste.',
    en: 'This proof is not possible for this business. Choose another one of the list.',
  }),
});

export const ClaimDocumentNotFound = defineError('claim-document-not-found', {
  kind: 'not-found',
  title: { fr: 'Document introuvable', en: 'Document not found' },
  detail: () => ({
    fr: 'Ce document n’existe pas, ou il a été supprimé après la décision.',
    en: 'This document does not exist, or it was deleted after the decision.',
  }),
});

export const TransferNotFound = defineError('transfer-not-found', {
  kind: 'not-found',
  title: { fr: 'Proposition introuvable', en: 'Offer not found' },
  detail: () => ({
    fr: 'Cette proposition n’existe pas, ou elle n’est pas adressée à votre compte. Connectez-vous avec l’adresse qui a reçu le message.',
    en: 'This offer does not exist, or it is not made to your account. Sign in with the address that got the message.',
  }),
});

export const TransferOver = defineError('transfer-over', {
  kind: 'gone',
  title: { fr: 'Cette proposition ne vaut plus', en: 'This offer is no longer valid' },
  detail: () => ({
    fr: 'Cette proposition a expiré, a été annulée ou a déjà reçu une réponse. Demandez-en une nouvelle.',
    en: 'This offer has expired, was cancelled or was answered already. Ask for a new one.',
  }),
});

export const TransferToSelf = defineError('transfer-to-self', {
  kind: 'invalid',
  title: { fr: 'C’est votre propre compte', en: 'That is your own account' },
  detail: () => ({
    fr: 'Cette adresse est celle de votre compte. Donnez celle de la personne qui reprend le commerce.',
    en: 'This address is the one of your account. Give the one of the person who takes the business over.',
  }),
});

export const AdditionNotFound = defineError('addition-not-found', {
  kind: 'not-found',
  title: { fr: 'Demande d’ajout introuvable', en: 'Addition not found' },
  detail: () => ({
    fr: 'Cette demande d’ajout n’existe pas, ou elle n’est pas la vôtre.',
    en: 'This request to be added does not exist, or it is not yours.',
  }),
});

export const AdditionDecided = defineError('addition-decided', {
  kind: 'conflict',
  title: { fr: 'Demande d’ajout déjà traitée', en: 'Addition decided already' },
  detail: () => ({
    fr: 'Cette demande d’ajout a déjà reçu une réponse ou a été retirée.',
    en: 'This request to be added was answered or withdrawn already.',
  }),
});

export const AdditionAlreadyRequested = defineError('addition-asked-already', {
  kind: 'conflict',
  title: { fr: 'Demande d’ajout déjà envoyée', en: 'Addition asked for already' },
  detail: () => ({
    fr: 'Vous avez déjà demandé l’ajout de ce commerce : la réponse arrivera par courriel.',
    en: 'You have asked for this business to be added already: the answer will come by email.',
  }),
});

export const AdditionListed = defineError('addition-listed', {
  kind: 'conflict',
  title: { fr: 'Commerce déjà dans l’annuaire', en: 'Business in the directory already' },
  detail: () => ({
    fr: 'Un commerce de l’annuaire porte déjà ce numéro SIRET. Revendiquez-le au lieu de l’ajouter.',
    en: 'A business of the directory has this SIRET already. Claim it instead of adding it.',
  }),
});

export const NoLetterToPrint = defineError('no-letter-to-print', {
  kind: 'conflict',
  title: { fr: 'Aucune lettre à imprimer', en: 'No letter to print' },
  detail: () => ({
    fr: 'Ces commerces ont déjà reçu une lettre depuis moins de six mois, tiennent leur page ou le demandent, ou n’ont pas d’adresse postale connue.',
    en: 'These businesses were written to within six months, keep their page or ask to, or have no known postal address.',
  }),
});
