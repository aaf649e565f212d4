import { postAnchor, type PostWithShop } from '@halles/domain/posts';
import { csvRow } from '@halles/domain/text';
import type { Bilingual } from '@halles/kernel';
import type { Cell } from './dataset';

/** Absolute addresses that go with a post. */
export interface PostAddresses {
  /** Of the page of its shop. */
  readonly page: string;
  /** Of its photograph; null where it has none. */
  readonly photo: string | null;
}

interface PostField {
  /** Name of the column. It never changes. */
  readonly name: string;
  readonly about: Bilingual;
  readonly read: (each: PostWithShop, of: PostAddresses) => Cell;
}

/** The columns of the file of posts, in order. What withdrawn, hidden and past ones said is not in it. */
export const postFields: readonly PostField[] = [
  {
    name: 'identifiant',
    about: { fr: 'Identifiant de l’actualité (UUID)', en: 'Identifier of the post (UUID)' },
    read: ({ post }) => post.id,
  },
  {
    name: 'commerce',
    about: {
      fr: 'Numéro de la fiche du commerce, colonne « identifiant » du fichier des commerces',
      en: 'Number of the business, column "identifiant" of the file of businesses',
    },
    read: ({ listing }) => listing.id,
  },
  {
    name: 'nom',
    about: { fr: 'Nom du commerce', en: 'Name of the business' },
    read: ({ listing }) => listing.name,
  },
  {
    name: 'commune',
    about: { fr: 'Nom de la commune', en: 'Name of the commune' },
    read: ({ listing }) => listing.address.communeName,
  },
  {
    name: 'code_commune',
    about: { fr: 'Code Insee de la commune', en: 'INSEE code of the commune' },
    read: ({ listing }) => listing.address.communeCode,
  },
  {
    name: 'type',
    about: {
      fr: 'novelty (nouveauté), offer (offre), event (événement), opening (ouverture)',
      en: 'novelty, offer, event, opening',
    },
    read: ({ post }) => post.kind,
  },
  { name: 'titre', about: { fr: 'Titre', en: 'Title' }, read: ({ post }) => post.title },
  { name: 'texte', about: { fr: 'Texte simple', en: 'Plain text' }, read: ({ post }) => post.text },
  {
    name: 'debut',
    about: { fr: 'Premier jour (heure du territoire)', en: 'First day (local time of the territory)' },
    read: ({ post }) => post.startsOn,
  },
  {
    name: 'fin',
    about: {
      fr: 'Dernier jour, inclus : l’actualité ne vaut plus après',
      en: 'Last day, included: the post does not hold after it',
    },
    read: ({ post }) => post.endsOn,
  },
  {
    name: 'auteur',
    about: {
      fr: 'merchant : le commerce ; agent : la collectivité, pour le commerce',
      en: 'merchant: the business; agent: the local authority, for the business',
    },
    read: ({ post }) => post.author,
  },
  {
    name: 'demonstration',
    about: {
      fr: 'true : commerce inventé pour la démonstration',
      en: 'true: invented for the demonstration',
    },
    read: ({ listing }) => listing.demonstration,
  },
  {
    name: 'publie_le',
    about: { fr: 'Publication (UTC)', en: 'When it was published (UTC)' },
    read: ({ post }) => post.publishedAt.toISOString(),
  },
  {
    name: 'modifie_le',
    about: { fr: 'Dernier changement (UTC)', en: 'Last change (UTC)' },
    read: ({ post }) => post.updatedAt.toISOString(),
  },
  {
    name: 'page',
    about: { fr: 'Adresse de l’actualité', en: 'Address of the post' },
    read: ({ post }, { page }) => `${page}#${postAnchor(post.id)}`,
  },
  {
    name: 'photo',
    about: {
      fr: 'Adresse de la photo (JPEG) ; vide sans photo',
      en: 'Address of the photo (JPEG); empty where there is none',
    },
    read: (_each, { photo }) => photo,
  },
];

/** The posts as CSV: UTF-8, comma, header, CRLF (RFC 4180). @param addressesOf those of a batch, by post */
export async function* postsCsvOf(
  batches: AsyncIterable<readonly PostWithShop[]>,
  addressesOf: (batch: readonly PostWithShop[]) => Promise<(each: PostWithShop) => PostAddresses>,
): AsyncGenerator<string> {
  yield csvRow(postFields.map(({ name }) => name));
  for await (const batch of batches) {
    const addresses = await addressesOf(batch);
    yield batch.map((each) => csvRow(postFields.map(({ read }) => read(each, addresses(each))))).join('');
  }
}
