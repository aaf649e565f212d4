import { isDeepStrictEqual } from 'node:util';
import { fewLines, choiceOf } from './controls';
import {
  oneOf,
  type FormValues,
  formValuesOf,
  textOf,
  textOrNull,
  wordsOf,
  type FieldWriter,
} from '@halles/platform/forms';
import { phoneWords, readWrittenDate } from '@halles/kernel';
import {
  isOneLine,
  type ListingProfile,
  type ProfileLinks,
  LONGEST_DESCRIPTION,
  type RichText,
} from '@halles/contracts';
import { branches, categoryById, leavesOf, type CategoryTree, TOWN_SERVICE } from '@halles/domain/categories';
import { plainOfRichText, richTextOfHtml, richTextOfPlain } from '@halles/domain/profiles';
import type { PageScope } from '../../rendering/page-scope';
import { readNetwork, readPhone, readWeb } from './contact-points';
import type { EditorForm, Known, ReadForm } from './editor-form';
import { Reading } from './reading';

const DESCRIPTIONS = ['descriptionFr', 'descriptionEn'] as const;
const MAX_KEYWORDS = 20;
const OTHERS = ['otherCategory1', 'otherCategory2'] as const;
const NETWORKS = {
  facebook: 'https://www.facebook.com/',
  instagram: 'https://www.instagram.com/',
  otherNetwork: '',
} as const;

const isOf = (home: string) => (url: string) =>
  home !== '' && URL.parse(url)?.host.endsWith(new URL(home).host.replace('www.', '')) === true;

function fillNetworks(social: readonly string[]): Record<keyof typeof NETWORKS, string | null> {
  const facebook = social.find(isOf(NETWORKS.facebook)) ?? null;
  const instagram = social.find(isOf(NETWORKS.instagram)) ?? null;
  const otherNetwork = social.find((url) => url !== facebook && url !== instagram) ?? null;
  return { facebook, instagram, otherNetwork };
}

/** The keywords that other sources tell, as long as the page's owner says none: they stand in the field, to be removed. */
const sourceKeywords = ({ elsewhere }: Known): readonly string[] =>
  (elsewhere.keywords ?? []).slice(0, MAX_KEYWORDS);

function fill(content: ListingProfile, known: Known): FormValues {
  const { links, state } = content;
  return formValuesOf({
    name: content.name,
    otherNames: (content.otherNames ?? []).join(', '),
    descriptionFr: content.descriptionFr && plainOfRichText(content.descriptionFr),
    descriptionEn: content.descriptionEn && plainOfRichText(content.descriptionEn),
    category: content.category,
    otherCategory1: content.otherCategories?.[0] ?? null,
    otherCategory2: content.otherCategories?.[1] ?? null,
    keywords: (content.keywords ?? sourceKeywords(known)).join(', '),
    phone: content.phone && phoneWords(content.phone).replaceAll('\u00a0', ' '),
    email: content.email,
    website: content.website,
    shop: links?.shop ?? null,
    booking: links?.booking ?? null,
    ...fillNetworks(links?.social ?? []),
    priceBand: content.priceBand === null ? '' : String(content.priceBand),
    state: state?.state ?? '',
    closedSince: state?.state === 'closed' ? state.since : null,
  });
}

/** What was copied out of the source of another page begins with a tag: its tags are read, not shown. */
const HTML = /^\s*<(?:p|div|ul|ol|h[1-6]|strong|b|em|i|a|span|section|article)\b[^>]*>/i;

const plainOf = (text: RichText | null): string => (text === null ? '' : plainOfRichText(text));

function readDescriptions(raw: FormValues, { content }: Known, reading: Reading): void {
  for (const name of DESCRIPTIONS) {
    const typed = raw[name]?.[0] ?? '';
    // Marks that cannot be typed stay where nobody touched the text.
    const isSame = typed.trim() === plainOf(content[name]).trim();
    const read = isSame ? content[name] : HTML.test(typed) ? richTextOfHtml(typed) : richTextOfPlain(typed);
    if (read === 'too-long')
      reading.errors[name] = { key: 'tooLong', words: { most: String(LONGEST_DESCRIPTION) } };
    else reading.changes[name] = read;
  }
}

function readWords(raw: FormValues, name: string, most: number, longest: number, reading: Reading): void {
  const words = wordsOf(raw, name);
  if (words.length > most || words.some((word) => word.length > longest || !isOneLine(word)))
    reading.errors[name] = { key: 'words', words: { most: String(most), longest: String(longest) } };
  else reading.changes[name] = words.length === 0 ? null : words;
}

/** What other sources tell is adopted once it was changed; an emptied field says that there is no such word. */
function adoptKeywords(known: Known, { changes, errors }: Reading): void {
  if (errors['keywords']) return;
  const words = changes['keywords'] ?? [];
  const reported = sourceKeywords(known);
  const isSilent = known.content.keywords === null || reported.length > 0;
  changes['keywords'] = isSilent && isDeepStrictEqual(words, reported) ? null : words;
}

function readLinks(raw: FormValues, reading: Reading): ProfileLinks | null {
  const shop = reading.point('shop', readWeb(textOf(raw, 'shop')));
  const booking = reading.point('booking', readWeb(textOf(raw, 'booking')));
  const social = (Object.entries(NETWORKS) as [keyof typeof NETWORKS, string][]).flatMap(
    ([name, home]) => reading.point(name, readNetwork(textOf(raw, name), home)) ?? [],
  );
  return shop === null && booking === null && social.length === 0 ? null : { shop, booking, social };
}

function readState(raw: FormValues, { today }: Known, reading: Reading): ListingProfile['state'] {
  const state = oneOf(raw, 'state', ['open', 'closed']);
  if (state !== 'closed') return state === null ? null : { state };
  const typed = textOrNull(raw, 'closedSince');
  const since = typed === null ? null : readWrittenDate(typed, { until: today });
  if ((typed !== null && since === null) || (since !== null && since > today)) {
    reading.errors['closedSince'] = { key: since === null ? 'writtenDate' : 'pastDate' };
    return null;
  }
  return { state, since };
}

function read(raw: FormValues, known: Known): ReadForm {
  const reading = new Reading();
  const { changes, errors } = reading;
  changes['name'] = reading.line(raw, 'name', 120);
  readWords(raw, 'otherNames', 3, 80, reading);
  readDescriptions(raw, known, reading);
  const existing = (id: string): string | null => (categoryById(id, known.tree) ? id : null);
  changes['category'] = existing(textOf(raw, 'category'));
  const others = [...new Set(OTHERS.flatMap((field) => existing(textOf(raw, field)) ?? []))];
  changes['otherCategories'] = others.length === 0 ? null : others;
  readWords(raw, 'keywords', MAX_KEYWORDS, 40, reading);
  adoptKeywords(known, reading);
  changes['phone'] = reading.point('phone', readPhone(textOf(raw, 'phone'), known.place.department));
  const email = textOrNull(raw, 'email');
  if (email !== null && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/.test(email))
    errors['email'] = { key: 'email' };
  else changes['email'] = email;
  changes['website'] = reading.point('website', readWeb(textOf(raw, 'website')));
  changes['links'] = readLinks(raw, reading);
  const band = oneOf(raw, 'priceBand', ['1', '2', '3', '4']);
  changes['priceBand'] = band === null ? null : Number(band);
  changes['state'] = readState(raw, known, reading);
  return { changes, errors };
}

/** The leaves of the tree, in their branches. */
function categoryGroups(tree: CategoryTree, { locale }: PageScope) {
  return branches(tree).map((branch) => ({
    label: branch.label[locale],
    options: leavesOf(branch.id, tree)
      .filter(({ id }) => id !== TOWN_SERVICE)
      .map(({ id, label }) => ({ value: id, label: label[locale] })),
  }));
}

function parts(write: FieldWriter, { listing, tree }: Known, scope: PageScope) {
  const { texts, locale } = scope;
  const groups = categoryGroups(tree, scope);
  const category = listing?.category == null ? undefined : categoryById(listing.category, tree);
  const none = texts.line('pro.none');
  return [
    write.part('names', [
      write.field('name', { maxlength: 120, shown: listing?.name ?? null }),
      write.field('otherNames'),
    ]),
    write.part('description', [
      write.field('descriptionFr', { ...fewLines(LONGEST_DESCRIPTION), isRich: true }),
      write.field('descriptionEn', { ...fewLines(LONGEST_DESCRIPTION), isRich: true }),
    ]),
    write.part('activity', [
      write.select('category', {
        groups,
        empty: category ? texts.line('pro.shownNow', { value: category.label[locale] }) : none,
      }),
      ...OTHERS.map((name) => write.select(name, { groups, empty: none })),
      write.field('keywords', fewLines(600)),
      write.field('priceBand', choiceOf(['1', '2', '3', '4', ''])),
    ]),
    write.part('contacts', [
      write.field('phone', {
        type: 'tel',
        autocomplete: 'tel',
        maxlength: 30,
        shown: listing?.phone == null ? null : phoneWords(listing.phone),
      }),
      write.field('email', { type: 'email', maxlength: 254, shown: listing?.email ?? null }),
      write.field('website', { inputmode: 'url', maxlength: 500, shown: listing?.website ?? null }),
    ]),
    write.part('links', [
      write.field('shop', { inputmode: 'url', maxlength: 500 }),
      write.field('booking', { inputmode: 'url', maxlength: 500 }),
      ...Object.keys(NETWORKS).map((name) => write.field(name, { inputmode: 'url', maxlength: 500 })),
    ]),
    write.part('state', [
      write.field('state', choiceOf(['open', 'closed', ''])),
      write.field('closedSince', { type: 'date', isShort: true }),
    ]),
  ];
}

/** Names, description, activity, contacts and links. */
export const informationForm: EditorForm = {
  page: 'information',
  section: { icon: 'info', order: 40, tab: 'pro.tabs.information' },
  fields: [
    'name',
    'otherNames',
    'descriptionFr',
    'descriptionEn',
    'category',
    'otherCategories',
    'keywords',
    'phone',
    'email',
    'website',
    'links',
    'priceBand',
    'state',
  ],
  fieldOf: {
    otherCategory1: 'otherCategories',
    otherCategory2: 'otherCategories',
    shop: 'links',
    booking: 'links',
    facebook: 'links',
    instagram: 'links',
    otherNetwork: 'links',
    closedSince: 'state',
  },
  fill,
  read,
  parts,
};
