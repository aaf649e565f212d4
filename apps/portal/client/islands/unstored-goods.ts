/** What was changed of the goods of a form, until the server says that the basket is stored. */
const STORE = 'halles-basket-change';
/** What is sent with a page that goes has arrived by then, or does not arrive. */
const OLDEST_MS = 10_000;

type Control = HTMLInputElement | HTMLSelectElement;
/** By the id of its control: what is typed or chosen in it, or whether it is ticked. */
type Goods = Readonly<Record<string, string | boolean>>;

interface Change {
  /** Of which form. */
  readonly action: string;
  readonly at: number;
  readonly goods: Goods;
}

const controlsOf = (form: HTMLFormElement): Control[] => [
  ...form.querySelectorAll<Control>('#products input[id]:not([type="hidden"]), #products select[id]'),
];

const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);

const valueOf = (control: Control): string | boolean => (isTicked(control) ? control.checked : control.value);

/** What the control had when the page came. */
function sentValueOf(control: Control): string | boolean {
  if (isTicked(control)) return control.defaultChecked;
  if (control instanceof HTMLInputElement) return control.defaultValue;
  return [...control.options].find(({ defaultSelected }) => defaultSelected)?.value ?? '';
}

function change(): Change | null {
  try {
    const { action, at, goods } = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<Change>;
    const isFresh = typeof at === 'number' && at > Date.now() - OLDEST_MS;
    return isFresh && typeof action === 'string' ? { action, at, goods: { ...goods } } : null;
  } catch {
    return null;
  }
}

/**
 * Remembers at once what is changed in a form. What a page sends as it goes may arrive after the next page was asked for, and no
 * browser says which of them comes first; what is written here is there.
 */
export function rememberGoods(action: string, form: HTMLFormElement): void {
  const goods: Goods = Object.fromEntries(
    controlsOf(form)
      .filter((control) => valueOf(control) !== sentValueOf(control))
      .map((control) => [control.id, valueOf(control)]),
  );
  try {
    localStorage.setItem(STORE, JSON.stringify({ action, at: Date.now(), goods } satisfies Change));
  } catch {
    // A browser that stores nothing for a page has what was sent alone.
  }
}

/** It is stored, or has been sent with the form. */
export function forgetGoods(): void {
  try {
    localStorage.removeItem(STORE);
  } catch {
    // Where nothing can be stored there is nothing to forget.
  }
}

/** On every page: what was changed too long ago goes. */
export function forgetGoodsInTime(): void {
  if (change() === null) forgetGoods();
}

/** Fills in what was changed a moment ago, on the page before or in another tab, where this page came without it. */
export function fillInGoods(action: string, form: HTMLFormElement): void {
  const left = change();
  if (left?.action !== action) return;
  forgetGoods();
  for (const control of controlsOf(form)) {
    const value = left.goods[control.id];
    if (typeof value !== typeof valueOf(control) || value === valueOf(control)) continue;
    if (isTicked(control)) control.checked = value === true;
    else control.value = String(value);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
