import { DOCUMENT, Service, inject } from '@angular/core';

const SENTENCE = '.page-announcement:not(:empty)';
const FOCUSABLE = 'a[href], button, input, select, textarea';

/**
 * Where the focus goes when what had it leaves the screen with an act, as a form does whose case is decided: to the sentence
 * that says what was done, else to the next card of the list, else to the heading of the page. Nobody has to find their place
 * again from the top.
 */
@Service()
export class FocusFollower {
  private readonly document = inject(DOCUMENT);
  private end = (): void => undefined;

  /** What has the focus; null for nothing. */
  held(): Element | null {
    const { activeElement, body } = this.document;
    return activeElement === body ? null : activeElement;
  }

  /**
   * Follows what had the focus when an act began, until it leaves the screen or somebody moves the focus.
   * @param place what the act was done in: its sentence is there
   */
  follow(held: Element | null, place: HTMLElement): void {
    this.end();
    if (held === null) return;
    const next = this.cardAfter(place);
    const look = (): void => {
      const now = this.held();
      if (now === held) return;
      this.end();
      if (now === null) this.put(place, next);
    };
    const observer = new MutationObserver(look);
    this.end = () => {
      observer.disconnect();
      this.document.removeEventListener('pointerdown', this.end, true);
      this.end = () => undefined;
    };
    observer.observe(this.document.body, { childList: true, subtree: true });
    this.document.addEventListener('pointerdown', this.end, true);
    look();
  }

  private put(place: HTMLElement, next: Element | null): void {
    const sentence = place.isConnected ? place.querySelector<HTMLElement>(SENTENCE) : null;
    if (sentence) sentence.tabIndex = -1;
    const card = next?.isConnected ? next.querySelector<HTMLElement>(FOCUSABLE) : null;
    (sentence ?? card ?? this.document.querySelector<HTMLElement>('main h1'))?.focus();
  }

  /** The card beside the one that an act was done in: it moves up when that one leaves. */
  private cardAfter(place: HTMLElement): Element | null {
    const card = place.closest('li');
    return card?.nextElementSibling ?? card?.previousElementSibling ?? null;
  }
}
