const NBSP = '\u00a0';

const fr = {
  lead: 'Les rendez-vous que la collectivité prend et tient, pour ses services et pour les commerces qui l’ont demandé.',
  services: 'Services de la collectivité',
  servicesLead:
    'État civil, permanence, maison France services… Ils ont leur page et leur agenda sur le portail. Ce ne sont pas des commerces.',
  noServices: 'Aucun service n’est encore ajouté.',
  book: 'Prendre un rendez-vous',
  agenda: 'Ouvrir l’agenda',
  edit: 'Modifier la page',
  hours: 'Indiquer les horaires',
  closed: 'fermé définitivement',
  notOpen: 'ne prend pas encore de rendez-vous en ligne',
  pending: (n: string): string => `${n} à confirmer`,
  today: (n: string): string => `${n} aujourd’hui`,
  cut: 'Seuls les premiers sont affichés.',
  shops: 'Commerces avec un mandat',
  shopsLead:
    'Leur mandat confie les rendez-vous à la collectivité. Vous prenez un rendez-vous aux heures qu’ils proposent en ligne.',
  noShops: 'Aucun mandat ne nomme les rendez-vous.',
  noShop: 'Aucun commerce de ce nom.',
  find: 'Chercher un commerce',
  notices: {
    to: (address: string): string => `Rendez-vous annoncés par courriel à ${address}`,
    none: 'Aucun courriel n’annonce les rendez-vous',
    change: 'Choisir qui est prévenu',
    of: (service: string): string => `Qui est prévenu des rendez-vous${NBSP}: ${service}`,
    email: 'Adresse électronique prévenue de chaque rendez-vous (vide\u00a0: aucune)',
    hint: 'Le message dit l’heure et l’objet. Qui vient se lit dans l’agenda.',
    save: 'Enregistrer',
    saving: 'Enregistrement…',
    saved: (service: string): string => `C’est enregistré pour «${NBSP}${service}${NBSP}».`,
  },
  add: 'Ajouter un service',
  adding: 'Ajout…',
  added: (name: string): string =>
    `Le service «${NBSP}${name}${NBSP}» est ajouté. Indiquez ses horaires, puis ouvrez son agenda.`,
  fields: {
    name: 'Nom du service',
    street: 'Numéro et rue',
    postalCode: 'Code postal',
    commune: 'Commune',
    phone: 'Téléphone (facultatif)',
    email: 'Adresse électronique (facultative)',
  },
  errors: {
    required: 'Ce champ est nécessaire.',
    maxLength: 'C’est trop long.',
    email: 'Cette adresse ne se lit pas.',
    postalCode: 'Un code postal a cinq chiffres.',
  },
};

type AgendaWords = typeof fr;

const en: AgendaWords = {
  lead: 'The appointments that the local authority makes and keeps, for its services and for the businesses that asked for it.',
  services: 'Services of the local authority',
  servicesLead:
    'Civil registry, the mayor’s hours, public service centre… They have their page and their agenda on the portal. They are no businesses.',
  noServices: 'No service was added yet.',
  book: 'Make an appointment',
  agenda: 'Open the agenda',
  edit: 'Edit the page',
  hours: 'Say the opening hours',
  closed: 'closed for good',
  notOpen: 'takes no appointments online yet',
  pending: (n) => `${n} to confirm`,
  today: (n) => `${n} today`,
  cut: 'The first ones alone are shown.',
  shops: 'Businesses with a mandate',
  shopsLead:
    'Their mandate leaves their appointments to the local authority. You make one at the times that they offer online.',
  noShops: 'No mandate names appointments.',
  noShop: 'No business of this name.',
  find: 'Find a business',
  notices: {
    to: (address) => `Appointments are announced by email to ${address}`,
    none: 'No email announces appointments',
    change: 'Choose who is told',
    of: (service) => `Who is told of appointments: ${service}`,
    email: 'Email address that is told of each appointment (empty: none)',
    hint: 'The message says the time and the subject. Who comes is read in the agenda.',
    save: 'Save',
    saving: 'Saving…',
    saved: (service) => `Saved for “${service}”.`,
  },
  add: 'Add a service',
  adding: 'Adding…',
  added: (name) => `The service “${name}” is added. Say its opening hours, then open its agenda.`,
  fields: {
    name: 'Name of the service',
    street: 'Number and street',
    postalCode: 'Postcode',
    commune: 'Commune',
    phone: 'Telephone (optional)',
    email: 'Email address (optional)',
  },
  errors: {
    required: 'This field is needed.',
    maxLength: 'This is too long.',
    email: 'This address cannot be read.',
    postalCode: 'A postcode has five digits.',
  },
};

/** The words of the screen: loaded with it, since most who sign in never open it. */
export const agendaWords = { fr, en };
