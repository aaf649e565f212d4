import type { ListingProfile } from '@halles/contracts';
import { type CategoryTree, categoryById } from '@halles/domain/categories';
import type { Listing } from '@halles/domain/listings';
import { foldText } from '@halles/domain/text';

type Named = Pick<ListingProfile, 'otherNames' | 'otherCategories'>;

/** The words, folded, by which search finds a listing and which say what it is called or does, and not what it is known for. */
function namesOf(
  { otherNames, otherCategories }: Named,
  { name, brand }: Pick<Listing, 'name' | 'brand'>,
  tree: CategoryTree,
): ReadonlySet<string> {
  const labels = (otherCategories ?? []).flatMap((id) => {
    const label = categoryById(id, tree)?.label;
    return label ? [label.fr, label.en] : [];
  });
  const names = [name, ...(brand === null ? [] : [brand]), ...(otherNames ?? [])];
  return new Set([...names, ...labels].map(foldText));
}

/** The words that other sources tell of a listing, without those that its name and other fields of its profile add. Pure. */
export function keywordsElsewhere(
  content: Named,
  listing: Pick<Listing, 'name' | 'brand' | 'keywords'>,
  tree: CategoryTree,
): string[] {
  const names = namesOf(content, listing, tree);
  return listing.keywords.filter((word) => !names.has(foldText(word)));
}

/**
 * What a listing is known for, as its page says it: of the words by which it is found, those that its profile gives as such
 * or that other sources tell, and none that is a name or an activity of it. Pure.
 */
export function specialitiesOf(
  content: Named & Pick<ListingProfile, 'keywords'>,
  listing: Pick<Listing, 'name' | 'brand' | 'keywords'>,
  tree: CategoryTree,
): string[] {
  const given = new Set((content.keywords ?? []).map(foldText));
  const elsewhere = new Set(keywordsElsewhere(content, listing, tree));
  return listing.keywords.filter((word) => elsewhere.has(word) || given.has(foldText(word)));
}
