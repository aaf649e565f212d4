import type { TenantRow, TenantState } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { Texts } from '../../core/i18n/texts';

export const tenantColumns = ['territory', 'state', 'database', 'migration'] as const;
export type TenantColumn = (typeof tenantColumns)[number];

/** How the list of territories is shown: kept in the address, so that it survives a reload and a sign-in. */
export interface TenantListView {
  readonly filter: string;
  readonly state: TenantState | null;
  readonly column: TenantColumn;
  readonly descending: boolean;
}

/** What asks for attention comes first. */
const stateOrder: Record<TenantState, number> = { suspended: 0, draft: 1, live: 2, archived: 3 };
const migrationOrder: Record<TenantRow['migrationState'], number> = {
  failed: 0,
  running: 1,
  pending: 2,
  done: 3,
};
const states = Object.keys(stateOrder) as TenantState[];

/** Query parameters as the router gives them; anything that is not understood falls back to the plain list. */
export function readTenantListView(query: { get(name: string): string | null }): TenantListView {
  const sort = query.get('tri') ?? '';
  const name = sort.replace(/^-/, '');
  return {
    filter: query.get('filtre') ?? '',
    state: states.find((state) => state === query.get('etat')) ?? null,
    column: tenantColumns.find((column) => column === name) ?? 'territory',
    descending: sort.startsWith('-'),
  };
}

/** The inverse: null takes a parameter out of the address. */
export function writeTenantListView(view: TenantListView): Record<'filtre' | 'etat' | 'tri', string | null> {
  const sort = `${view.descending ? '-' : ''}${view.column}`;
  return {
    filtre: view.filter.trim() === '' ? null : view.filter,
    etat: view.state,
    tri: sort === 'territory' ? null : sort,
  };
}

/**
 * The rows to show, in order. Every word of the filter must occur in the row (name, territory, slug, hosts, database,
 * or the state in words), whatever its case and accents.
 */
export function listTenants(
  rows: readonly TenantRow[],
  view: TenantListView,
  locale: Locale,
  texts: Texts['overview'],
): readonly TenantRow[] {
  const words = fold(view.filter).split(/\s+/).filter(Boolean);
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const way = view.descending ? -1 : 1;
  const matches = (row: TenantRow): boolean => {
    const haystack = fold(searchable(row, texts));
    return words.every((word) => haystack.includes(word));
  };
  return rows
    .filter((row) => (view.state === null || row.state === view.state) && matches(row))
    .toSorted((a, b) => way * compareBy(view.column, a, b, collator) || collator.compare(a.title, b.title));
}

/** How many territories are in each state, states without any left out, in the order of the list. */
export function countStates(rows: readonly TenantRow[]): readonly { state: TenantState; count: number }[] {
  return (['live', 'draft', 'suspended', 'archived'] as const)
    .map((state) => ({ state, count: rows.filter((row) => row.state === state).length }))
    .filter(({ count }) => count > 0);
}

/** The canonical host first, then the others by name. */
export function orderHosts(hosts: TenantRow['hosts']): TenantRow['hosts'] {
  return hosts.toSorted((a, b) => Number(b.canonical) - Number(a.canonical) || a.host.localeCompare(b.host));
}

function compareBy(column: TenantColumn, a: TenantRow, b: TenantRow, collator: Intl.Collator): number {
  switch (column) {
    case 'territory':
      return collator.compare(a.title, b.title);
    case 'state':
      return stateOrder[a.state] - stateOrder[b.state];
    case 'database':
      return collator.compare(a.database, b.database);
    case 'migration':
      return migrationOrder[a.migrationState] - migrationOrder[b.migrationState];
  }
}

function searchable(row: TenantRow, texts: Texts['overview']): string {
  return [
    row.title,
    row.territory,
    row.slug,
    row.database,
    texts.tenantStates[row.state],
    ...row.hosts.map(({ host }) => host),
  ].join(' ');
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’']/g, ' ')
    .toLowerCase()
    .trim();
}
