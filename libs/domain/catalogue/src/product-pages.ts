import { sectionsOf } from './sections';
import { groupsOf } from './variants';

/** What of a product decides of the page that it is shown on. */
export interface ProductOutline {
  readonly id: string;
  readonly groupId: string;
  readonly section: string | null;
  /** Those of all its groups of options. */
  readonly choices: number;
}

/** Products that stand on one page of those who order. */
export interface ProductPage {
  readonly ids: readonly string[];
  /** Names of the sections that it shows, in their order; null for products of none. */
  readonly sections: readonly (string | null)[];
}

/** What a page holds, so that no reader waits, and no server works, for a whole catalogue. One product is on a page whatever it has. */
export const MAX_ON_PAGE = { products: 100, choices: 400 } as const;

/** The products of a shop by pages, section after section, the variants of one together. A shop that sells nothing has one page, which is empty. Pure. */
export function productPages(outlines: readonly ProductOutline[]): ProductPage[] {
  const pages: { ids: string[]; sections: (string | null)[]; choices: number }[] = [];
  for (const { name, products } of sectionsOf(outlines))
    for (const members of groupsOf(products)) {
      // The choices of a product are asked once, whichever of its variants one has.
      const choices = (members[0]?.choices ?? 0) + (members.length > 1 ? members.length : 0);
      const last = pages.at(-1);
      const isFull =
        !last ||
        last.ids.length >= MAX_ON_PAGE.products ||
        (last.ids.length > 0 && last.choices + choices > MAX_ON_PAGE.choices);
      const page = isFull ? { ids: [], sections: [], choices: 0 } : last;
      if (isFull) pages.push(page);
      page.ids.push(...members.map(({ id }) => id));
      page.choices += choices;
      if (page.sections.at(-1) !== name || page.sections.length === 0) page.sections.push(name);
    }
  return pages.length === 0
    ? [{ ids: [], sections: [] }]
    : pages.map(({ ids, sections }) => ({ ids, sections }));
}
