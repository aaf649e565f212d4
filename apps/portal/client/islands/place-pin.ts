interface Spot {
  x: number;
  y: number;
}

/** Metres of a degree from south to north. */
const METRES_A_DEGREE = 111_195;
const STEPS: Readonly<Record<string, Spot>> = {
  north: { x: 0, y: -1 },
  south: { x: 0, y: 1 },
  east: { x: 1, y: 0 },
  west: { x: -1, y: 0 },
};

/**
 * `<place-pin data-metres data-step data-moved>` around the plan of a form of an address: the pin follows a finger, and the
 * steps move it at once. Without it a touch and a step ask the server, which draws the plan anew.
 */
export class PlacePin extends HTMLElement {
  private readonly at: Spot = { x: 0, y: 0 };
  private middle = 0;
  private from = { longitude: 0, latitude: 0 };
  private pin: SVGGElement | null = null;
  private form: HTMLFormElement | null = null;

  connectedCallback(): void {
    this.form = this.closest('form');
    this.pin = this.querySelector('.place__pin');
    const touch = this.querySelector<HTMLInputElement>('.place__touch');
    const plan = this.querySelector('svg');
    if (!this.form || !this.pin || !touch || !plan) return;
    this.middle = Number(plan.getAttribute('width')) / 2;
    this.at.x = this.at.y = this.middle;
    this.from = {
      longitude: Number(this.input('longitude')?.value),
      latitude: Number(this.input('latitude')?.value),
    };
    touch.addEventListener('click', (event) => event.preventDefault());
    touch.addEventListener('pointerdown', (event) => this.follow(event, touch));
    for (const button of this.querySelectorAll<HTMLButtonElement>('.place__step'))
      button.addEventListener('click', (event) => this.step(event, button.value));
    // A pin that was placed before the address was typed is not this address's.
    for (const name of ['line', 'commune'])
      this.input(name)?.addEventListener('input', () => this.set('placedFor', ''));
  }

  private input(name: string): HTMLInputElement | null {
    const found = this.form?.elements.namedItem(name);
    return found instanceof HTMLInputElement ? found : null;
  }

  private set(name: string, value: string): void {
    const input = this.input(name);
    if (input) input.value = value;
  }

  private follow(start: PointerEvent, touch: HTMLElement): void {
    if (start.button !== 0) return;
    const box = touch.getBoundingClientRect();
    const move = ({ clientX, clientY }: PointerEvent): void =>
      this.place(
        ((clientX - box.left) / box.width) * 2 * this.middle,
        ((clientY - box.top) / box.height) * 2 * this.middle,
      );
    touch.setPointerCapture(start.pointerId);
    touch.addEventListener('pointermove', move);
    const end = (): void => touch.removeEventListener('pointermove', move);
    touch.addEventListener('pointerup', end, { once: true });
    touch.addEventListener('pointercancel', end, { once: true });
    move(start);
  }

  private step(event: Event, value: string): void {
    const step = STEPS[value];
    if (!step) return;
    event.preventDefault();
    const pixels = Number(this.dataset['step']) / Number(this.dataset['metres']);
    this.place(this.at.x + step.x * pixels, this.at.y + step.y * pixels);
  }

  private place(x: number, y: number): void {
    const within = (value: number): number => Math.min(2 * this.middle, Math.max(0, value));
    this.at.x = within(x);
    this.at.y = within(y);
    this.pin?.setAttribute('transform', `translate(${this.at.x} ${this.at.y})`);
    const metres = Number(this.dataset['metres']);
    const { longitude, latitude } = this.from;
    const north = ((this.middle - this.at.y) * metres) / METRES_A_DEGREE;
    const east =
      ((this.at.x - this.middle) * metres) / (METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180));
    this.set('longitude', (longitude + east).toFixed(6));
    this.set('latitude', (latitude + north).toFixed(6));
    this.set('placedFor', '*');
    const status = this.querySelector('.place__status');
    if (status) status.textContent = this.dataset['moved'] ?? '';
  }
}
