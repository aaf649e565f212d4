import type { CancellationRule } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { cancellationWords } from '../cancellation-words';

/** Terms of sale as a customer reads and accepts them: kept as text, so that later words of ours change nothing in them. */
export interface SaleTerms {
  readonly heading: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** What the words of the terms are about. */
export interface SaleTermsFacts {
  readonly portal: string;
  /** Of the shop, as its page calls it. */
  readonly name: string;
  /** Who sells, a line each. */
  readonly seller: readonly (string | null)[];
  readonly email: string | null;
  /** In one line; null: not said. */
  readonly mediator: string | null;
  /** Address of the shop's own terms; null: it has none elsewhere. */
  readonly ownTerms: string | null;
  /** It delivers, or sends by post: there are fees, and another place to pay at. */
  readonly isBroughtOrSent: boolean;
  /** Its customers may pay online, or have to. */
  readonly isPaidOnline: boolean;
  /** Until when its customers may cancel by themselves. */
  readonly cancellation: CancellationRule;
}

const lines = (...all: readonly (string | null)[]): string[] => all.filter((line) => line !== null);

/** The box of the annex of D211-2 of the code de la consommation, word for word: goods without digital elements. */
const CONFORMITY = [
  'Le consommateur dispose d’un délai de deux ans à compter de la délivrance du bien pour obtenir la mise en œuvre de la garantie légale de conformité en cas d’apparition d’un défaut de conformité. Durant ce délai, le consommateur n’est tenu d’établir que l’existence du défaut de conformité et non la date d’apparition de celui-ci.',
  'La garantie légale de conformité donne au consommateur droit à la réparation ou au remplacement du bien dans un délai de trente jours suivant sa demande, sans frais et sans inconvénient majeur pour lui.',
  'Si le bien est réparé dans le cadre de la garantie légale de conformité, le consommateur bénéficie d’une extension de six mois de la garantie initiale.',
  'Si le consommateur demande la réparation du bien, mais que le vendeur impose le remplacement, la garantie légale de conformité est renouvelée pour une période de deux ans à compter de la date de remplacement du bien.',
  'Le consommateur peut obtenir une réduction du prix d’achat en conservant le bien ou mettre fin au contrat en se faisant rembourser intégralement contre restitution du bien, si\u00a0: 1° le professionnel refuse de réparer ou de remplacer le bien\u00a0; 2° la réparation ou le remplacement du bien intervient après un délai de trente jours\u00a0; 3° la réparation ou le remplacement du bien occasionne un inconvénient majeur pour le consommateur, notamment lorsque le consommateur supporte définitivement les frais de reprise ou d’enlèvement du bien non conforme, ou s’il supporte les frais d’installation du bien réparé ou de remplacement\u00a0; 4° la non-conformité du bien persiste en dépit de la tentative de mise en conformité du vendeur restée infructueuse.',
  'Le consommateur a également droit à une réduction du prix du bien ou à la résolution du contrat lorsque le défaut de conformité est si grave qu’il justifie que la réduction du prix ou la résolution du contrat soit immédiate. Le consommateur n’est alors pas tenu de demander la réparation ou le remplacement du bien au préalable.',
  'Le consommateur n’a pas droit à la résolution de la vente si le défaut de conformité est mineur.',
  'Toute période d’immobilisation du bien en vue de sa réparation ou de son remplacement suspend la garantie qui restait à courir jusqu’à la délivrance du bien remis en état.',
  'Les droits mentionnés ci-dessus résultent de l’application des articles L. 217-1 à L. 217-32 du code de la consommation. Le vendeur qui fait obstacle de mauvaise foi à la mise en œuvre de la garantie légale de conformité encourt une amende civile d’un montant maximal de 300\u00a0000 euros, qui peut être porté jusqu’à 10\u00a0% du chiffre d’affaires moyen annuel (article L. 241-5 du code de la consommation).',
  'Le consommateur bénéficie également de la garantie légale des vices cachés en application des articles 1641 à 1649 du code civil, pendant une durée de deux ans à compter de la découverte du défaut. Cette garantie donne droit à une réduction de prix si le bien est conservé ou à un remboursement intégral contre restitution du bien.',
];

/** Of what is brought or sent. */
const DELIVERY: Readonly<Record<Locale, SaleTerms['sections'][number]>> = {
  fr: {
    heading: 'La livraison et l’envoi',
    paragraphs: [
      'Le commerce livre lui-même pendant le créneau choisi, à l’adresse que vous avez donnée, contre le code. Ce qu’il envoie part au plus tard le jour indiqué au récapitulatif. Le risque vous est transmis quand vous prenez possession des articles (art. L216-2).',
      'Si vous renoncez à toute la commande, les frais de livraison ou d’envoi vous sont remboursés aussi (art. L221-24). Le renvoi des articles est à vos frais (art. L221-23).',
    ],
  },
  en: {
    heading: 'Delivery and sending',
    paragraphs: [
      'The shop itself delivers during the slot that you chose, to the address that you gave, against the code. What it sends leaves by the day that the summary shows. The risk passes to you when you take possession of the goods (art. L216-2).',
      'If you withdraw from the whole order, the fee for delivery or sending is refunded too (art. L221-24). Returning the goods is at your cost (art. L221-23).',
    ],
  },
};

/** How what is ordered is paid. */
const PAYMENT: Readonly<
  Record<Locale, Readonly<Record<'pickup' | 'elsewhere' | 'online', readonly string[]>>>
> = {
  fr: {
    pickup: ['Vous payez au commerce, au retrait.'],
    elsewhere: [
      'Vous payez le commerce au retrait ou à la livraison\u00a0; avant l’envoi, comme il vous l’indique.',
    ],
    online: [
      'Vous payez comme le récapitulatif l’indique\u00a0: directement, ou en ligne, par carte. Le paiement en ligne se fait sur le compte du commerce.',
      'La somme payée en ligne est réservée sur la carte à la commande, et débitée quand le commerce accepte, ou une fois tout pesé. S’il refuse, ou si la commande est annulée avant, elle est libérée\u00a0; après, elle est remboursée sur la carte. Ce qui est dû après une rétractation l’est de même, aussitôt, sans attendre les articles.',
    ],
  },
  en: {
    pickup: ['You pay at the shop, at pickup.'],
    elsewhere: ['You pay the shop at pickup or at delivery; before it sends your order, as it tells you.'],
    online: [
      'You pay as the summary shows: directly, or online, by card. Payment online goes to the account of the shop.',
      'An amount that is paid online is held on the card when you order, and charged once the shop accepts, or once everything is weighed. If it refuses, or if the order is cancelled before, it is released; after that it is refunded to the card. What is due after a withdrawal is refunded in the same way, at once, without waiting for the goods.',
    ],
  },
};

const paymentOf = ({ isPaidOnline, isBroughtOrSent }: SaleTermsFacts, locale: Locale): readonly string[] =>
  PAYMENT[locale][isPaidOnline ? 'online' : isBroughtOrSent ? 'elsewhere' : 'pickup'];

/** How the contract is made, and until when its customer gives it up by themselves. */
const ORDER: Readonly<Record<Locale, (facts: SaleTermsFacts) => SaleTerms['sections'][number]>> = {
  fr: (facts) => ({
    heading: 'La commande',
    paragraphs: [
      `La vente est conclue entre vous et ce commerce. «\u00a0${facts.portal}\u00a0» transmet la commande, n’encaisse rien et n’est pas le vendeur.`,
      'Le bouton «\u00a0Commande avec obligation de paiement\u00a0» vous engage. Le contrat est conclu quand le commerce confirme\u00a0; il peut refuser, et rien n’est alors dû.',
      cancellationWords(facts.cancellation, facts.isBroughtOrSent ? 'any' : 'pickup', 'fr'),
    ],
  }),
  en: (facts) => ({
    heading: 'The order',
    paragraphs: [
      `The contract is between you and this shop. “${facts.portal}” passes the order on, takes no money and is not the seller.`,
      'The button “Order with obligation to pay” binds you. The contract is made when the shop confirms; it may refuse, and nothing is owed then.',
      cancellationWords(facts.cancellation, facts.isBroughtOrSent ? 'any' : 'pickup', 'en'),
    ],
  }),
};

const french = (facts: SaleTermsFacts): SaleTerms => ({
  heading: `Conditions de vente\u00a0: ${facts.name}`,
  sections: [
    { heading: 'Qui vend', paragraphs: lines(...facts.seller) },
    ORDER.fr(facts),
    {
      heading: 'Prix et paiement',
      paragraphs: [
        facts.isBroughtOrSent
          ? 'Les prix sont en euros, toutes taxes comprises\u00a0: ceux du récapitulatif valent pour votre commande, avec les frais de livraison ou d’envoi qu’il indique. Il n’y a pas d’autres frais.'
          : 'Les prix sont en euros, toutes taxes comprises\u00a0: ceux du récapitulatif valent pour votre commande. Il n’y a pas d’autres frais.',
        ...paymentOf(facts, 'fr'),
      ],
    },
    {
      heading: 'Le retrait',
      paragraphs: [
        'La commande vous attend au commerce pendant le créneau choisi, contre le code qui vous est donné. Si le commerce a besoin de plus de temps, il vous indique un nouvel horaire.',
      ],
    },
    ...(facts.isBroughtOrSent ? [DELIVERY.fr] : []),
    {
      heading: 'Droit de rétractation',
      paragraphs: [
        'Vous avez quatorze jours après le retrait pour changer d’avis, sans dire pourquoi (code de la consommation, art. L221-18)\u00a0: par «\u00a0Renoncer au contrat ici\u00a0», sur la page de votre commande, ou par le formulaire joint à la confirmation. Le commerce vous rembourse au plus tard quatorze jours après (art. L221-24)\u00a0; vous rapportez les articles dans les quatorze jours (art. L221-23).',
        'Ce droit n’existe pas, entre autres, pour ce qui se périme vite, ce qui est fait sur mesure et ce qui a été descellé et ne peut être repris par hygiène (art. L221-28)\u00a0: le récapitulatif le dit pour votre commande.',
      ],
    },
    { heading: 'Garanties légales', paragraphs: CONFORMITY },
    {
      heading: 'Réclamations et médiation',
      paragraphs: lines(
        facts.email === null
          ? 'Adressez-vous d’abord au commerce, par écrit.'
          : `Adressez-vous d’abord au commerce, par écrit\u00a0: ${facts.email}.`,
        facts.mediator === null
          ? null
          : `Si vous ne tombez pas d’accord, vous pouvez saisir gratuitement le médiateur de la consommation dont relève le commerce\u00a0: ${facts.mediator} (code de la consommation, art. L612-1 et L616-1).`,
      ),
    },
    ...(facts.ownTerms === null
      ? []
      : [
          {
            heading: 'Autres conditions',
            paragraphs: [`Le commerce publie aussi des conditions de vente\u00a0: ${facts.ownTerms}`],
          },
        ]),
  ],
});

const english = (facts: SaleTermsFacts): SaleTerms => ({
  heading: `Terms of sale: ${facts.name}`,
  sections: [
    { heading: 'Who sells', paragraphs: lines(...facts.seller) },
    ORDER.en(facts),
    {
      heading: 'Prices and payment',
      paragraphs: [
        facts.isBroughtOrSent
          ? 'Prices are in euros, all taxes included: those of the summary hold for your order, with the fee for delivery or sending that it shows. There are no other costs.'
          : 'Prices are in euros, all taxes included: those of the summary hold for your order. There are no other costs.',
        ...paymentOf(facts, 'en'),
      ],
    },
    {
      heading: 'Pickup',
      paragraphs: [
        'The order waits for you at the shop during the slot that you chose, against the code that you are given. A shop that needs more time tells you the new one.',
      ],
    },
    ...(facts.isBroughtOrSent ? [DELIVERY.en] : []),
    {
      heading: 'Right of withdrawal',
      paragraphs: [
        'You have fourteen days after pickup to change your mind, and need not say why (code de la consommation, art. L221-18): by “Withdraw from contract here” on the page of your order, or by the form that comes with the confirmation. The shop refunds you within fourteen days (art. L221-24); you bring the goods back within fourteen days (art. L221-23).',
        'There is no such right, among others, for goods that perish quickly, that are made to measure, or that were unsealed and cannot be taken back for hygiene (art. L221-28): the summary tells which holds for your order.',
      ],
    },
    {
      heading: 'Legal guarantees',
      paragraphs: [
        'For two years from delivery the seller answers for goods that do not conform to the contract: you need to show the lack of conformity, not when it appeared. You may have the goods repaired or replaced within thirty days, free of charge; failing that, the price reduced or the contract ended (code de la consommation, art. L217-1 to L217-32).',
        'For two years from their discovery the seller answers for hidden defects too: you may keep the goods at a lower price, or give them back against the whole price (code civil, art. 1641 to 1649).',
      ],
    },
    {
      heading: 'Complaints and mediation',
      paragraphs: lines(
        facts.email === null ? 'Write to the shop first.' : `Write to the shop first: ${facts.email}.`,
        facts.mediator === null
          ? null
          : `Where you do not agree, you may turn to the consumer mediator of the shop, free of charge: ${facts.mediator} (code de la consommation, art. L612-1 and L616-1).`,
      ),
    },
    ...(facts.ownTerms === null
      ? []
      : [
          {
            heading: 'Other terms',
            paragraphs: [`The shop also publishes terms of sale: ${facts.ownTerms}`],
          },
        ]),
  ],
});

/** The words of the terms of sale, by language. */
export const saleTermsWords: Readonly<Record<Locale, (facts: SaleTermsFacts) => SaleTerms>> = {
  fr: french,
  en: english,
};
