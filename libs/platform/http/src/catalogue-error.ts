import type { Bilingual, ErrorDefinition, FieldFault, Locale } from '@halles/kernel';

/** Any error of the catalogue, whatever its parameters: what the border needs of a DomainError. */
export interface CatalogueError extends Error {
  readonly code: string;
  readonly definition: Pick<ErrorDefinition<object>, 'kind' | 'retryAfter'> & { readonly title: Bilingual };
  readonly params: object;
  readonly faults: readonly FieldFault[];
  title(locale: Locale): string;
  detail(locale: Locale): string;
}
