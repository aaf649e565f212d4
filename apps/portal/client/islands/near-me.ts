/** How long a position may take, and how old one may be that the browser has already, ms. */
const TIMEOUT = 10_000;
const FRESH = 60_000;
/** About a hundred metres: what "around me" needs, and no more. */
const DECIMALS = 3;

/**
 * `<near-me data-href="…{position}…" data-label data-asking data-refused>`: a button that asks for the browser's position
 * when it is tapped, never before, and goes to the same question around it. The position is rounded, goes into the
 * address alone and is kept nowhere. Without scripts nothing is shown: the place box does the same.
 */
export class NearMe extends HTMLElement {
  private readonly words = document.createElement('span');
  private readonly button = document.createElement('button');

  connectedCallback(): void {
    if (!('geolocation' in navigator)) {
      this.hidden = true;
      return;
    }
    this.button.type = 'button';
    this.button.className = 'near-me__button';
    this.button.append(...this.childNodes, this.dataset['label'] ?? '');
    this.words.className = 'near-me__text';
    this.words.setAttribute('role', 'status');
    this.append(this.button, this.words);
    this.button.addEventListener('click', () => this.requestPosition());
  }

  private requestPosition(): void {
    this.words.textContent = this.dataset['asking'] ?? '';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.go(`${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`),
      () => (this.words.textContent = this.dataset['refused'] ?? ''),
      { maximumAge: FRESH, timeout: TIMEOUT },
    );
  }

  /** What was typed meanwhile is searched for too. */
  private go(position: string): void {
    const address = new URL((this.dataset['href'] ?? '').replace('{position}', position), location.href);
    const typed = this.closest('search-box')
      ?.querySelector<HTMLInputElement>('input[name="q"]')
      ?.value.trim();
    if (typed) address.searchParams.set('q', typed);
    this.words.textContent = '';
    location.assign(address);
  }
}
