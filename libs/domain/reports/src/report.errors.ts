import type { ListingReportKind } from '@halles/contracts';
import { type Bilingual, defineError } from '@halles/kernel';

export const ReportKeyReused = defineError('listing-report-key-reused', {
  kind: 'conflict',
  title: { fr: 'Signalement déjà envoyé', en: 'Report already sent' },
  detail: () => ({
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page pour faire un nouveau signalement.',
    en: 'This form was already sent with other contents. Reload the page to make a new report.',
  }),
});

/** Where the business is said to be cannot be. */
export const ReportInvalid = defineError('listing-report-invalid', {
  kind: 'invalid',
  title: { fr: 'Signalement à corriger', en: 'Report to correct' },
  detail: () => ({
    fr: 'L’adresse que vous indiquez ne peut pas être enregistrée telle quelle.',
    en: 'The address that you say cannot be kept as it is.',
  }),
});

export const ReportNotFound = defineError('listing-report-not-found', {
  kind: 'not-found',
  title: { fr: 'Signalement introuvable', en: 'Report not found' },
  detail: () => ({
    fr: 'Ce signalement n’existe pas, ou il a été effacé.',
    en: 'This report does not exist, or it was erased.',
  }),
});

/** An agent would decide for who keeps the page, who has time left to answer. */
export const ReportWithOwner = defineError('report-with-owner', {
  kind: 'conflict',
  title: { fr: 'Le commerce peut encore répondre', en: 'The business may still answer' },
  detail: () => ({
    fr: 'Quelqu’un tient cette page et a sept jours pour répondre à ce signalement. Ensuite, la décision vous revient.',
    en: 'Somebody keeps this page and has seven days to answer this report. Then the decision is yours.',
  }),
});

/** Who keeps the page would decide on a report of what they wrote there. */
export const ReportForTown = defineError('report-for-town', {
  kind: 'conflict',
  title: { fr: 'La collectivité décide', en: 'The local authority decides' },
  detail: () => ({
    fr: 'Un signalement sur une actualité est lu et décidé par la collectivité. Vous pouvez corriger ou retirer l’actualité.',
    en: 'A report of a post is read and decided on by the local authority. You can correct the post, or withdraw it.',
  }),
});

/** An agent would hide a post that a colleague hid meanwhile, whose reason is the one that its shop was mailed. */
export const ReportedPostHidden = defineError('reported-post-hidden', {
  kind: 'conflict',
  title: { fr: 'Actualité déjà masquée', en: 'Post hidden already' },
  detail: () => ({
    fr: 'Une autre personne vient de masquer cette actualité, et le commerce a reçu sa raison. Relisez le signalement : vous pouvez l’accepter sans rien changer.',
    en: 'Somebody else has just hidden this post, and the business got their reason. Read the report again: you can accept it and change nothing.',
  }),
});

/** What a decision changed cannot be taken back: the page is part of another one by now. */
export const ReportOfMergedPage = defineError('report-of-merged-page', {
  kind: 'conflict',
  title: { fr: 'Fiche réunie à une autre depuis', en: 'Page merged since' },
  detail: () => ({
    fr: 'Cette fiche a été réunie à une autre depuis la décision. Séparez-les d’abord, ou corrigez la fiche qui reste.',
    en: 'This page was merged into another one since the decision. Take them apart first, or correct the page that stayed.',
  }),
});

const STILL: Readonly<Partial<Record<ListingReportKind, Bilingual>>> = {
  closed: {
    fr: 'Votre page indique encore que le commerce est ouvert. Indiquez d’abord la fermeture définitive, puis répondez. Si ce n’est pas exact, répondez-le.',
    en: 'Your page still says that the business is open. State first that it is closed for good, then answer. If it is not so, answer that.',
  },
  open: {
    fr: 'Votre page indique encore que le commerce est fermé définitivement. Indiquez d’abord qu’il est ouvert, puis répondez. Si ce n’est pas exact, répondez-le.',
    en: 'Your page still says that the business is closed for good. State first that it is open, then answer. If it is not so, answer that.',
  },
  'wrong-hours': {
    fr: 'Les horaires de votre page sont encore ceux du signalement. Corrigez-les d’abord, puis répondez. Si ce n’est pas exact, répondez-le.',
    en: 'The opening hours on your page are still those of the report. Correct them first, then answer. If it is not so, answer that.',
  },
};

const STILL_THERE: Bilingual = {
  fr: 'L’adresse de votre page est encore celle du signalement. Corrigez-la d’abord, puis répondez. Si votre nouvelle adresse attend la collectivité, répondez une fois qu’elle est acceptée.',
  en: 'The address on your page is still that of the report. Correct it first, then answer. If your new address waits for the local authority, answer once it is accepted.',
};

/** Who keeps the page says that a report is right, and the page reads as it did. */
export const ReportUncorrected = defineError<{ readonly kind: ListingReportKind }>('report-uncorrected', {
  kind: 'conflict',
  title: { fr: 'La page n’est pas encore corrigée', en: 'The page is not corrected yet' },
  detail: ({ kind }) => STILL[kind] ?? STILL_THERE,
});

/** Who keeps the page says that a report of hours is right, and changed others than it names. */
export const ReportAboutOtherHours = defineError<{
  /** What the report names; null where it names nothing. */
  readonly reported: Bilingual | null;
  readonly changed: Bilingual;
}>('report-about-other-hours', {
  kind: 'conflict',
  title: { fr: 'D’autres horaires ont changé', en: 'Other opening hours changed' },
  detail: ({ reported, changed }) => ({
    fr: `Depuis ce signalement, la page a changé\u00a0: ${changed.fr}. ${reported ? `Il parle d’autre chose\u00a0: ${reported.fr}.` : 'Il ne parle pas de ces jours-là.'} Corrigez ce qu’il signale, ou dites que c’est bien la correction.`,
    en: `Since this report the page has changed: ${changed.en}. ${reported ? `It is about something else: ${reported.en}.` : 'It is not about those days.'} Correct what it reports, or say that this is the correction.`,
  }),
});

export const ReportDecidedAlready = defineError('report-decided-already', {
  kind: 'conflict',
  title: { fr: 'Signalement déjà traité', en: 'Report decided already' },
  detail: () => ({
    fr: 'Une autre personne a déjà traité ce signalement.',
    en: 'Somebody else has decided on this report already.',
  }),
});
