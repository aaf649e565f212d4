/**
 * A page of what was found when one more than fits was asked for.
 * @returns the page, and its last one where another page follows. Pure.
 */
export function pageOf<T>(
  found: readonly T[],
  size: number,
): { readonly page: readonly T[]; readonly last: T | null } {
  const page = found.slice(0, size);
  return { page, last: found.length > size ? (page[size - 1] ?? null) : null };
}
