/**
 * `<photo-order data-action="…" data-moved="…">` around a list of photos: each can be dragged to another place, and the
 * order is kept at once. Beside it each photo has buttons, which work without it and on telephones.
 */
export class PhotoOrder extends HTMLElement {
  private dragged: HTMLElement | null = null;
  private readonly status = document.createElement('p');

  connectedCallback(): void {
    if (!matchMedia('(hover: hover)').matches) return;
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.append(this.status);
    for (const photo of this.photos()) this.prepare(photo);
  }

  private photos(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-photo]')];
  }

  private prepare(photo: HTMLElement): void {
    photo.draggable = true;
    photo.addEventListener('dragstart', (event) => {
      this.dragged = photo;
      photo.classList.add('is-dragged');
      event.dataTransfer?.setData('text/plain', photo.dataset['photo'] ?? '');
    });
    photo.addEventListener('dragend', () => {
      photo.classList.remove('is-dragged');
      this.dragged = null;
    });
    photo.addEventListener('dragover', (event) => {
      if (!this.dragged || this.dragged === photo) return;
      event.preventDefault();
      photo.classList.add('is-target');
    });
    photo.addEventListener('dragleave', () => photo.classList.remove('is-target'));
    photo.addEventListener('drop', (event) => {
      photo.classList.remove('is-target');
      if (!this.dragged || this.dragged === photo) return;
      event.preventDefault();
      void this.place(this.dragged, photo);
    });
  }

  /** The photos stay where they were put: moved once more, all of them are sent. */
  private async refuse(answer: Response | null): Promise<void> {
    const problem: unknown = await answer?.json().catch(() => null);
    const hasDetail = typeof problem === 'object' && problem !== null && 'detail' in problem;
    this.status.className = 'notice notice--danger';
    this.status.textContent = hasDetail ? String(problem.detail) : (this.dataset['failed'] ?? '');
  }

  private async place(moved: HTMLElement, target: HTMLElement): Promise<void> {
    const all = this.photos();
    if (all.indexOf(moved) < all.indexOf(target)) target.after(moved);
    else target.before(moved);
    const order = this.photos()
      .map((photo) => photo.dataset['photo'])
      .join(',');
    const answer = await fetch(this.dataset['action'] ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ order }),
    }).catch(() => null);
    // The numbers and the buttons of all of them follow from the new order.
    if (answer?.ok) location.assign(answer.url);
    else return this.refuse(answer);
    this.status.textContent = this.dataset['moved'] ?? '';
  }
}
