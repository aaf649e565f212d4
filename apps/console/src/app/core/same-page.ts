type Params = Readonly<Record<string, unknown>>;

/** Whether the addresses of two pages of one kind name the same things: a territory, a claim, a listing. Pure. */
export function isSamePage(one: Params, other: Params): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
