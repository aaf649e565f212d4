import {
  type Access,
  type ListingProfile,
  noAccess,
  type RichInline,
  type RichText,
} from '@halles/contracts';
import { dayOfIso, type IsoDate, openDays } from '@halles/domain/hours';
import type { StoredProfile } from '@halles/domain/profiles';
import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { fieldSources, sourceWords } from './listing-sources';
import type { FactView, ListingBody, ListingNoticeView, RichBlockView, RichInlineView } from './listing.view';
import type { VerbView } from '../search';

/** How long before it begins a time off is announced, days. */
const ANNOUNCED = 30;

/** An address that a page may lead to: checked where it was written, and again here. */
const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;

function presentInline({ text, strong, emphasis, href }: RichInline): RichInlineView {
  return {
    text,
    ...(strong === true ? { strong } : {}),
    ...(emphasis === true ? { emphasis } : {}),
    ...(href !== undefined && SAFE.test(href) ? { href } : {}),
  };
}

/** A text as views write it: words to be escaped, and the few marks that there are. Pure. */
function presentRichText(text: RichText): RichBlockView[] {
  return text.map((block) =>
    block.kind === 'paragraph'
      ? { line: block.line.map(presentInline) }
      : { items: block.items.map((line) => ({ line: line.map(presentInline) })) },
  );
}

/** What it says of itself, in the reader's language or in the other one. Pure. */
export function presentDescription(
  profile: StoredProfile,
  scope: PageScope,
): Pick<ListingBody, 'description'> {
  const { content } = profile;
  const fields = ['descriptionFr', 'descriptionEn'] as const;
  const shown = (scope.locale === 'fr' ? fields : fields.toReversed()).find(
    (field) => content[field] !== null,
  );
  if (shown === undefined) return {};
  const lang = shown === 'descriptionFr' ? 'fr' : 'en';
  const source = sourceWords([{ what: '', from: fieldSources(profile, [shown]) }], scope);
  return {
    description: {
      blocks: presentRichText(content[shown] ?? []),
      ...(lang === scope.locale ? {} : { lang }),
      ...(source === undefined ? {} : { source }),
    },
  };
}

/** What one must know before coming: time off now or soon, a condition of the moment. Pure. */
export function presentNotices(
  { content }: StoredProfile,
  today: IsoDate,
  { texts, locale }: PageScope,
): ListingNoticeView[] {
  const day = dayOfIso(today);
  const notices: ListingNoticeView[] = [];
  for (const { from, returns } of content.vacations ?? []) {
    if (returns <= today || dayOfIso(from) - day > ANNOUNCED) continue;
    const words = { from: formatDay(from, locale), returns: formatDay(returns, locale) };
    notices.push({
      icon: 'calendar',
      text: texts.line(from <= today ? 'listing.away.now' : 'listing.away.soon', words),
    });
  }
  const temporary = content.access?.temporary;
  if (temporary && (temporary.until === null || temporary.until >= today))
    notices.push({
      icon: 'info',
      text:
        temporary.until === null
          ? temporary.text
          : texts.line('listing.until', { text: temporary.text, date: formatDay(temporary.until, locale) }),
    });
  return notices;
}

/** Where one orders and books, and the pages that it has elsewhere. Pure. */
export function presentLinks({ content }: StoredProfile, { texts }: PageScope): VerbView[] {
  const { shop = null, booking = null } = content.links ?? {};
  return [
    ...(booking === null ? [] : [{ icon: 'calendar', href: booking, label: texts.line('listing.book') }]),
    ...(shop === null ? [] : [{ icon: 'basket', href: shop, label: texts.line('listing.shop') }]),
  ];
}

/** Pure. */
export function presentNetworks({ links }: ListingProfile, { texts }: PageScope): ListingBody['contacts'] {
  return (links?.social ?? []).map((href) => {
    const host = URL.parse(href)?.host.replace(/^www\./, '') ?? href;
    return { icon: 'external', href, label: texts.line('listing.elsewhere'), text: host };
  });
}

type Words = PageScope['texts'];

const yesNo = (answer: boolean, texts: Words): string => texts.line(answer ? 'listing.yes' : 'listing.no');

const answerFact = (icon: string, name: keyof Access, access: Access, texts: Words): FactView[] => {
  const answer = access[name];
  return typeof answer === 'boolean'
    ? [{ icon, term: texts.line(`listing.access.${name}`), value: yesNo(answer, texts) }]
    : [];
};

function entranceFacts(access: Access, texts: Words): FactView[] {
  const { entree_marches: steps, entree_marches_rampe: ramp, entree_largeur_mini: width } = access;
  const fact = (name: string, value: string): FactView => ({
    icon: 'place',
    term: texts.line(`listing.access.${name}`),
    value,
  });
  return [
    ...answerFact('place', 'entree_plain_pied', access, texts),
    ...(steps === null ? [] : [fact('entree_marches', String(steps))]),
    ...(ramp === null ? [] : [fact('entree_marches_rampe', texts.line(`listing.access.ramp.${ramp}`))]),
    ...(width === null
      ? []
      : [fact('entree_largeur_mini', texts.line('listing.access.width', { width: String(width) }))]),
    ...answerFact('user', 'entree_aide_humaine', access, texts),
    ...answerFact('phone', 'entree_dispositif_appel', access, texts),
  ];
}

// Making one takes longer than all other words of a page.
const languageNames = {
  fr: new Intl.DisplayNames(['fr'], { type: 'language' }),
  en: new Intl.DisplayNames(['en'], { type: 'language' }),
};

function accessFacts(content: ListingProfile, scope: PageScope): FactView[] {
  const { texts, locale } = scope;
  const access = content.access ?? noAccess;
  const listed = (icon: string, name: string, values: readonly string[]): FactView[] =>
    values.length === 0
      ? []
      : [{ icon, term: texts.line(`listing.access.${name}`), value: values.join(', ') }];
  return [
    ...entranceFacts(access, texts),
    ...answerFact('place', 'stationnement_presence', access, texts),
    ...answerFact('wheelchair', 'stationnement_pmr', access, texts),
    ...answerFact('place', 'sanitaires_presence', access, texts),
    ...answerFact('wheelchair', 'sanitaires_adaptes', access, texts),
    ...listed(
      'user',
      'accueil_equipements_malentendants',
      access.accueil_equipements_malentendants.map((aid) => texts.line(`listing.access.aids.${aid}`)),
    ),
    ...listed(
      'language',
      'languages',
      access.languages.map((code) => languageNames[locale].of(code) ?? code),
    ),
    ...listed(
      'clock',
      'quietHours',
      access.quietHours === null ? [] : openDays(access.quietHours, scope.settings, locale),
    ),
    ...listed('info', 'commentaire', access.commentaire === null ? [] : [access.commentaire]),
  ];
}

function serviceFacts({ services }: ListingProfile, { texts }: PageScope): FactView[] {
  if (services === null) return [];
  const { homeVisits, deliveryArea } = services;
  return [
    ...(deliveryArea === null
      ? []
      : [{ icon: 'delivery', term: texts.line('listing.services.area'), value: deliveryArea }]),
    ...(homeVisits === null
      ? []
      : [{ icon: 'home', term: texts.line('listing.services.homeVisits'), value: yesNo(homeVisits, texts) }]),
  ];
}

function priceFacts({ priceBand }: ListingProfile, { texts }: PageScope): FactView[] {
  if (priceBand === null) return [];
  const value = `${'€'.repeat(priceBand)} (${texts.line(`listing.offer.bands.${priceBand}`)})`;
  return [{ icon: 'shop', term: texts.line('listing.offer.prices'), value }];
}

function labelFacts({ labels }: ListingProfile, { texts }: PageScope): FactView[] {
  if (labels === null || labels.length === 0) return [];
  const value = labels.map((label) => texts.line(`pro.options.labels.${label}`)).join(', ');
  return [{ icon: 'seal', term: texts.line('listing.offer.labels'), value }];
}

/** What the profile says beside what the directory knows. Pure. */
export const profileFacts = (
  content: ListingProfile,
  scope: PageScope,
): Readonly<Record<'prices' | 'labels' | 'services' | 'access', readonly FactView[]>> => ({
  prices: priceFacts(content, scope),
  labels: labelFacts(content, scope),
  services: serviceFacts(content, scope),
  access: accessFacts(content, scope),
});

/** Who answers for it, as it says itself: registration, VAT, mediator, terms (DSA, art. 30; C. consom., L. 616-1). Pure. */
export function presentProfileLegal({ legal }: ListingProfile, { texts }: PageScope): ListingBody['legal'] {
  if (legal === null) return [];
  const fact = (name: string, value: string | null, href?: string) =>
    value === null
      ? []
      : [{ term: texts.line(`listing.legal.${name}`), value, ...(href === undefined ? {} : { href }) }];
  const { mediator, terms } = legal;
  return [
    ...fact('name', legal.legalName),
    ...fact('register', legal.register),
    ...fact('vat', legal.vat),
    ...(mediator === null
      ? []
      : fact(
          'mediator',
          [mediator.name, mediator.address].filter(Boolean).join(', '),
          mediator.website ?? undefined,
        )),
    ...fact('terms', terms === null ? null : texts.line('listing.legal.readTerms'), terms ?? undefined),
    ...fact('compliance', legal.compliance ? texts.line('listing.legal.complies') : null),
  ];
}
