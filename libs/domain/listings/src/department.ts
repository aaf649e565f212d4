/** INSEE code of the department or overseas territory of a commune: `33`, `2A`, `974`. */
export function departmentOf(communeCode: string): string {
  return communeCode.slice(0, /^9[78]/.test(communeCode) ? 3 : 2);
}
