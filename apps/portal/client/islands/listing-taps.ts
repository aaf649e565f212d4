import type { ListingTap } from '@halles/contracts';

/** What a link of the page is for, by where it leads. */
function useOf({ protocol, host }: HTMLAnchorElement): ListingTap['use'] | null {
  if (protocol === 'tel:') return 'call';
  if (protocol === 'geo:') return 'itinerary';
  return protocol.startsWith('http') && host !== location.host ? 'site' : null;
}

/**
 * `<listing-taps data-listing data-to>`: tells the portal, and nobody else, that somebody tapped to call, to go there or to
 * see the site; by a beacon, so that nobody waits. Without scripts nothing is counted.
 */
export class ListingTaps extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('click', this.onClick);
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this.onClick);
  }

  private readonly onClick = ({ target }: MouseEvent): void => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
    const use = link?.closest('.listing-bar, .listing__contacts') ? useOf(link) : null;
    if (use === null) return;
    const tap: ListingTap = { listing: Number(this.dataset['listing']), use };
    const body = new Blob([JSON.stringify(tap)], { type: 'application/json' });
    navigator.sendBeacon(this.dataset['to'] ?? '', body);
  };
}
