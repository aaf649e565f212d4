import { type PluralForm, withPreposition, withPrepositionOfPerson } from '@halles/kernel';

/** French: signing in with a code, accounts, and the team of a territory. */
export const frTeam = {
  nav: {
    label: 'Menu',
    territory: 'Territoire',
    choose: 'Choisir un territoire',
    waiting: 'en attente',
    more: 'Plus',
    places: 'Adresses à vérifier',
  },
  code: {
    title: 'Code à usage unique',
    lead: 'Ouvrez votre application d’authentification et recopiez son code.',
    field: 'Code',
    hint: 'Six chiffres. Si l’application n’est plus là, un code de secours convient.',
    tooShort: 'Le code a six chiffres.',
    submit: 'Continuer',
    submitting: 'Vérification…',
  },
  secondFactor: {
    title: 'Double authentification',
    lead: 'Un code de votre téléphone, en plus du mot de passe\u00a0: qui le devine n’entre pas pour autant.',
    forcedLead: 'Un opérateur se connecte avec un code en plus du mot de passe. Deux minutes suffisent.',
    inPlaceLead: 'Elle est en place. Pour changer de téléphone, retirez-la avec un code, puis recommencez.',
    doneLead: 'C’est en place. Gardez ces codes de secours ailleurs que dans le téléphone.',
    begin: 'Mettre en place',
    cancel: 'Revenir sans changer',
    stepApp: 'Installez une application d’authentification (FreeOTP, Aegis, 2FAS, ou celle de votre choix).',
    stepScan: 'Visez ce dessin avec elle.',
    stepCode: 'Recopiez le code qu’elle affiche.',
    qrLabel: 'Code QR pour l’application d’authentification',
    byHand: 'Sans appareil photo\u00a0: saisir la clé',
    confirm: 'Confirmer',
    remove: 'Retirer',
    recoveryTitle: 'Codes de secours',
    recoveryAdvice:
      'Chacun sert une fois, à la place du code du téléphone. Ils ne seront plus jamais affichés\u00a0: imprimez-les ou notez-les.',
    codesStored: 'Je les ai notés',
  },
  digest: {
    wanted: 'Recevoir ce qui attend',
    lead: 'Les matins des jours ouvrés, seulement si quelque chose attend une réponse : combien de dossiers, et depuis quand.',
    on: 'Vous le recevrez.',
    off: 'Vous ne le recevrez plus.',
  },
  proConnect: {
    title: 'ProConnect',
    otherWay: 'Avec ProConnect',
    lead: 'L’identité professionnelle que l’État reconnaît. Reliez-la d’abord à votre compte, une fois connecté\u00a0: page Sécurité.',
    signIn: 'S’identifier avec',
    about: 'Qu’est-ce que ProConnect\u00a0?',
    linkLead:
      'Reliez votre identité ProConnect pour vous connecter avec elle. Le code de votre téléphone reste demandé si vous en avez un.',
    password: 'Votre mot de passe',
    link: 'Relier ProConnect',
    linking: 'Vers ProConnect…',
    linkedSince: (day: string): string =>
      `Votre identité ProConnect est reliée à ce compte depuis le ${day}.`,
    company: (siren: string): string =>
      `Organisme\u00a0: SIREN ${siren}. Si vous en changez, il faudra relier ProConnect de nouveau.`,
    unlink: 'Ne plus relier ProConnect',
    unlinking: 'Retrait…',
    linked: 'ProConnect est relié',
    linkedDetail: 'La prochaine fois, vous pourrez vous connecter avec lui.',
    unlinked: 'ProConnect n’est plus relié',
    unlinkedDetail: 'Votre mot de passe reste. Vos autres sessions ont pris fin.',
    refusals: {
      'identity-refused': {
        title: 'ProConnect n’a pas abouti',
        detail: 'Sa réponse ne correspond pas à votre demande, ou vous l’avez interrompue. Recommencez.',
      },
      'identity-provider-away': {
        title: 'ProConnect ne répond pas',
        detail: 'Connectez-vous avec votre mot de passe, ou réessayez un peu plus tard.',
      },
      'unknown-identity': {
        title: 'Aucun compte n’est relié à cette identité',
        detail:
          'Connectez-vous une fois avec votre mot de passe et reliez ProConnect, page Sécurité. Sans compte, demandez une invitation à la personne qui tient l’équipe.',
      },
      'identity-of-other-company': {
        title: 'ProConnect vous rattache à un autre organisme',
        detail:
          'Votre compte a été relié pour un autre SIREN. Connectez-vous avec votre mot de passe, puis reliez ProConnect de nouveau si votre rôle est toujours le vôtre.',
      },
      'identity-of-another': {
        title: 'Identité déjà reliée',
        detail: 'Cette identité ProConnect est reliée à un autre compte de la console.',
      },
    },
  },
  invitation: {
    title: 'Invitation',
    as: {
      agent: (title: string): string =>
        `Vous êtes invité dans l’équipe ${withPreposition('de', title)}, comme agent.`,
      manager: (title: string): string =>
        `Vous êtes invité dans l’équipe ${withPreposition('de', title)}, comme responsable.`,
    },
    by: (person: string): string => `Invitation ${withPrepositionOfPerson('de', person)}.`,
    known: (email: string): string =>
      `${email} a déjà un compte de la console\u00a0: ce rôle s’y ajoute, le mot de passe reste le même.`,
    name: 'Votre nom',
    passwordHint: '12 caractères au moins. Une phrase de quelques mots convient.',
    submit: 'Créer mon compte',
    join: 'Accepter',
    submitting: 'Enregistrement…',
  },
  noRole: {
    archivedTitle: (form: PluralForm): string =>
      form === 'one' ? 'Territoire archivé' : 'Territoires archivés',
    archived: (name: string, since: string | null): string =>
      `${name}\u00a0: ce portail est archivé${since === null ? '' : ` depuis le ${since}`}. Rien n’en est plus publié et rien ne s’y change plus\u202f; ce qu’il contient est gardé, avec votre rôle, pour le cas où il rouvrirait.`,
    back: 'Aller à votre travail',
    title: 'Aucun rôle pour ce compte',
    detail:
      'Vos rôles vous ont été retirés, ou aucun n’a été donné. La personne qui tient l’équipe peut y remédier.',
  },
  accounts: {
    lead: 'Qui se connecte à la console, et ce que chacun peut faire.',
    roles: 'Rôles',
    noRole: 'aucun',
    commandLine:
      'Les opérateurs se créent et se retirent par la ligne de commande, qui rend aussi l’accès à qui a perdu son téléphone\u00a0: halles operator.',
  },
  team: {
    lead: 'Les personnes qui tiennent l’annuaire de ce territoire.',
    person: 'Personne',
    role: 'Rôle',
    roles: { operator: 'opérateur', manager: 'responsable', agent: 'agent' },
    secondFactor: 'Double authentification',
    inPlace: 'en place',
    notYet: 'pas encore',
    lastSignIn: 'Dernière connexion',
    never: 'jamais',
    actions: 'Actions',
    yourself: 'c’est vous',
    make: { manager: 'Nommer responsable', agent: 'Nommer agent' },
    makeLabel: (name: string, role: string): string => `Nommer ${name} ${role}`,
    withdraw: 'Retirer',
    withdrawLabel: (name: string): string => `Retirer ${name} de l’équipe`,
    nobody: 'Personne pour l’instant\u00a0: invitez un premier responsable.',
    invitations: 'Invitations en cours',
    noInvitation: 'Aucune invitation n’attend de réponse.',
    waits: (day: string): string => `attend une réponse jusqu’au ${day}`,
    expired: (day: string): string => `expirée le ${day}`,
    resend: 'Renvoyer',
    resendLabel: (email: string): string => `Renvoyer l’invitation à ${email}`,
    revoke: 'Annuler',
    revokeLabel: (email: string): string => `Annuler l’invitation envoyée à ${email}`,
    invite: 'Inviter quelqu’un',
    name: 'Nom',
    sendInvitation: 'Envoyer l’invitation',
    inviting: 'Envoi…',
    invited: (email: string): string => `Invitation envoyée à ${email}.`,
    revoked: (email: string): string => `L’invitation envoyée à ${email} est annulée.`,
    changed: (name: string, role: string): string => `${name} est désormais ${role}.`,
    withdrawn: (name: string): string => `${name} ne fait plus partie de l’équipe.`,
  },
};
