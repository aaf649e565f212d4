/** A value of a form as Stripe reads it: `metadata[order]=1`, `expand[0]=latest_charge`. */
export type StripeForm = { [name: string]: StripeForm | string };

/** The fields of a body or of a query. Pure. */
export function stripeForm(text: string): StripeForm {
  const form: StripeForm = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const names = path.split(/[[\]]+/).filter((name) => name !== '');
    const last = names.pop() ?? path;
    let at = form;
    for (const name of names) {
      const next = at[name];
      at = typeof next === 'object' ? next : (at[name] = {});
    }
    at[last] = value;
  }
  return form;
}

/** A part of a form; empty where there is none. Pure. */
export const partOf = (form: StripeForm, name: string): StripeForm => {
  const part = form[name];
  return typeof part === 'object' ? part : {};
};

/** A text of a form. Pure. */
export const textIn = (form: StripeForm, name: string): string | undefined => {
  const text = form[name];
  return typeof text === 'string' ? text : undefined;
};
