/** Which link or button of a part of the page it is, whenever the part is drawn. */
function nameOf(element: Element): string {
  if (element.id !== '') return element.id;
  return element instanceof HTMLButtonElement
    ? `${element.form?.action ?? ''} ${element.value}`
    : (element.getAttribute('href') ?? '');
}

/** Draws a part of the page as it is by now: what is chosen, open or has the focus stays so. */
export function redraw(part: HTMLElement, fresh: Element): void {
  const { activeElement } = document;
  const focused = activeElement && part.contains(activeElement) ? nameOf(activeElement) : null;
  const open = new Set([...part.querySelectorAll('details[open]')].map(({ id }) => id));
  const chosen = new Map([...part.querySelectorAll('select')].map(({ id, value }) => [id, value]));
  part.replaceChildren(...fresh.childNodes);
  for (const fold of part.querySelectorAll('details')) fold.open = open.has(fold.id);
  for (const select of part.querySelectorAll('select'))
    if ([...select.options].some(({ value }) => value === chosen.get(select.id)))
      select.value = chosen.get(select.id) ?? '';
  if (focused !== null)
    [...part.querySelectorAll<HTMLElement>('a, button, select, summary')]
      .find((one) => nameOf(one) === focused)
      ?.focus();
}
