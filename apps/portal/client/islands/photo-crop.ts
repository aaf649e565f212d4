const STEP = 0.02;
const LEAST = 0.2;

interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/**
 * `<photo-crop data-whole="…" …>` around the form that says which part of a photo is shown: adds the whole picture with a
 * frame to drag, by pointer or by the arrow keys, and a choice that sends it. The other choices work without it.
 */
export class PhotoCrop extends HTMLElement {
  private cut: Part = { left: 0, top: 0, width: 1, height: 1 };
  private readonly frame = document.createElement('button');
  private readonly inputs = new Map<keyof Part, HTMLInputElement>();
  private choice: HTMLInputElement | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const choices = this.querySelector('.choices');
    if (!form || !choices) return;
    const read = (name: string): number => Number(this.dataset[name] ?? 0) / 1_000;
    this.cut = { left: read('left'), top: read('top'), width: read('width'), height: read('height') };
    if (this.cut.width > 0.98 && this.cut.height > 0.98)
      this.cut = { left: 0.1, top: 0.1, width: 0.8, height: 0.8 };
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = side;
      this.inputs.set(side, input);
      form.append(input);
    }
    choices.append(this.ownChoice());
    choices.after(this.cropper());
    this.show();
  }

  private ownChoice(): HTMLElement {
    const label = document.createElement('label');
    label.className = 'choice';
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'cut';
    input.value = 'own';
    input.checked = this.querySelector('[name=cut]:checked') === null;
    const words = document.createElement('span');
    words.textContent = this.dataset['label'] ?? '';
    label.append(input, words);
    this.choice = input;
    return label;
  }

  private cropper(): HTMLElement {
    const box = document.createElement('div');
    const stage = document.createElement('div');
    stage.className = 'cropper';
    const image = document.createElement('img');
    image.src = this.dataset['whole'] ?? '';
    image.alt = '';
    this.frame.type = 'button';
    this.frame.className = 'cropper__frame';
    this.frame.setAttribute('aria-label', this.dataset['help'] ?? '');
    this.frame.addEventListener('keydown', (event) => this.byKey(event));
    this.frame.addEventListener('pointerdown', (event) => this.drag(event, stage));
    stage.append(image, this.frame);
    const acts = document.createElement('div');
    acts.className = 'actions';
    acts.append(this.sizer('smaller', 0.9), this.sizer('larger', 1.1));
    const help = document.createElement('p');
    help.className = 'field__hint';
    help.textContent = this.dataset['help'] ?? '';
    box.append(help, stage, acts);
    return box;
  }

  private sizer(name: string, factor: number): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--quiet';
    button.textContent = this.dataset[name] ?? '';
    button.addEventListener('click', () => {
      const { left, top, width, height } = this.cut;
      const scale = clamp(factor, LEAST / Math.min(width, height), 1 / Math.max(width, height));
      this.cut.width = width * scale;
      this.cut.height = height * scale;
      this.move(left + (width - this.cut.width) / 2, top + (height - this.cut.height) / 2);
    });
    return button;
  }

  private byKey(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    this.move(this.cut.left + step[0], this.cut.top + step[1]);
  }

  private drag(start: PointerEvent, stage: HTMLElement): void {
    const { left, top } = this.cut;
    const { width, height } = stage.getBoundingClientRect();
    const move = ({ clientX, clientY }: PointerEvent): void =>
      this.move(left + (clientX - start.clientX) / width, top + (clientY - start.clientY) / height);
    this.frame.setPointerCapture(start.pointerId);
    this.frame.addEventListener('pointermove', move);
    const end = (): void => this.frame.removeEventListener('pointermove', move);
    this.frame.addEventListener('pointerup', end, { once: true });
    this.frame.addEventListener('pointercancel', end, { once: true });
  }

  private move(left: number, top: number): void {
    this.cut.left = clamp(left, 0, 1 - this.cut.width);
    this.cut.top = clamp(top, 0, 1 - this.cut.height);
    if (this.choice) this.choice.checked = true;
    this.show();
  }

  private show(): void {
    for (const [side, input] of this.inputs) {
      const value = Math.floor(this.cut[side] * 1_000);
      input.value = String(value);
      this.frame.style.setProperty(`--cut-${side}`, `${value / 10}%`);
    }
  }
}
