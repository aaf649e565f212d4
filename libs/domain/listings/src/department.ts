/** INSEE code of the department or overseas territory of a commune: `33`, `2A`, `974`. */
export function departmentOf(communeCode: string | null | undefined): string {
  const code = communeCode ?? FALLBACK_COMMUNE;
  return code.slice(0, /^9[78]/.test(code) ? 3 : 2);
}

/** Paris: where nobody knows where a business is, calendar and rates are those of the mainland. */
const FALLBACK_COMMUNE = '75056';
