import type { PluralForm } from '@halles/kernel';

/** French: reports, and corrections by link. */
export const frReports = {
  reports: {
    lead: 'Ce que les lecteurs disent d’inexact dans l’annuaire, et ce que des commerces disent de leur page par un lien, quand il reste un doute.',
    byState: 'Par état',
    states: { new: 'À traiter', accepted: 'Acceptés', refused: 'Refusés' },
    /** Of one. */
    answers: { new: 'À traiter', accepted: 'Accepté', refused: 'Refusé' },
    kinds: {
      closed: 'fermé définitivement',
      open: 'ouvert',
      moved: 'a déménagé',
      'wrong-hours': 'horaires inexacts',
      'not-here': 'pas à cette adresse',
      duplicate: 'présent deux fois',
      post: 'une actualité pose problème',
      other: 'autre chose',
    },
    none: 'Aucun signalement.',
    withMerchant: 'chez le commerçant',
    yours: 'à vous de voir',
    report: 'Le signalement',
    confirmed: 'Confirmé par son auteur depuis son courriel',
    reportedPlace: 'Nouvelle adresse indiquée',
    reportedPin: 'Point',
    pinPlaced: 'placé par la personne',
    pinOfAddress: 'non placé\u00a0: celui de l’adresse',
    noOldPoint: 'Pas de plan\u00a0: la page n’a pas de point exact aujourd’hui.',
    noNewPoint:
      'Pas de plan\u00a0: l’annuaire ne connaît aucune porte dans cette rue, et la personne n’a pas placé de point. Si vous l’acceptez telle quelle, la page indiquera l’adresse et la carte montrera le milieu de la commune.',
    ownerFirst: (day: string): string =>
      `Quelqu’un tient cette page et peut répondre jusqu’au ${day}. Ensuite, la décision vous revient. D’ici là, vous pouvez écarter un signalement manifestement faux.`,
    ownerAgrees: (day: string): string => `Qui tient cette page dit que c’est exact, le ${day}.`,
    decideLead:
      'Accepter, c’est corriger la page\u00a0: elle dira aussitôt ce qui suit, au nom de la collectivité. La personne qui a signalé l’erreur reçoit une réponse si elle a confirmé son adresse.',
    duplicateLead:
      'Retrouvez l’autre page de ce commerce\u00a0: les deux n’en feront plus qu’une. Celle que quelqu’un tient reste\u00a0; cela peut s’annuler.',
    postLead:
      'Masquée, l’actualité ne se lit plus sur la page, sur le portail ni dans les données ouvertes. Le commerce en reçoit la raison par message.',
    postReasonHint:
      'Nécessaire pour masquer ou refuser. Le commerce le lit\u00a0; la personne qui a signalé ne le lit pas.',
    postMissing: 'Choisissez l’actualité à masquer.',
    postReasonNeeded: 'Écrivez pourquoi, en 1\u00a0000 caractères au plus\u00a0: le commerce le lit.',
    hidePost: 'Masquer l’actualité',
    postHidden: 'Signalement accepté\u00a0: l’actualité est masquée, et le commerce en reçoit la raison.',
    otherPage: 'L’autre page\u00a0: nom, SIRET ou numéro',
    otherLegend: 'Le même commerce',
    otherMissing: 'Choisissez l’autre page de ce commerce.',
    acceptMerge: 'Accepter et réunir les deux pages',
    openListing: 'Ouvrir la fiche',
    reasonHint:
      'Nécessaire pour refuser, facultatif sinon. La personne qui a signalé ne le lit pas, le commerce qui tient la page le lit.',
    accept: 'Accepter et corriger la page',
    acceptUnchanged: 'Accepter sans rien changer',
    nothingCorrected:
      'Rien ne change encore sur la page\u00a0: corrigez une information, ou acceptez sans rien changer.',
    refuse: 'Refuser',
    accepted: 'Signalement accepté.',
    corrected: 'Signalement accepté, la page est corrigée.',
    merged: 'Signalement accepté, les deux pages n’en font plus qu’une.',
    refused: 'Signalement refusé.',
    changed: (things: string): string => `Corrigé avec la décision\u00a0: ${things}.`,
    unchanged: 'Rien n’a été changé sur la page avec la décision.',
    changedByOwner: (things: string): string =>
      `Changé par le commerce entre le signalement et sa réponse\u00a0: ${things}.`,
    unchangedByOwner:
      'Entre le signalement et sa réponse, le commerce n’a changé ni ouverture ou fermeture, ni nom, ni téléphone, ni horaires, ni adresse.',
    things: {
      state: 'ouverture ou fermeture',
      hidden: 'page masquée',
      name: 'nom',
      phone: 'téléphone',
      hours: 'horaires',
      address: 'adresse',
      merged: 'deux pages réunies',
      post: 'actualité masquée',
    },
    reopen: 'Annuler la décision',
    likes: (count: number): string =>
      count === 1
        ? 'Un autre signalement dit la même chose\u00a0: il reçoit la même réponse.'
        : `${count} autres signalements disent la même chose\u00a0: ils reçoivent la même réponse.`,
    changedSince: (by: string): string =>
      `Cette décision ne s’annule plus\u00a0: les mêmes informations ont changé depuis${by === '' ? '' : ` (${by})`}. Corrigez la page directement.`,
    reopenChanged: 'Annuler la décision et ce qu’elle a changé',
    reopened: 'La décision est annulée\u00a0: le signalement est de nouveau à traiter.',
    reopenedHeld:
      'La décision est annulée\u00a0: le signalement est de nouveau à traiter. L’actualité reste masquée, un autre signalement accepté porte sur elle.',
  },
  /** What making one page of two does. */
  merge: {
    foreseen: 'Ce qui changera',
    done: 'Ce qui a changé',
    stays: 'La page qui reste',
    goes: 'La page qui disparaît',
    number: (id: number): string => `fiche n°\u00a0${id}`,
    because: {
      kept: 'Quelqu’un la tient.',
      registered: 'Le registre la connaît.',
      older: 'C’est la plus ancienne des deux.',
    },
    mergedFurther: 'Elle a été réunie à une autre depuis.',
    leads: 'Son adresse mène à la page qui reste.',
    willLead: 'Son adresse mènera à la page qui reste.',
    facts: 'Ce que la page qui reste dit autrement',
    sameFacts: 'Rien\u00a0: elle garde ce qu’elle dit.',
    unknownFacts: 'Ce n’est pas noté.',
    before: (words: string): string => `Avant\u00a0: ${words}`,
    after: (words: string): string => `Après\u00a0: ${words}`,
    carried: 'Ce qui passe à la page qui reste',
    left: 'Ce qui reste à l’ancien numéro',
    none: 'Rien.',
    leftLead:
      'Le public ne le trouve pas sur la page qui reste\u00a0; cela revient avec l’ancienne page si les deux sont séparées. Qui a commandé garde le lien de sa commande.',
    counts: {
      photos: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'photo visible' : 'photos visibles'}`,
      posts: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'actualité visible' : 'actualités visibles'}`,
      mandates: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'mandat' : 'mandats'}`,
      claims: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'demande de page en cours' : 'demandes de page en cours'}`,
      disputes: (n: string): string => `dont ${n} en litige`,
      refused: (n: string, form: PluralForm): string =>
        form === 'one'
          ? `${n} demande de page, refusée depuis\u00a0: elle le reste si les deux sont séparées`
          : `${n} demandes de page, refusées depuis\u00a0: elles le restent si les deux sont séparées`,
      reports: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'autre signalement en attente' : 'autres signalements en attente'}`,
      corrections: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'correction en attente' : 'corrections en attente'}`,
      products: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'produit' : 'produits'}`,
      orders: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'commande' : 'commandes'}`,
      openOrders: (n: string): string => `dont ${n} en cours`,
      logos: (n: string): string => `${n} logo`,
    },
    undo: 'Cela s’annule\u00a0: les deux pages sont de nouveau deux, chacune avec ce qui était à elle. Ce qui arrive entre-temps (photos ajoutées, décisions) reste sur la page qui reste.',
    undoClaims:
      'Une fois qu’une demande passée à la page qui reste est acceptée, cela ne s’annule plus tant que cette personne la tient.',
    refusals: {
      'kept-by-passed-claim':
        'Cela ne s’annule pas pour l’instant\u00a0: une demande sur la page qui a disparu est passée à celle qui reste et a été acceptée depuis. Cette personne tient la page qui reste\u00a0: reprenez d’abord la décision sur sa demande, ou attendez qu’elle rende la page.',
      'merged-further':
        'Cela ne s’annule pas pour l’instant\u00a0: la page qui reste a été réunie à une autre depuis. Annulez d’abord cette décision-là.',
      'nothing-to-separate':
        'Cela ne s’annule plus\u00a0: aucune source ne parle plus de la page qui a disparu.',
    },
    notShown: 'Attendez de voir ce qui changera, puis acceptez.',
  },
  /** What the town did with a page, in its history. */
  history: {
    authors: {
      merchant: 'le commerçant',
      town: 'la collectivité',
      link: 'par un lien',
      system: 'automatiquement',
    },
    undoes: (when: string, fields: string): string => `Annule le changement du ${when}\u00a0: ${fields}.`,
    accepted: 'Demandé, et accepté par la collectivité.',
    undone: 'Ce changement a été annulé.',
    actOn: (done: string, title: string): string => `${done}\u00a0: «\u00a0${title}\u00a0»`,
  },
  corrections: {
    one: 'correction',
    onePlace: 'adresse demandée par le commerce',
    fields: { phone: 'téléphone', hours: 'horaires', state: 'ouverture ou fermeture', address: 'adresse' },
    doubts: {
      owned: 'Cette page est tenue par un compte, et le lien n’en demande aucun.',
      policy: 'Le territoire relit toutes les corrections.',
      address: 'L’adresse qui a reçu le lien n’est plus celle du commerce.',
      moved: 'L’emplacement demandé est loin de celui que montre la page.',
      commune: 'L’adresse demandée est dans une autre commune.',
      street: 'La rue demandée n’est pas dans l’annuaire.',
    },
    receivedOn: (day: string, by: string | null): string =>
      by === null ? `Reçue le ${day}.` : `Demandé le ${day} par ${by}, qui tient la page.`,
    far: (metres: string, way: string): string => `À ${metres}\u00a0m de l’emplacement actuel, vers ${way}.`,
    directions: {
      n: 'le nord',
      ne: 'le nord-est',
      e: 'l’est',
      se: 'le sud-est',
      s: 'le sud',
      sw: 'le sud-ouest',
      w: 'l’ouest',
      nw: 'le nord-ouest',
    },
    map: (far: string): string => `Plan du déplacement. ${far}`,
    legend: 'Cercle vide\u00a0: l’emplacement actuel. Cercle plein\u00a0: celui qui est proposé.',
    before: 'Ce que montre la page',
    after: 'Ce qui est proposé',
    accept: 'Accepter\u00a0: la page le montre aussitôt',
    refuse: 'Refuser',
    reasonForMerchant: 'Nécessaire pour refuser. Le commerçant le lit.',
    reasonHint: 'Pour la collectivité seule\u00a0: personne d’autre ne le lit.',
    decided: { accept: 'Correction acceptée.', refuse: 'Correction refusée.' },
    gone: 'Cette correction a déjà sa réponse.',
    answered: {
      accepted: (day: string, by: string | null): string =>
        by === null ? `Acceptée le ${day}.` : `Acceptée le ${day} par ${by}.`,
      refused: (day: string, by: string | null): string =>
        by === null ? `Refusée le ${day}.` : `Refusée le ${day} par ${by}.`,
    },
    acceptedPlace: 'L’adresse acceptée',
    pinMoved:
      'C’est l’adresse qui était demandée\u00a0: son point sur la carte a été déplacé avant de l’accepter.',
    askedPlace: 'L’adresse qui était demandée',
    editPlace: 'Corriger l’adresse avant d’accepter',
    leavePlace: 'Laisser l’adresse comme elle est demandée',
    editedPlace: 'L’adresse que la page montrera',
    editHint:
      'L’adresse demandée est dans ces champs. Si vous acceptez, la page montre ce que vous y changez, au nom de la collectivité, et le commerçant le lit. Avec une autre rue ou une autre commune, le point va à la porte que connaît l’annuaire, sauf si vous le placez vous-même.',
    complement: 'Complément (bâtiment, étage, galerie)',
    acceptedEdited: 'Correction acceptée, à l’adresse que vous avez corrigée.',
    refusedPlace: 'L’adresse refusée',
    reopened: 'La décision est annulée\u00a0: la correction est de nouveau à traiter.',
  },
  pin: {
    heading: 'Sur la carte',
    known: 'L’adresse est connue\u00a0: la page aura ce point.',
    placed: 'La page aura le point que vous avez placé.',
    none: 'Aucune porte de cette rue n’est connue\u00a0: sans point, la page ne sera pas sur la carte.',
    today: 'Le point de la page aujourd’hui.',
    asked: 'Le point est là où il est demandé.',
    backAsked: 'Remettre le point là où il est demandé',
    noneToday: 'La page n’a pas de point\u00a0: elle n’est pas sur la carte.',
    backToday: 'Remettre le point où il est aujourd’hui',
    put: 'Placer le point, depuis le milieu de la commune',
    remove: 'Ôter le point',
    back: 'Remettre le point à l’adresse',
    begun:
      'Le point est au milieu de la commune, et ne compte pas encore\u00a0: déplacez-le jusqu’à la porte.',
    map: 'Plan autour du point\u00a0: touchez-le pour y placer le point',
    legend: 'Le point, les rues et les numéros des commerces voisins.',
    wider: 'Voir plus loin autour',
    nearer: 'Voir de plus près',
    steps: {
      north: (metres: string) => `${metres}\u00a0m vers le nord`,
      south: (metres: string) => `${metres}\u00a0m vers le sud`,
      west: (metres: string) => `${metres}\u00a0m vers l’ouest`,
      east: (metres: string) => `${metres}\u00a0m vers l’est`,
    },
  },
};
