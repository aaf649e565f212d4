import { type Signal, linkedSignal, untracked } from '@angular/core';
import type { ApiResource } from './api-http';

/** A list that is read page by page. */
export interface PagedList<Page, Row> {
  /** The page that was read last. */
  readonly read: ApiResource<Page>;
  /** The rows of all pages that were read. */
  readonly rows: Signal<readonly Row[] | undefined>;
  /** Reads the next page, where there is one. */
  more(): void;
  /** Reads it from its beginning. */
  restart(): void;
}

/**
 * @param read reads the page behind a cursor; null for the first one
 * @param rowsOf what is listed on a page
 * @param source what is listed: once it is another, the list begins anew
 */
export function pagedList<Page extends { readonly next: string | null }, Row>(
  read: (after: Signal<string | null>) => ApiResource<Page>,
  rowsOf: (page: Page) => readonly Row[],
  source: () => unknown = () => null,
): PagedList<Page, Row> {
  const after = linkedSignal<unknown, string | null>({ source, computation: () => null });
  const resource = read(after);
  const rows = linkedSignal<Page | undefined, readonly Row[] | undefined>({
    source: resource.value,
    computation: (page, previous) => {
      const isFirst = untracked(after) === null;
      return page && [...(isFirst ? [] : (previous?.value ?? [])), ...rowsOf(page)];
    },
  });
  return {
    read: resource,
    rows: rows.asReadonly(),
    more: () => {
      const next = resource.value()?.next;
      if (next) after.set(next);
    },
    restart: () => {
      after.set(null);
      resource.reload();
    },
  };
}
