const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * `<slot-hold data-seconds data-left data-over>`: counts down how long a place in a slot is held. The paragraph in it says until when,
 * which is all that there is without scripts; a screen reader hears that and the end, and not every second. Counted from when the
 * page was shown, and not by the clock of the device, which may be minutes fast.
 */
export class SlotHold extends HTMLElement {
  private timer: number | undefined;
  private end = 0;
  private readonly words = document.createElement('span');

  connectedCallback(): void {
    this.words.setAttribute('role', 'timer');
    this.words.setAttribute('aria-live', 'off');
    this.querySelector('p')?.append(' ', this.words);
    this.end = performance.now() + Number(this.dataset['seconds']) * SECOND;
    this.timer = window.setInterval(() => this.show(), SECOND);
    this.show();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  private show(): void {
    const left = this.end - performance.now();
    if (left <= 0) return this.finish();
    const seconds = Math.floor((left % MINUTE) / SECOND);
    const clock = `${String(Math.floor(left / MINUTE))}:${String(seconds).padStart(2, '0')}`;
    this.words.textContent = `${this.dataset['left'] ?? ''} ${clock}`;
  }

  private finish(): void {
    clearInterval(this.timer);
    const paragraph = this.querySelector('p');
    if (!paragraph) return;
    paragraph.setAttribute('role', 'status');
    paragraph.textContent = this.dataset['over'] ?? '';
  }
}
