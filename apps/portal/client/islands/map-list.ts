/** A result of the list beside the map. */
export interface Listed {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly position: readonly [number, number];
  readonly card: HTMLElement;
  readonly link: HTMLAnchorElement;
}

/** Two or four numbers of a text `a,b,…`; empty where it is none. */
export function numbersOf(text: string | null | undefined): number[] {
  const numbers = (text ?? '').split(',').map(Number);
  return text && numbers.every(Number.isFinite) ? numbers : [];
}

/** The results that the page shows with a number and a place. */
export function listedOn(page: ParentNode): Listed[] {
  return [...page.querySelectorAll<HTMLElement>('[data-listing][data-position]')].flatMap((card) => {
    const [longitude, latitude] = numbersOf(card.dataset['position']);
    const link = card.querySelector<HTMLAnchorElement>('.result__name a');
    const number = card.querySelector('.result__number')?.textContent?.trim();
    if (longitude === undefined || latitude === undefined || !link || !number) return [];
    return {
      id: Number(card.dataset['listing']),
      number,
      name: link.textContent?.trim() ?? '',
      position: [longitude, latitude] as const,
      card,
      link,
    };
  });
}
