/**
 * `<product-order data-action="…" data-failed="…">` around the lists of what a shop sells: each product can be dragged to another
 * place of its section, which is kept at once. Beside it each has a field for its place and a button, which work without it, by
 * keyboard and on telephones.
 */
export class ProductOrder extends HTMLElement {
  private dragged: HTMLElement | null = null;
  private readonly status = document.createElement('p');

  connectedCallback(): void {
    if (!matchMedia('(hover: hover)').matches) return;
    this.status.className = 'visually-hidden';
    this.status.setAttribute('role', 'status');
    this.append(this.status);
    for (const product of this.querySelectorAll<HTMLElement>('[data-moved]')) this.prepare(product);
  }

  private prepare(product: HTMLElement): void {
    product.draggable = true;
    product.addEventListener('dragstart', (event) => {
      this.dragged = product;
      product.classList.add('is-dragged');
      event.dataTransfer?.setData('text/plain', '');
    });
    product.addEventListener('dragend', () => {
      product.classList.remove('is-dragged');
      this.dragged = null;
    });
    product.addEventListener('dragover', (event) => {
      if (!this.acceptsDrop(product)) return;
      event.preventDefault();
      product.classList.add('is-target');
    });
    product.addEventListener('dragleave', () => product.classList.remove('is-target'));
    product.addEventListener('drop', (event) => {
      product.classList.remove('is-target');
      if (!this.dragged || !this.acceptsDrop(product)) return;
      event.preventDefault();
      void this.place(this.dragged, product);
    });
  }

  /** A product stays in its section. */
  private acceptsDrop(target: HTMLElement): boolean {
    return (
      this.dragged !== null && this.dragged !== target && this.dragged.parentElement === target.parentElement
    );
  }

  private async place(product: HTMLElement, target: HTMLElement): Promise<void> {
    const place = [...(target.parentElement?.children ?? [])].indexOf(target) + 1;
    const answer = await fetch(this.dataset['action'] ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ move: product.dataset['moved'] ?? '', place: String(place) }),
    }).catch(() => null);
    // The numbers of all of them follow from the new order.
    if (answer?.ok) {
      location.assign(answer.url);
      return;
    }
    this.status.className = 'notice notice--danger';
    this.status.textContent = this.dataset['failed'] ?? '';
  }
}
