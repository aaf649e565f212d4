import { loadLibrary, newButton, newElement, newScale } from './map-base';
import type { Listed } from './map-list';
import { MapView } from './map-view';

/** Where there is room for the map beside the list. */
const WIDE = '(min-width: 64rem)';

const savesData = (): boolean =>
  (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection
    ?.saveData === true;

/**
 * `<map-companion data-list data-clusters data-outlines data-library data-worker …>`: the map of the results that the page
 * lists. Beside the list where there is room, drawn when it comes into view; else in a window that a button opens. The
 * library is fetched then and not before. Without it, or without scripts, the list says the same.
 */
export class MapCompanion extends HTMLElement {
  private readonly wide = matchMedia(WIDE);
  private readonly panel = newElement('section', 'map');
  private readonly canvas = newElement('div', 'map__canvas');
  private readonly here = newElement('a', 'button map__here');
  private readonly says = newElement('p', 'map__status');
  private readonly chosen = newElement('div', 'map__chosen');
  private readonly credit = newElement('p', 'map__credit');
  private readonly dialog = newElement('dialog', 'map-dialog');
  private readonly opener = newElement('p', 'map-open');
  private view: MapView | null = null;
  private isRequested = false;

  connectedCallback(): void {
    if (this.panel.childElementCount > 0) return;
    this.furnish();
    this.replaceChildren(this.dialog);
    document.querySelector('.results__summary')?.after(this.opener);
    this.dialog.addEventListener('close', () => this.chosen.replaceChildren());
    this.wide.addEventListener('change', () => this.settle());
    new IntersectionObserver((entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void this.draw();
    }).observe(this.panel);
    this.settle();
  }

  private furnish(): void {
    const { heading = '', open = '', close = '', here = '' } = this.dataset;
    this.panel.setAttribute('aria-label', heading);
    this.here.textContent = here;
    this.here.hidden = true;
    this.says.setAttribute('role', 'status');
    this.chosen.setAttribute('aria-live', 'polite');
    const scale = newScale(this, (by) => this.view?.zoomBy(by));
    const shut = newButton('button map__close', close, () => this.dialog.close());
    this.opener.append(newButton('button button--quiet', open, () => this.open()));
    this.panel.append(shut, this.here, this.canvas, scale, this.says, this.chosen, this.credit);
    this.dialog.setAttribute('aria-label', heading);
  }

  private isBeside(): boolean {
    return this.wide.matches && !savesData();
  }

  /** Puts the map where there is room for it. */
  private settle(): void {
    const beside = this.isBeside();
    this.opener.hidden = beside;
    this.classList.toggle('map-companion--beside', beside);
    if (beside) {
      this.dialog.close();
      this.append(this.panel);
    } else this.dialog.append(this.panel);
    this.view?.shareGestures(beside);
  }

  private open(): void {
    this.dialog.showModal();
    void this.draw();
  }

  private async draw(): Promise<void> {
    if (this.isRequested) return;
    this.isRequested = true;
    this.says.textContent = this.dataset['waiting'] ?? '';
    try {
      const library = await loadLibrary(this);
      const { canvas, here, credit } = this;
      this.view = new MapView(library, {
        host: this,
        canvas,
        here,
        credit,
        choose: (one) => this.choose(one),
      });
      this.view.shareGestures(this.isBeside());
      this.says.textContent = '';
      this.panel.classList.add('map--drawn');
    } catch {
      this.canvas.replaceChildren();
      this.says.textContent = this.dataset['unavailable'] ?? '';
    }
  }

  /** Beside the list, a marker leads into it; in a window of its own it shows the result there. */
  private choose({ card, link }: Listed): void {
    if (this.isBeside()) {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      link.focus({ preventScroll: true });
      card.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
      return;
    }
    const parts = ['.result__number', '.result__name', '.result__where'].flatMap(
      (selector) => card.querySelector(selector)?.cloneNode(true) ?? [],
    );
    this.chosen.replaceChildren(...parts);
  }
}
