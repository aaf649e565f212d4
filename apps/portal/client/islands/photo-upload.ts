/** Longest side of what is sent, pixels: more is never shown, and a telephone's line is slow. */
const LONGEST = 2_560;
/** Pictures lighter than this go as they are, bytes. */
const LIGHT = 1_500_000;

interface Row {
  readonly item: HTMLLIElement;
  readonly state: HTMLElement;
  readonly bar: HTMLProgressElement;
}

/**
 * `<photo-upload data-waiting="…" …>` around a form with files: sends what is chosen at once, one file after another, with
 * progress; takes files that are dropped on it. Large pictures are made smaller first, upright and without their notes.
 * The form works without it.
 */
export class PhotoUpload extends HTMLElement {
  private list: HTMLUListElement | undefined;
  private queue: Promise<void> = Promise.resolve();
  private open = 0;
  private failed = 0;
  private sent: string[] = [];

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    form.querySelector('[type=submit]')?.closest('.actions')?.setAttribute('hidden', '');
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]'))
      input.addEventListener('change', () => {
        this.take(form, [...(input.files ?? [])]);
        input.value = '';
      });
    this.addDropping(form);
  }

  private addDropping(form: HTMLFormElement): void {
    const hint = document.createElement('p');
    hint.className = 'field__hint photo-form__drop';
    hint.textContent = this.dataset['drop'] ?? '';
    if (matchMedia('(hover: hover)').matches) form.append(hint);
    this.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.classList.add('is-over');
    });
    this.addEventListener('dragleave', () => this.classList.remove('is-over'));
    this.addEventListener('drop', (event) => {
      this.classList.remove('is-over');
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.take(form, files);
    });
  }

  private take(form: HTMLFormElement, files: readonly File[]): void {
    for (const file of files) {
      const row = this.addRow(file.name);
      this.open += 1;
      this.queue = this.queue.then(async () => {
        const error = await this.send(form, file, row);
        this.end(row, error);
      });
    }
  }

  private addRow(name: string): Row {
    if (!this.list) {
      this.list = document.createElement('ul');
      this.list.className = 'uploads';
      this.list.setAttribute('role', 'status');
      this.append(this.list);
    }
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.className = 'uploads__name';
    label.textContent = name;
    const state = document.createElement('span');
    state.textContent = this.dataset['waiting'] ?? '';
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', name);
    item.append(label, state, bar);
    this.list.append(item);
    return { item, state, bar };
  }

  /** @returns what went wrong, in words; null for nothing */
  private async send(form: HTMLFormElement, file: File, row: Row): Promise<string | null> {
    const smaller = await shrunk(file);
    if (smaller.size > Number(this.dataset['mostBytes'])) return this.dataset['tooLarge'] ?? '';
    const data = new FormData();
    const kind = form.querySelector<HTMLInputElement>('[name=kind]');
    data.append('kind', kind?.value ?? 'photo');
    data.append('photo', smaller, 'photo');
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        row.bar.value = Math.round((loaded / total) * 100);
        row.state.textContent = (this.dataset['sending'] ?? '').replace('{percent}', String(row.bar.value));
      });
      request.addEventListener('load', () => resolve(this.outcomeOf(request)));
      request.addEventListener('error', () => resolve(this.dataset['failed'] ?? ''));
      request.send(data);
    });
  }

  /** @returns what went wrong, in words; null for nothing */
  private outcomeOf(request: XMLHttpRequest): string | null {
    if (request.status !== 201) return this.errorOf(request);
    const { ids } = JSON.parse(request.responseText) as { readonly ids: readonly string[] };
    this.sent.push(...ids);
    return null;
  }

  private errorOf({ responseText }: XMLHttpRequest): string {
    try {
      const { detail } = JSON.parse(responseText) as { detail?: unknown };
      if (typeof detail === 'string') return detail;
    } catch {
      // Not our own answer: whatever stood between says nothing that a person could use.
    }
    return this.dataset['failed'] ?? '';
  }

  /** One photo leads to its own page, where it is described: the form without scripts does the same. */
  private next(): string | undefined {
    const [only, ...others] = this.sent;
    const { album, photoPage } = this.dataset;
    return only !== undefined && others.length === 0 ? photoPage?.replace('{photo}', only) : album;
  }

  private end({ state, bar, item }: Row, error: string | null): void {
    bar.remove();
    state.textContent = error ?? this.dataset['done'] ?? '';
    if (error !== null) {
      item.classList.add('uploads__failed');
      this.failed += 1;
    }
    this.open -= 1;
    // What was refused stays to be read; else the page comes back with what is new.
    if (this.open === 0 && this.failed === 0) location.assign(this.next() ?? location.href);
  }
}

/** A large picture made smaller by the browser; the file as it is where it is light, or the browser cannot read it. */
async function shrunk(file: File): Promise<Blob> {
  if (file.size <= LIGHT || typeof createImageBitmap !== 'function') return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    return made && made.size < file.size ? made : file;
  } catch {
    return file;
  }
}
