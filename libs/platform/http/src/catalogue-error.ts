import type { Bilingual, ErrorDefinition, FieldError, Locale } from '@halles/kernel';

/** Any error of the catalogue, whatever its parameters: what the border needs of a DomainError. */
export interface CatalogueError extends Error {
  readonly code: string;
  readonly definition: Pick<ErrorDefinition<object>, 'kind' | 'retryAfter'> & { readonly title: Bilingual };
  readonly params: object;
  readonly errors: readonly FieldError[];
  title(locale: Locale): string;
  detail(locale: Locale): string;
}
